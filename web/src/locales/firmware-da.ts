import type { enFirmware, enFirmwareErrors } from "./firmware-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daFirmware: typeof enFirmware = {
  title: "Målernes firmware",
  open: "Firmwareversioner",
  intro:
    "Den version, hver måler sidst har oplyst: under det optiske hoved, i et telegram eller på bussen. Rounds ændrer ingen firmware; det, der skal opdateres, gøres med producentens eget værktøj.",
  loading: "Henter versionerne",
  failed: "Versionerne kunne ikke hentes",
  none: "Ingen måler har en plads endnu",
  noneHint: "Importér først målesteder med deres målere.",
  told: (n: number) => `${many(n, "måler har", "målere har")} oplyst en version`,
  due: (n: number) =>
    n === 0 ? "ingen opdatering mangler" : `${many(n, "opdatering", "opdateringer")} mangler`,
  byType: "Efter type og version",
  untold: "ikke oplyst endnu",
  meters: "Målere",
  filter: "Hvilke målere",
  filters: { due: "Mangler", told: "Kendt", untold: "Ikke oplyst", all: "Alle" },
  column: {
    point: "Målested",
    address: "Adresse",
    city: "By",
    serial: "Måler",
    type: "Type",
    version: "Version",
    said: "Oplyst",
    source: "Hørt via",
    due: "Skal opdateres fordi",
  },
  source: { order: "ordre", optical: "optisk hoved", radio: "radio", wired: "bus" },
  noRows: "Ingen måler er blandt disse",
  noRowsHint: "Vælg andre ovenfor, eller skriv nedenfor, hvilke versioner der skal opdateres.",
  more: (n: number) => `${many(n, "måler", "målere")} mere. Filen har dem alle.`,
  export: "Eksportér",
  rules: "Hvilke opdateringer mangler",
  rulesHint: "En opdatering mangler for målere af denne type fra én version til en anden, begge iberegnet.",
  noRules: "Ingen opdatering er meldt endnu.",
  rule: {
    name: "Regel {{ n }}",
    type: "Type",
    from: "Fra version",
    fromHint: "Tom: også alle ældre.",
    until: "Til og med version",
    reason: "Begrundelse",
    add: "Tilføj en regel",
    remove: "Fjern regel {{ n }}",
    save: "Gem reglerne",
    saved: "Gemt.",
    wrong: "Regel {{ n }}: {{ what }}",
  },
  wrong: {
    list: "der er for mange regler; højst 100.",
    id: "den er der to gange.",
    type: "skriv typen, som listen over målesteder kalder den.",
    from: "skriv en version som C1 eller 1.4.2, eller lad feltet være tomt.",
    until: "skriv en version som F1 eller 1.4.2, der ikke er ældre end den første.",
    reason: "skriv højst 200 tegn på én linje.",
  },
  refused: "Serveren tager ikke imod disse regler. Kontrollér typer og versioner.",
};

export const daFirmwareErrors: typeof enFirmwareErrors = {
  "firmware-rules.invalid": daFirmware.refused,
};
