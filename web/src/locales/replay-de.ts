import type { enReplay, enReplayErrors } from "./replay-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deReplay: typeof enReplay = {
  mark: "Wiedergabe",
  markHint: "Nichts hier wird eine Ablesung, nichts wird behalten.",
  title: "Eine Fahrt wiedergeben",
  leave: "Zurück zur Übung",
  choose: "Was wiedergegeben wird",
  lead: "Eine Aufzeichnung wird mit den Schlüsseln und Treibern von heute gelesen wie auf einer Runde: wie viele Messstellen sie lesen würde, was damals nicht gelesen wurde und warum der Rest fehlt.",
  round: "Gegen diese Runde",
  noRound: "Eine Wiedergabe braucht eine Runde zum Vergleich. Holen Sie eine mit Senden/Empfangen.",
  file: "Eine Aufzeichnung aus einer Datei",
  own: "Was dieses Telefon gehört hat",
  opening: "Die Aufzeichnung wird geöffnet …",
  player: "Die Aufzeichnung",
  played: "{{ played }} von {{ frames }} Telegrammen, {{ time }}",
  leftOut: (n) => `${many(n, "Zeile", "Zeilen")} ausgelassen: kein Telegramm.`,
  over: "Die Aufzeichnung ist zu Ende.",
  fast: "Schnell",
  play: "Wiedergeben",
  pause: "Anhalten",
  fresh: (n) =>
    `${many(n, "Messstelle würde", "Messstellen würden")} jetzt gelesen und wurden es damals nicht`,
  notHere: (n) =>
    `${many(n, "Messstelle wurde", "Messstellen wurden")} damals gelesen, aber nicht von dieser Aufzeichnung`,
  misses: "Fehlend, nach Ursache",
  noMisses: "Nichts fehlt.",
};

export const deReplayErrors: typeof enReplayErrors = {
  "replay.unreadable":
    "Das ist keine Aufzeichnung. Wählen Sie eine Datei, die auf der Startseite eines Telefons gespeichert wurde, oder eine mit Telegrammen in JSON-Zeilen.",
  "replay.empty": "Darin ist kein Telegramm. Wählen Sie eine andere Aufzeichnung.",
};
