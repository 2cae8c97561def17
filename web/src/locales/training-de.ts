import type { enTraining, enTrainingErrors } from "./training-en.ts";

export const deTraining: typeof enTraining = {
  mark: "Übung",
  markHint: "Nichts hier ist echt, nichts wird gesendet.",
  title: "Übungsrunde",
  lead: "Eine erfundene Stadt mit vierzig Zählern, ein Auto, das von selbst fährt, und echte Telegramme auf der Leitung eines Empfängers, den es nicht gibt. Sie braucht keinen Empfänger, keine Tour und kein Netz. Die Seiten sind die einer echten Tour.",
  faultsHint:
    "Bei vier Zählern stimmt etwas nicht. Finden Sie heraus was, nach dem, was das Telefon sagt, entscheiden Sie an jeder Tür, und beenden Sie die Übung, wenn Sie fertig sind.",
  ordersHint:
    "Für zwei Zähler liegt ein Auftrag vor. Fahren Sie los, öffnen Sie Aufträge und fragen Sie den Zähler per Funk: Das Auto fährt zu ihm.",
  orderKept: "Nichts davon geht ins Büro.",
  radio: {
    none: "Fahren Sie zuerst los: Das Auto fragt den Zähler.",
    "listens-only": "Fahren Sie zuerst los: Das Auto fragt den Zähler.",
    "one-way": "Fahren Sie zuerst los: Das Auto fragt den Zähler.",
    ready: "Das Auto fährt zum Zähler und fragt ihn mit seinem nächsten Telegramm.",
  },
  begin: "Übungsrunde beginnen",
  leave: "Zurück zu den echten Touren",
  drive: "Losfahren",
  driveHint: "Das Auto fährt, wohin die Führung es schickt. Sie lesen, sehen nach und entscheiden.",
  speed: "Geschwindigkeit der Übung",
  end: "Übung beenden",
  done: "Übung beendet",
  read: "Messstellen",
  visited: "An der Tür besucht",
  orders: "Ausgeführte Aufträge",
  ordersDone: "{{ done }} von {{ all }}",
  km: "Gefahren",
  minutes: "Nach der Uhr des Autos",
  faults: "Was mit Absicht nicht stimmte",
  fault: {
    "no-key":
      "Das Telefon hat keinen Schlüssel für diesen Zähler. Senden/Empfangen holt ihn; was gehört wurde, wird dann gelesen.",
    "wrong-key":
      "Der Schlüssel auf dem Telefon ist nicht der dieses Zählers. Das Büro muss den richtigen eingeben.",
    "other-meter":
      "Der Zähler wurde getauscht: Hier ist eine andere Nummer zu hören. Sehen Sie an der Tür auf die Nummer.",
    "never-heard": "Der Zähler sendet nicht mehr. Lesen Sie ihn an der Tür ab und melden Sie es.",
  },
  wasThere: "Sie waren an der Tür.",
  phoneSays: "Das Telefon sagt:",
  goOn: "Diese Übung fortsetzen",
  visitKept: "Eingegeben {{ time }}. Nichts davon geht ins Büro.",
  allDone: "Beenden Sie die Übung, um zu sehen, was mit Absicht nicht stimmte.",
  throwAway: "Übung wegwerfen",
  throwAwayHint: "Alles davon verschwindet vom Telefon. Ihre Touren und Telegramme bleiben, wie sie sind.",
};

export const deTrainingErrors: typeof enTrainingErrors = {
  "training.only":
    "Dies ist eine Übungsrunde: Nichts wird gesendet oder geholt. Verlassen Sie sie, um das zu tun.",
};
