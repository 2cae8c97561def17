import type { enReplay, enReplayErrors } from "./replay-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deReplay: typeof enReplay = {
  mark: "Wiedergabe",
  markHint: "Nichts hier wird eine Ablesung, nichts wird behalten.",
  title: "Eine Fahrt wiedergeben",
  leave: "Zurück zur Übung",
  choose: "Was wiedergegeben wird",
  lead: "Eine Aufzeichnung wird mit den Schlüsseln und Treibern von heute gelesen wie auf einer Tour: wie viele Messstellen sie lesen würde, was damals nicht gelesen wurde und warum der Rest fehlt.",
  round: "Gegen diese Tour",
  noRound: "Eine Wiedergabe braucht eine Tour zum Vergleich. Holen Sie eine mit Senden/Empfangen.",
  file: "Eine Aufzeichnung aus einer Datei",
  own: "Was dieses Telefon gehört hat",
  opening: "Die Aufzeichnung wird geöffnet …",
  player: "Die Aufzeichnung",
  played: ({ played, frames, time }) =>
    `${count.format(played)} von ${many(frames, "Telegramm", "Telegrammen")}, ${time}`,
  leftOut: (n) => `${many(n, "Zeile", "Zeilen")} ausgelassen: kein Telegramm.`,
  over: "Die Aufzeichnung ist zu Ende.",
  fast: "Schnell",
  car: "Auto",
  bubbles:
    "Ein Kreis mit Zahlen fasst mehrere Messpunkte zusammen: wie viele davon gelesen sind. Näher heran steht jeder für sich.",
  noPlace: "Die Aufzeichnung sagt nicht, wo sie gehört wurde.",
  play: "Wiedergeben",
  pause: "Anhalten",
  fresh: (n) =>
    `${many(n, "Messstelle würde", "Messstellen würden")} jetzt gelesen und wurden es damals nicht`,
  notHere: (n) =>
    `${many(n, "Messstelle wurde", "Messstellen wurden")} damals gelesen, aber nicht von dieser Aufzeichnung`,
  misses: "Fehlend, nach Ursache",
  noMisses: "Nichts fehlt.",
  desk: {
    nav: "Wiedergabe",
    title: "Eine aufgezeichnete Fahrt wiedergeben",
    intro:
      "Eine Fahrt läuft noch einmal mit den Schlüsseln und Treibern von heute, neben dem, was steht. Nichts ändert sich, bevor Sie es übernehmen.",
    file: "Datei eines Telefons",
    fileHint: "Gespeichert auf der Startseite des Telefons unter dem, was es hat.",
    round: "Eine Tour auf dem Server",
    none: "Noch keine Tour",
    run: "Tour wiedergeben",
    stop: "Anhalten",
    reading: "Die Aufzeichnung wird gelesen …",
    done: "{{ name }}: wiedergegeben",
    running: "{{ name }}: wird wiedergegeben",
    stopped: "{{ name }}: angehalten; was bis dahin gefunden wurde, steht unten",
    sums: ({ telegrams, meters, understood }) =>
      `${many(telegrams, "Telegramm", "Telegramme")} von ${many(meters, "Zähler", "Zählern")} an Ihren Messstellen, davon ${count.format(understood)} verstanden.`,
    strangers: (n) => `${many(n, "Zähler hängt", "Zähler hängen")} an keiner Ihrer Messstellen.`,
    nobodys: (n) =>
      `${many(n, "Telegramm ist", "Telegramme sind")} zu beschädigt, um zu sagen, wessen es ist.`,
    leftOut: (n) => `${many(n, "Zeile", "Zeilen")} der Datei ausgelassen: kein Telegramm.`,
    foreign:
      "Keiner der gehörten Zähler hängt an einer Ihrer Messstellen: das ist die Aufzeichnung eines anderen Versorgers, oder Ihre Messstellen sind noch nicht importiert.",
    same: "Nichts würde sich ändern: die Schlüssel und Treiber von heute lesen, was steht.",
    kind: {
      other: "Andere Werte",
      fresh: "Neue Ablesungen",
      lost: "Nicht mehr lesbar",
      unread: "Nicht lesbar",
      silent: "Nicht gehört",
      same: "Wie es steht",
    },
    kindHint: {
      other: "Hier stehen Ablesungen, die etwas anderes sagen würden.",
      fresh: "Telegramme werden jetzt verstanden, für die keine Ablesung steht.",
      lost: "Hier stehen Ablesungen, deren Telegramme jetzt nicht zu lesen sind. Sie bleiben, wenn Sie übernehmen.",
      unread: "Kein Telegramm von diesen ist zu lesen, damals nicht und jetzt nicht.",
      silent: "Die Tour verlangt diese, und kein Telegramm von ihnen ist aufbewahrt.",
      same: "Die Schlüssel und Treiber von heute sagen, was steht.",
    },
    lists: "Zähler danach, was sich ändern würde",
    more: "{{ shown }} von {{ total }} Zählern werden gezeigt.",
    telegrams: (n) => many(n, "Telegramm", "Telegramme"),
    freshIn: (n) => `${many(n, "neue Ablesung", "neue Ablesungen")}`,
    otherIn: (n) => `${many(n, "Ablesung sagt", "Ablesungen sagen")} etwas anderes`,
    lostIn: (n) => `${many(n, "Ablesung", "Ablesungen")} nicht mehr lesbar`,
    keptIn: (n) => `${count.format(n)} bleiben, wie sie sind: abgerechnet, gesperrt oder entschieden`,
    cause: "{{ cause }}: {{ telegrams }}",
    when: "Wann",
    register: "Register",
    before: "Steht",
    after: "Jetzt",
    info: "Infocodes",
    nothing: "–",
    telegram: "Telegramm",
    toPoint: "Messstelle öffnen",
    firstFew: "Die ersten {{ shown }} von {{ total }} Unterschieden.",
    take: (n) => `${many(n, "Zähler", "Zähler")} übernehmen`,
    takeHint:
      "Telegramme, die nur die Aufzeichnung hat, werden aufbewahrt wie die eines Telefons, und die Zähler werden neu gelesen. Was abgerechnet, gesperrt oder entschieden ist, bleibt. Es steht im Prüfprotokoll.",
    taking: "Die Telegramme der Aufzeichnung werden übergeben …",
    taken: "Die Übernahme geht auf dem Server weiter; Sie können diese Seite verlassen.",
    mayNot: "Ein Administrator kann dies übernehmen.",
  },
};

export const deReplayErrors: typeof enReplayErrors = {
  "replay.unreadable":
    "Das ist keine Aufzeichnung. Wählen Sie eine Datei, die auf der Startseite eines Telefons gespeichert wurde, oder eine mit Telegrammen in JSON-Zeilen.",
  "replay.no-drive":
    "Das ist keine Aufzeichnung eines Telefons. Wählen Sie die Datei, die auf der Startseite des Telefons gespeichert wurde; sie endet auf .jsonl.",
  "replay.empty": "Darin ist kein Telegramm. Wählen Sie eine andere Aufzeichnung.",
};
