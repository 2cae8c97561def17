import type { MapCatalogue, MapErrors } from "./map-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deMap: MapCatalogue = {
  byKind: "Nach Zählerart färben",
  byState: "Nach Zustand färben",
  lasso: "Einen Ring um Messstellen ziehen",
  lassoEnd: "Zeichnen beenden",
  lassoHint: "Ziehen Sie einen Ring um die Punkte. Esc beendet.",
  pickInSight: "Alle sichtbaren Messstellen wählen",
  noneInRing: "Im Ring liegt keine Messstelle. Die Auswahl bleibt, wie sie war.",
  noneInSight: "Es ist keine Messstelle zu sehen. Die Auswahl bleibt, wie sie war.",
  streetView: "Straßenansicht",
  baseMissing:
    "Die Grundkarte lässt sich nicht laden: Die Adresse antwortet nicht, oder die Datei ist keine Karte. Die Punkte bleiben, wo sie sind.",
  kind: {
    water: "Kamstrup Wasser",
    heat: "Kamstrup Wärme und Kälte",
    electricity: "Kamstrup Strom",
    other: "Andere Zähler",
    unit: "Sammeleinheit",
  },
  settings: {
    title: "Karte",
    intro:
      "Was unter den Punkten liegt. Ohne Grundkarte werden Straßen aus Adressen skizziert; das geht ganz ohne Netz.",
    base: "Grundkarte",
    bases: {
      sketch: "Skizzierte Straßen",
      xyz: "Kartenbilder (XYZ)",
      pmtiles: "Eine Kartendatei (PMTiles)",
    },
    url: "Adresse",
    xyzHint:
      "Mit {z}, {x} und {y}: über HTTPS, oder /maps/{z}/{x}/{y}.png für Bilder im Ordner „maps“ dieses Versorgers auf dem Server.",
    pmtilesHint:
      "Über HTTPS, oder /maps/town.pmtiles für eine Datei im Ordner „maps“ dieses Versorgers auf dem Server; Bilder oder Vektorkacheln.",
    attribution: "Quellenangabe",
    attributionHint: "Wessen Karte es ist, wie ihre Lizenz es verlangt.",
    datum: "Koordinaten der Karte",
    datums: {
      wgs84: "Gewöhnliche (WGS 84)",
      gcj02: "Chinesische (GCJ-02)",
      bd09: "Baidu (BD-09)",
    },
    streetView: "Link zur Straßenansicht",
    streetViewHint: "Mit {lat} und {lon}; öffnet außerhalb von Rounds. Leer: kein Link.",
    units: "Sammeleinheiten",
    unitsHint: "Je Zeile eine: Name; Breite; Länge",
    wrongLine: "Zeile {{ line }} der Sammeleinheiten ist nicht „Name; Breite; Länge“.",
    wrong: {
      url: "Die Adresse ist keine einer Karte: sie beginnt mit https:// oder, für eine Datei dieses Servers, mit /maps/, und für Kartenbilder enthält sie {z}, {x} und {y}.",
      attribution: "Die Quellenangabe ist zu lang.",
      streetView: "Der Link zur Straßenansicht beginnt mit https:// und enthält {lat} und {lon}.",
      units: "Eine Sammeleinheit hat keinen Namen oder liegt nirgends auf der Erde.",
    },
    save: "Speichern",
    saved: "Gespeichert. Die Seite wird mit der neuen Karte neu geladen.",
  },
  label: "Karte der Messstellen",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  fit: "Alle Ergebnisse zeigen",
  legend: "Legende",
  sketch: "Straßen aus Adressen skizziert",
  unplaced: (n) => many(n, "Messstelle ohne Position", "Messstellen ohne Position"),
  nowhere: "Keine dieser Messstellen hat eine Position",
  nowhereHint: "Sie stehen in der Liste. Hier erscheinen sie, sobald jemand sagt, wo sie sind.",
  close: "Schließen",
  failed: "Die Karte konnte nicht geladen werden",
};

export const deMapErrors: MapErrors = {
  "history.not-kept":
    "Diese Ablesungen sind auf diesem Gerät nicht gespeichert, und der Server antwortet nicht. Stellen Sie eine Verbindung her, um sie zu sehen.",
  "map.invalid":
    "So lässt sich die Karte nicht zeichnen. Prüfen Sie die Adresse, die Quellenangabe und die Sammeleinheiten.",
};
