import type { enUpkeep, enUpkeepAudit } from "./upkeep-en.ts";

/** Prüfung von Ablesungen, und wie lange sie bleiben. */
export const deUpkeep: typeof enUpkeep = {
  reason: "Begründung",
  review: {
    nav: "Prüfung",
    title: "Prüfung",
    intro:
      "Ablesungen, die nicht stimmen können und nicht zählen, und auffällige, die zählen. Entscheiden Sie mit Begründung.",
    none: "Nichts zu prüfen",
    more: "{{ shown }} von {{ total }} werden gezeigt, die neuesten zuerst. Die übrigen folgen, wenn diese entschieden sind.",
    noneHint: "Ablesungen werden beim Eintreffen geprüft. Auffälliges steht dann hier.",
    found: "Gefunden: {{ found }}; erwartet: höchstens {{ limit }}.",
    thisOne: "diese Ablesung",
    value: "Stattdessen {{ register }}, in {{ unit }}",
    accept: "Sie stimmt",
    exclude: "Auslassen",
    correct: "Berichtigen",
    reasons: {
      "clock-ahead": "Uhr des Empfängers geht falsch",
      "before-mounting": "Älter als der Einbau des Zählers",
      falling: "Zählwerk lief zurück",
      "too-fast": "Mehr, als der Zähler zählen kann",
      coefficient: "Energie und Temperaturen passen nicht zusammen",
      temperatures: "Temperatur außerhalb des Bereichs",
      stuck: "Zählwerk steht trotz Durchfluss",
      spike: "Weit über dem Gewohnten",
    },
  },
  retention: {
    nav: "Aufbewahrung",
    title: "Aufbewahrung",
    intro:
      "Wie lange Ablesungen bleiben. Gelöscht wird erst, wenn ein Administrator gesehen hat, was wegfiele, und einschaltet.",
    isOn: "Die Aufbewahrungsregel ist eingeschaltet. Sie läuft einmal am Tag; Gelöschtes kommt nicht wieder.",
    isOff: "Die Aufbewahrungsregel ist ausgeschaltet. Alles bleibt.",
    months: "Monate mit jeder Ablesung",
    years: "Jahre, bis Ablesungen gelöscht werden",
    yearsHint: "Dazwischen bleibt eine Ablesung am Tag.",
    days: "Tage, die das Journal Telegramme behält",
    look: "Ansehen, was wegfiele",
    preview: "{{ deleted }} Ablesungen würden gelöscht und etwa {{ thinned }} ausgedünnt.",
    switchOn: "Mit diesen Zahlen einschalten",
    switchOff: "Ausschalten",
    lastRun: "Letzter Lauf {{ time }}: {{ deleted }} gelöscht, {{ thinned }} ausgedünnt.",
    lastFailed: "Der letzte Lauf, {{ time }}, brach ab: {{ why }}",
    holds: "Löschsperren",
    holdsHint: "Alle Ablesungen dieser Messstellen bleiben, was immer oben steht.",
    noHolds: "Keine Messstelle ist gesperrt.",
    point: "Nummer der Messstelle",
    hold: "Sperren",
    release: "Aufheben",
  },
};

export const deUpkeepAudit: typeof enUpkeepAudit = {
  "retention.changed": "Aufbewahrung geändert",
  "retention.ran": "Aufbewahrungsregel lief",
  "hold.placed": "Löschsperre gesetzt",
  "hold.released": "Löschsperre aufgehoben",
  "value.edited": "Über einen Wert entschieden",
  "value.reverted": "Änderung eines Wertes zurückgenommen",
  "finding.decided": "Befund erledigt",
  "period.locked": "Abrechnungssperre verschoben",
};
