import type { enStorage } from "./storage-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deStorage: typeof enStorage = {
  title: "Platz für Telegramme",
  full: "Der Speicher des Telefons ist zu {{ percent }} % voll.",
  left: (n: number) =>
    n === 0
      ? "Der Platz reicht für weniger als eine Stunde Telegramme."
      : `Der Platz reicht für etwa ${many(n, "Stunde", "Stunden")} Telegramme.`,
  next: "Senden Sie, oder sichern Sie die Telegramme in einer Datei.",
  sent: "Alle Telegramme sind gesendet und machen von selbst Platz: Entfernen Sie Fotos, Videos oder Apps vom Telefon.",
  room: "Vom Telefon nehmen",
  roomHint:
    "Zeigen Sie dem Telefon die gesicherte Datei: Was darin liegt, wird hier entfernt, sonst nichts. Bewahren Sie sie auf und übergeben Sie sie, wo es Netz gibt; erst dann sind diese Telegramme im Büro.",
  comparing: "Wird verglichen …",
  removed: (n: number) =>
    n === 0
      ? "Nichts aus dieser Datei liegt auf dem Telefon."
      : `${many(n, "Telegramm", "Telegramme")} vom Telefon genommen. Bewahren Sie die Datei auf und übergeben Sie sie.`,
};
