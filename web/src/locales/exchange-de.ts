import type { enExchange } from "./exchange-en.ts";

export const deExchange: typeof enExchange = {
  open: "Zähler wechseln",
  title: "Zähler wechseln",
  ways: { label: "Was hier zu tun ist", head: "Optokopf", type: "Eintippen", exchange: "Wechseln" },
  noMeter: "Hier ist kein Zähler montiert, also ist keiner zu wechseln. Sagen Sie dem Büro, was dort hängt.",
  steps: "Schritte des Wechsels",
  step: {
    old: "Alter Zähler",
    end: "Seine letzten Werte",
    new: "Neuer Zähler",
    start: "Seine ersten Werte",
  },
  done: "{{ step }}, fertig",
  oldHint: "Scannen Sie das Schild des Zählers, der abgenommen wird, oder tippen Sie seine Nummer ein.",
  newHint: "Scannen Sie das Schild des Zählers, den Sie montieren, oder tippen Sie seine Nummer ein.",
  endHint:
    "Was der alte Zähler anzeigt, bevor er abgenommen wird. Machen Sie ein Foto: Danach kann niemand mehr nachsehen.",
  startHint: "Was der neue Zähler jetzt anzeigt; er beginnt meist nahe 0.",
  few: "Eine Zählernummer hat vier bis acht Ziffern.",
  number: "Zählernummer",
  scan: "Schild scannen",
  right: "{{ serial }}: Das ist der Zähler dieser Messstelle",
  inStock: "{{ serial }}, {{ type }}: im Lager des Büros",
  stock: "Im Lager",
  noStock:
    "Dieses Telefon kennt keine Zähler im Lager. Sie kommen mit Senden/Empfangen; Eintippen geht trotzdem.",
  fault: {
    "no-number": "Eine Zählernummer hat vier bis acht Ziffern. Tippen Sie ein, was auf dem Schild steht.",
    same: "Das ist die Nummer des alten Zählers. Scannen Sie das Schild des neuen.",
    elsewhere: "Dieser Zähler hängt schon bei {{ address }}. Vergleichen Sie die Nummer mit dem Schild.",
  },
  doubt: {
    other: "Nach der Tour hängt hier Zähler {{ serial }}. Gehen Sie weiter, sieht das Büro nach.",
    "unknown-meter":
      "Das Büro hat diesem Telefon keinen solchen Zähler genannt. Ohne seinen Schlüssel wird er nicht per Funk gelesen.",
  },
  sure: "Die Nummer steht auf dem Schild: weiter",
  told: {
    radio: "Übernehmen, was er um {{ time }} sendete",
    head: "Übernehmen, was der Kopf um {{ time }} las",
  },
  headLink: "Mit dem Optokopf lesen",
  endedAt: "Der alte Zähler endete bei {{ value }} {{ unit }}",
  allZero: "Alle zeigen 0",
  check: "Prüfen",
  checkLine: "{{ old }} kommt ab, {{ next }} wird montiert.",
  back: "Zurück",
  next: "Weiter",
  keep: "Wechsel behalten",
  keeping: "Wird behalten …",
  incomplete: "Noch zu tun: {{ steps }}",
  ended: "{{ meter }} endete bei",
  began: "{{ meter }} begann bei",
  notDone: "Wechsel nicht ausgeführt",
  conflictHint:
    "Sehen Sie nach, welcher Zähler jetzt hier hängt. Ihre Werte und das Foto liegen an der Messstelle, damit das Büro entscheidet.",
  settle: "Verstanden",
  camera: {
    title: "Schild scannen",
    video: "Kamerabild",
    looking: "Halten Sie die Striche oder Quadrate des Schilds ins Bild.",
    notANumber: "Dieser Code enthält keine Zählernummer: {{ text }}",
    picture: "Foto nehmen",
    none: "In diesem Foto war kein Code. Gehen Sie näher heran oder tippen Sie die Nummer ein.",
    close: "Lieber eintippen",
    fault: {
      "camera.none":
        "Dieses Telefon hat keine Kamera, die der Browser nutzen kann. Tippen Sie die Nummer ein.",
      "camera.denied":
        "Der Browser darf die Kamera nicht nutzen. Erlauben Sie es in der Adresszeile oder tippen Sie die Nummer ein.",
      "camera.insecure": "Die Kamera braucht HTTPS. Tippen Sie die Nummer ein.",
    },
  },
};
