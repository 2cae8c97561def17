const count = new Intl.NumberFormat("de-DE");

const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Priority points as they are heard. */
export const deLive = {
  title: "Live",
  loading: "Der Stand der Prioritätsstellen wird geholt",
  failed: "Die Prioritätsstellen konnten nicht geholt werden",
  none: "Noch keine Prioritätsstellen",
  noneHint:
    "Eine Messstelle ist es, wenn ihre Ablesungen alle fünf Minuten oder öfter behalten werden. Das wird an der Messstelle unter Bearbeiten eingestellt.",
  show: "Welche Messstellen",
  all: "Alle",
  look: "Anzusehen {{ count }}",
  silent: "Stumm {{ count }}",
  nothing: "Hier ist nichts zu zeigen",
  nothingHint: "Alle Prioritätsstellen sind zu hören, und alle Werte liegen in ihren Grenzen.",
  find: "Punkt suchen",
  findHint: "Adresse, Nummer, Gebiet",
  waits: "Die Reihenfolge wartet, während Sie lesen – neu sortieren",
  waitsHint:
    "Zeilen bleiben stehen, während Sie sie lesen. Eine halbe Minute nach Ihrer letzten Bewegung sortieren sie sich wieder.",
  notFound: "Kein Prioritätspunkt passt zu „{{ text }}“",
  notFoundHint: "Suchen Sie nach Adresse, Nummer oder Gebiet, oder zeigen Sie alle.",
  showAll: "Alle zeigen",
  waiting: ({ silent, total }: { readonly silent: number; readonly total: number }) =>
    `${count.format(silent)} von ${many(total, "Punkt", "Punkten")} ${silent === 1 ? "wurde" : "wurden"} in den letzten 20 Minuten nicht gehört. Gezeigt werden die letzten bekannten Werte, jeder mit seinem Alter; neue kommen, sobald ein Empfänger sie hört, alle fünf Minuten.`,
  state: "Zustand",
  point: "Messstelle",
  apart: "P1 − P2",
  apartHint: "Unterschied der beiden Drücke",
  age: "Gehört",
  trend: "{{ what }}, letzte {{ hours }} h",
  line: "Linie",
  over: "über",
  big: "Großbild",
  small: "Kleines Bild",
  range: "{{ low }} bis {{ high }} {{ unit }}",
  trendFailed:
    "Die Linien der letzten Stunden konnten nicht geholt werden; was ab jetzt kommt, wird gezeichnet.",
  hours: (n: number): string => `${n} h`,
  count: (n: number): string => `${count.format(n)} ${n === 1 ? "Prioritätsstelle" : "Prioritätsstellen"}`,
  leftOut: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "weitere Prioritätsstelle wird nicht gezeigt: 500 werden zugleich verfolgt." : "weitere Prioritätsstellen werden nicht gezeigt: 500 werden zugleich verfolgt."}`,
  mark: { low: "unter der Grenze", high: "über der Grenze" },
  states: {
    plant: "Alarm der Anlage",
    limit: "Außerhalb der Grenzen",
    measurement: "Die Messung ist gestört",
    service: "Wartung nötig",
    silent: "Stumm",
    none: "Nie gehört",
    fine: "Alles in Ordnung",
  },
};

/** What the server refuses about them, in words. */
export const deLiveErrors = {
  path: {
    invalid:
      "Dieser Weg kann nicht gespeichert werden: er braucht einen Namen und zwei bis vierzig Ihrer Messstellen, jede einmal, mit Höhen in Metern.",
    "not-found": "Diesen Weg gibt es nicht mehr. Jemand hat ihn weggenommen.",
  },
};

/** How momentary registers of a point are shown. */
export const deChannel = {
  title: "So werden Fühler gezeigt",
  hint: "Name, Faktor, Versatz, Einheit und Grenzen für ein Augenblicksregister: gezeigter Wert = Register × Faktor + Versatz. Was der Zähler sagte, wird nie geändert.",
  register: "Register",
  add: "Kanal hinzufügen",
  edit: "{{ register }} ändern",
  remove: "{{ register }} wegnehmen",
  save: "So verwenden",
  unitHint: "Leer: {{ unit }}, wie das Register",
  example: "{{ raw }} im Register wird als {{ shown }} gezeigt.",
  limits: "Grenzen",
  raw: "Der Zähler sagt {{ value }} ({{ register }})",
  part: {
    name: "Name",
    unit: "Einheit",
    scale: "Faktor (×)",
    offset: "Versatz (+)",
    low: "Untere Grenze",
    high: "Obere Grenze",
  },
  fault: {
    name: "Der Name hat höchstens 60 Zeichen in einer Zeile.",
    unit: "Die Einheit hat höchstens 20 Zeichen in einer Zeile.",
    scale: "Der Faktor ist eine Zahl außer 0.",
    offset: "Der Versatz ist eine Zahl.",
    low: "Die untere Grenze ist eine Zahl oder leer.",
    high: "Die obere Grenze ist eine Zahl über der unteren oder leer.",
  },
};
