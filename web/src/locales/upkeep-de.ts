import type { enUpkeep, enUpkeepAudit, enUpkeepErrors } from "./upkeep-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Prüfung von Ablesungen, und wie lange sie bleiben. */
export const deUpkeep: typeof enUpkeep = {
  reason: "Begründung",
  notNumber: "„{{ text }}“ ist keine Zahl. Geben Sie Ziffern ein, etwa 1234,5.",
  twofold: "„{{ text }}“ lässt sich auf zwei Arten lesen. Geben Sie {{ whole }} oder {{ part }} ein.",
  review: {
    nav: "Prüfung",
    title: "Prüfung",
    intro:
      "Ablesungen, die nicht stimmen können und nicht zählen, und auffällige, die zählen. Entscheiden Sie mit Begründung.",
    which: "Welche Befunde",
    open: "Offene",
    decided: "Entschiedene",
    noneDecided: "Noch wurde nichts entschieden",
    decision: { accepted: "Sie stimmt", excluded: "Ausgelassen", corrected: "Berichtigt" },
    decidedBy: "{{ decision }}, von {{ name }} {{ time }}",
    none: "Nichts zu prüfen",
    more: "{{ shown }} von {{ total }} werden gezeigt, die neuesten zuerst. Die übrigen folgen, wenn diese entschieden sind.",
    noneHint: "Ablesungen werden beim Eintreffen geprüft. Auffälliges steht dann hier.",
    found: "Gefunden: {{ found }}; erwartet: höchstens {{ limit }}.",
    thisOne: "diese Ablesung",
    value: "Stattdessen {{ register }}, in {{ unit }}",
    seen: "Gesehen",
    accept: "Sie stimmt",
    exclude: "Auslassen",
    correct: "Berichtigen",
    reasons: {
      "clock-ahead": "Uhr des Empfängers geht falsch",
      "before-mounting": "Älter als der Einbau des Zählers",
      "period-locked": "Kam für einen abgerechneten Zeitraum",
      falling: "Zählwerk lief zurück",
      "too-fast": "Mehr, als der Zähler zählen kann",
      coefficient: "Energie und Temperaturen passen nicht zusammen",
      temperatures: "Temperatur außerhalb des Bereichs",
      stuck: "Zählwerk steht trotz Durchfluss",
      spike: "Weit über dem Gewohnten",
      "above-limit": "Über seiner Grenze seit",
      "below-limit": "Unter seiner Grenze seit",
    },
  },
  reading: {
    title: "Ablesung vom {{ time }}",
    intro:
      "Was gesagt wurde, bleibt so vermerkt. Eine Berichtigung steht daneben, mit Ihrem Namen und dem Grund, und lässt sich unter Änderungen zurücknehmen.",
    register: "Register",
    value: "Richtiger Wert, in {{ unit }}",
    decide: "Über die Ablesung vom {{ time }} entscheiden",
    tip: "Berichtigen oder auslassen",
  },
  edits: {
    tab: "Änderungen",
    loading: "Entscheidungen werden geladen",
    failed: "Die Entscheidungen konnten nicht geladen werden",
    none: "Über einen Wert dieser Messstelle hat noch niemand entschieden.",
    kind: {
      accept: "Für richtig erklärt",
      exclude: "Ausgelassen",
      correct: "Berichtigt",
      estimate: "Geschätzt",
    },
    of: "Ablesung vom {{ time }}",
    by: "{{ name }}, {{ time }}",
    takenBack: "Zurückgenommen von {{ name }}, {{ time }}",
    takeBack: "Zurücknehmen",
    keep: "Behalten",
    done: "Zurückgenommen: Die Ablesung vom {{ time }} ist, was sie vorher war.",
    after: {
      accept: "Die Ablesung zählt oder zählt nicht, wie vor dieser Entscheidung. Beides bleibt vermerkt.",
      exclude: "Die Ablesung zählt oder zählt nicht, wie vor dieser Entscheidung. Beides bleibt vermerkt.",
      correct:
        "Der berichtigte Wert zählt nicht mehr; das Gemessene ist, wie es vorher war. Beides bleibt vermerkt.",
      estimate: "Die Schätzung zählt nicht mehr. Sie bleibt vermerkt.",
    },
  },
  anew: {
    nav: "Neu lesen",
    title: "Telegramme neu lesen",
    intro:
      "Wenn ein Treiber oder Schlüssel falsch war: die aufbewahrten Telegramme werden mit den heutigen gelesen, an der Stelle dessen, was vorher aus ihnen gelesen wurde.",
    what: "Zählertyp oder Schlüssel eines Zählers",
    whatHint: "Wie auf der Seite einer Messstelle, zum Beispiel MULTICAL 403 oder KAM-12345678-34-04.",
    from: "Von",
    dayHint: "Ein Tag in der Zeit des Versorgers. Leer: ab dem ersten Telegramm, das aufbewahrt ist.",
    to: "Bis einschließlich",
    lastHint: "Leer: bis zum letzten Telegramm.",
    look: "Ansehen, was gelesen würde",
    preview: ({ meters, days }) =>
      `${many(meters, "Zähler würde", "Zähler würden")} neu gelesen. Ablesungen, die älter sind als ${days === 1 ? "der eine Tag, den" : `die ${count.format(days)} Tage, die`} Telegramme bleiben, getippte und abgerechnete Werte und was jemand entschieden hat, bleiben, wie sie sind.`,
    previewHeld: (n) =>
      many(
        n,
        "davon hat eine Löschsperre und bleibt, wie er ist.",
        "davon haben eine Löschsperre und bleiben, wie sie sind.",
      ),
    start: "Neu lesen",
    stop: "Nach diesem Zähler anhalten",
    wrong:
      "Schreiben Sie einen Zählertyp oder den Schlüssel eines Zählers, und einen ersten Tag, der nicht nach dem letzten liegt.",
    back: "Alte Telegramme werden durchgesehen",
    backHint: ({ looked, of }: { readonly looked: number; readonly of: number }) =>
      `${count.format(looked)} von ${many(of, "Telegramm", "Telegrammen")} sind durchgesehen. Was von einem Zähler gehört wurde, bevor jemand sagte, wo er hängt, wird zu Ablesungen, wenn alle durchgesehen sind. Das nimmt sich, was neben den heutigen Telegrammen übrig bleibt, und geht nach einem Neustart hier weiter.`,
    running: "{{ what }} wird neu gelesen",
    done: "{{ what }} wurde neu gelesen: {{ who }}",
    cancelled: "Das Neulesen von {{ what }} wurde angehalten; begonnen: {{ who }}",
    failed: "Das Neulesen von {{ what }} brach ab; begonnen: {{ who }}",
    sums: ({ done, meters, readings, changed, without }) =>
      `${count.format(done)} von ${many(meters, "Zähler", "Zählern")}. Von ${many(readings, "Ablesung", "Ablesungen")} aus Telegrammen ${changed === 1 ? "sagt" : "sagen"} ${count.format(changed)} jetzt etwas anderes; ${many(without, "bleibt, weil ihr Telegramm fort ist.", "bleiben, weil ihre Telegramme fort sind.")}`,
    heldNow: (n) => many(n, "Zähler hat eine Löschsperre.", "Zähler haben eine Löschsperre."),
    busyNow: (n) =>
      many(
        n,
        "Zähler wurde währenddessen immer wieder gehört: lesen Sie ihn später neu.",
        "Zähler wurden währenddessen immer wieder gehört: lesen Sie diese später neu.",
      ),
  },
  removed: {
    title: "Entfernte Messstellen",
    hint: "Was ihre Zähler gesagt haben, wird nirgends gezeigt und bleibt eine Zeit, damit die Messstelle zurückkommen kann. Vernichten lässt sich nicht zurücknehmen.",
    none: "Es sind keine Ablesungen entfernter Messstellen da.",
    when: "entfernt am {{ date }}",
    found: "Zähler einer früher entfernten Messstelle, gefunden am {{ date }}",
    until: "Ablesungen werden nach dem {{ date }} vernichtet",
    stays: "Ablesungen bleiben: die Aufbewahrungsregel ist ausgeschaltet",
    isHeld: "Ablesungen bleiben: Löschsperre",
    more: "{{ shown }} von {{ total }} werden gezeigt.",
    look: "Jetzt vernichten …",
    lookAll: (n) => (n === 1 ? "Diese jetzt vernichten …" : `Alle ${count.format(n)} jetzt vernichten …`),
    preview: (n) =>
      many(
        n,
        "Ablesung würde vernichtet und lässt sich nicht zurückholen.",
        "Ablesungen würden vernichtet und lassen sich nicht zurückholen.",
      ),
    billed: (n) =>
      many(n, "bleibt, weil ihr Zeitraum abgerechnet ist.", "bleiben, weil ihr Zeitraum abgerechnet ist."),
    held: (n) =>
      many(n, "Messstelle bleibt wegen einer Löschsperre.", "Messstellen bleiben wegen einer Löschsperre."),
    erase: "Endgültig vernichten",
    keep: "Behalten",
    done: (n) => many(n, "Ablesung wurde vernichtet.", "Ablesungen wurden vernichtet."),
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
    yearsHint: "Dazwischen bleiben die Ablesungen am Beginn jedes Tages.",
    days: "Tage, die das Journal Telegramme behält",
    removedDays: "Tage, die Ablesungen entfernter Messstellen bleiben",
    removedDaysHint:
      "So lange kann eine entfernte Messstelle mit allem, was sie je gesagt hat, zurückkommen.",
    look: "Ansehen, was wegfiele",
    preview: ({ deleted, erased, thinned, photos }) =>
      `${many(deleted, "Ablesung würde", "Ablesungen würden")} gelöscht, ${count.format(erased)} entfernter Messstellen vernichtet und etwa ${count.format(thinned)} ausgedünnt. ${many(photos, "Foto von Besuchen würde", "Fotos von Besuchen würden")} gelöscht.`,
    switchOn: "Mit diesen Zahlen einschalten",
    switchOff: "Ausschalten",
    lastRun: ({ time, deleted, erased, thinned, photos }) =>
      `Letzter Lauf ${time}: ${count.format(deleted)} gelöscht, ${count.format(erased)} entfernter Messstellen vernichtet, ${count.format(thinned)} ausgedünnt. ${many(photos, "Foto", "Fotos")} von Besuchen gelöscht.`,
    photos: "Jahre, die Fotos von Besuchen aufbewahrt werden",
    photosHint:
      "Gezählt ab dem Besuch. Was an der Tür gefunden wurde, bleibt; auch Fotos von Messstellen unter Aufbewahrung bleiben.",
    lastFailed: "Der letzte Lauf, {{ time }}, brach ab: {{ why }}",
    clockAhead:
      "die Uhr des Servers ist der letzten Ablesung und dem letzten Lauf um mehr als ein Jahr voraus. Nichts wurde gelöscht oder ausgedünnt: Stellen Sie sie richtig. Geht sie richtig, weil der Server so lange stillstand, geht es nach 30 Tagen von selbst weiter.",
    holds: "Löschsperren",
    holdsHint:
      "Alle Ablesungen dieser Messstellen bleiben, auch Fotos ihrer Besuche, was immer die Zahlen oben sagen.",
    noHolds: "Keine Messstelle ist gesperrt.",
    point: "Nummer der Messstelle",
    wrong:
      "Monate sind ganze Zahlen bis 240, Jahre bis 100 und nicht kürzer als die Monate, Tage für Telegramme von 7 und für entfernte Messstellen von 1 bis 3.650.",
    holdWrong: "Schreiben Sie die Nummer der Messstelle, und warum sie gesperrt wird.",
    holdUnknown: "Es gibt keine Messstelle mit dieser Nummer, weder hier noch unter den entfernten.",
    hold: "Sperren",
    release: "Aufheben",
  },
};

export const deUpkeepAudit: typeof enUpkeepAudit = {
  "retention.changed": "Aufbewahrung geändert",
  "retention.ran": "Aufbewahrungsregel lief",
  "removed-points.erased": "Ablesungen entfernter Messstellen vernichtet",
  "readings.redecoded": "Ließ Telegramme neu lesen",
  "hold.placed": "Löschsperre gesetzt",
  "hold.released": "Löschsperre aufgehoben",
  "value.edited": "Über einen Wert entschieden",
  "value.reverted": "Änderung eines Wertes zurückgenommen",
  "finding.decided": "Befund erledigt",
  "period.locked": "Abrechnungssperre verschoben",
};

export const deUpkeepErrors: typeof enUpkeepErrors = {
  "erasure.preview-needed":
    "Sehen Sie zuerst nach, was vernichtet würde; vernichten Sie dann innerhalb einer Stunde.",
  "redecoding.running":
    "Telegramme werden schon neu gelesen. Warten Sie, bis das fertig ist, oder halten Sie es an.",
  "redecoding.no-meter":
    "Kein solcher Zähler hängt oder hing an Ihren Messstellen. Schlüssel und Typ stehen auf der Seite der Messstelle.",
};
