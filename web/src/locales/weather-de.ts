import type { enWeather } from "./weather-en.ts";

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
  span: "{{ days }} Tage, von {{ from }} bis {{ to }}",
  missing: "{{ days }} Tage dazwischen fehlen",
  wrongLine:
    "Zeile {{ line }} ist kein Tag mit einer Temperatur. Nichts wurde importiert: Berichtigen Sie die Zeile und wählen Sie die Datei erneut.",
  taken: "{{ days }} Tage wurden importiert.",
};
