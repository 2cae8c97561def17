import type { enDesk } from "./desk-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Arbeit am Schreibtisch mit vielen Messstellen: Auswahl, Spalten, Gruppen, Zähler auf Lager. */
export const deDesk: typeof enDesk = {
  pick: {
    one: "{{ name }} auswählen",
    all: "Alle angezeigten auswählen",
    allHint: "Alle angezeigten auswählen (Strg+A). Umschalt wählt einen Bereich, Leertaste eine.",
    bar: "Ausgewählte Messstellen",
    count: (n) => `${many(n, "Messstelle", "Messstellen")} ausgewählt`,
    round: "Tour anlegen",
    csv: "Exportieren",
    picked: "Ausgewählte",
    change: "In der Liste auswählen",
    clear: "Keine auswählen",
  },
  columns: {
    label: "Spalten",
    earlier: "{{ name }} nach links",
    later: "{{ name }} nach rechts",
    usual: "So viele, wie Platz haben",
    postalCode: "Postleitzahl",
    city: "Ort",
    unit: "Einheit",
  },
};
