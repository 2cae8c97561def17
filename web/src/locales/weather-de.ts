import type { enWeather } from "./weather-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deWeather: typeof enWeather = {
  title: "Wetter",
  intro:
    "Mittlere Außentemperaturen je Tag. Mit ihnen lässt sich die Wärme zweier Winter oder zweier Häuser in zwei Jahren je Gradtag vergleichen.",
  import: "Datei importieren",
  hint: "Ein Tag und sein Mittel in °C je Zeile, getrennt durch Semikolon, Tabulator oder Komma, zum Beispiel 2026-11-29;4,3. Wetterdienste bieten solche Dateien an. Tage darin treten an die Stelle der bekannten.",
  loading: "Das Wetter wird geholt",
  failed: "Das Wetter konnte nicht geholt werden",
  none: "Noch kein Wetter",
  noneHint: "Unten eine Datei einlesen: Gradtage lassen sich für die Tage rechnen, die darin stehen.",
  span: ({ days, from, to }) => `${many(days, "Tag", "Tage")}, von ${from} bis ${to}`,
  missing: (n) => many(n, "Tag dazwischen fehlt", "Tage dazwischen fehlen"),
  wrongLine:
    "Zeile {{ line }} ist kein Tag mit einer Temperatur. Nichts wurde importiert: Berichtigen Sie die Zeile und wählen Sie die Datei erneut.",
  taken: (n) => many(n, "Tag wurde importiert.", "Tage wurden importiert."),
};
