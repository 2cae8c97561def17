import type { enVisit, enVisitErrors, enVisitEvents } from "./visit-en.ts";

export const deVisit: typeof enVisit = {
  open: "Ablesung eintippen",
  title: "Ablesung eintippen",
  noMeter: "Hier ist kein Zähler montiert. Sie können sagen, was Sie vorfanden; abzulesen gibt es nichts.",
  mode: { read: "Ablesung", none: "Keine Ablesung" },
  last: "Zuletzt {{ value }} {{ unit }}, {{ time }}",
  nothingKnown: "Von diesem Register ist noch nichts bekannt.",
  propose: "Erwartet {{ value }} {{ unit }}",
  notANumber: "Tippen Sie Ziffern, mit Komma oder Punkt vor den Nachkommastellen.",
  unitOf: "Einheit von {{ register }}",
  add: "Weiteres Register hinzufügen",
  doubt: {
    "below-last": "{{ value }} {{ unit }} ist weniger als die zuletzt gemeldeten {{ last }} {{ unit }}.",
    "far-above": "{{ value }} {{ unit }} ist weit mehr als die erwarteten {{ expected }} {{ unit }}.",
    "start-above-end":
      "{{ value }} {{ unit }} ist mehr als die {{ last }} {{ unit }}, bei denen der alte Zähler endete.",
  },
  sure: "Ich habe noch einmal nachgesehen: Es stimmt",
  why: "Warum es keine Ablesung gibt",
  outcome: {
    read: "Abgelesen",
    exchanged: "Zähler gewechselt",
    "no-access": "Kein Zugang",
    "nobody-home": "Niemand zu Hause",
    dog: "Hund",
    damaged: "Zähler beschädigt",
    unreadable: "Anzeige unlesbar",
    "meter-gone": "Zähler ist weg",
    other: "Etwas anderes",
  },
  photo: {
    take: "Foto aufnehmen",
    another: "Anderes Foto aufnehmen",
    drop: "Foto entfernen",
    busy: "Das Foto wird verkleinert …",
    alt: "Das Foto dieses Besuchs",
  },
  note: "Bemerkung",
  keep: "Behalten",
  keeping: "Wird behalten …",
  kept: {
    read: "Ablesung behalten",
    waiting:
      "Eingetippt {{ time }}. Liegt auf diesem Telefon; sie geht mit dem nächsten Senden/Empfangen ins Büro.",
    sent: "Eingetippt {{ time }}. Das Büro hat sie.",
    refused: "Das Büro hat sie nicht angenommen:",
  },
  notTaken: "Nicht angenommen",
  undo: "Zurücknehmen",
  again: "Noch eine eintippen",
  tab: "Besuche",
  loading: "Besuche werden geladen",
  failed: "Die Besuche konnten nicht geladen werden",
  none: "An der Tür dieser Messstelle hat noch niemand etwas eingetippt.",
  column: { time: "Wann", who: "Wer", found: "Vorgefunden", note: "Bemerkung", photo: "Foto" },
  doubted: {
    "below-last": "Bestätigt, obwohl unter dem letzten Wert",
    "far-above": "Bestätigt, obwohl weit darüber",
    "unknown-meter": "Bestätigt, obwohl der Zähler unbekannt ist",
    "start-above-end": "Bestätigt, obwohl er über dem Ende des alten beginnt",
  },
  start: "{{ meter }} begann bei",
  openPhoto: "Foto vom {{ time }} öffnen",
  desk: {
    told: "Der Zähler zeigte da {{ value }} {{ unit }}.",
    between: "Der Zähler lag da zwischen {{ low }} und {{ high }} {{ unit }}.",
    untold: "Was er um diese Zeit zeigte, ist nicht bekannt.",
    title: "Eine Ablesung von {{ name }}",
    meter: "Abgelesen an",
    when: "Abgelesen am",
    whenHint: "Wann die Anzeige abgelesen wurde, in der Zeit des Versorgers.",
    registers: "Was die Anzeige zeigte",
    registersHint: "Was leer bleibt, gehört nicht zur Ablesung.",
    above: "Mehr, als der Zähler danach zeigte oder bis dahin zählen konnte.",
    below: "Weniger, als der Zähler davor zeigte.",
    done: "Als Ablesung von Hand behalten. Sie steht unter Besuche; eine falsche wird unter Ablesungen berichtigt oder ausgelassen.",
  },
};

export const deVisitErrors: typeof enVisitErrors = {
  "visit.sent": "Sie ist schon gesendet. Tippen Sie stattdessen eine weitere ein.",
  "visit.no-photo": "Das Foto dieses Besuchs ist nicht angekommen. Senden Sie noch einmal.",
  "visit.other-meter":
    "Dieser Zähler hing zu dieser Zeit nicht an dieser Messstelle. Vergleichen Sie die Zeit und die Nummer des Zählers, und tippen Sie die Ablesung neu ein.",
  "photo.invalid": "Das Foto wurde nicht als Bild angenommen. Nehmen Sie es zurück und machen Sie ein neues.",
  "exchange.mounted-elsewhere":
    "Der neue Zähler hängt schon an einer anderen Messstelle oder hing zu dieser Zeit dort. Vergleichen Sie die Nummer mit dem Schild und die Zeit, und tippen Sie sie neu ein.",
  "exchange.before-removal":
    "In diesem Moment hing hier ein anderer Zähler. Nennen Sie einen Moment, nachdem er abgebaut wurde.",
  "exchange.before-mounting":
    "Der alte Zähler wurde nach diesem Wechsel montiert. Prüfen Sie die Uhr des Telefons.",
  "exchange.other-meter":
    "Jemand anderes hat diesen Zähler vorher gewechselt. Sehen Sie nach, welcher dort hängt.",
  "photo.not-found": "Dieses Foto gibt es nicht.",
  "photo.unreadable": "Diese Datei ist kein Bild, das das Telefon öffnen kann. Machen Sie ein neues Foto.",
};

export const deVisitEvents: typeof enVisitEvents = {
  "visit.received": "Einen Besuch von einem Telefon angenommen",
};
