import type { enFirmware, enFirmwareErrors } from "./firmware-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deFirmware: typeof enFirmware = {
  title: "Firmware der Zähler",
  open: "Firmwarestände",
  intro:
    "Die Version, die jeder Zähler zuletzt genannt hat: unter dem optischen Kopf, in einem Telegramm oder über den Bus. Rounds ändert keine Firmware; was fällig ist, geschieht mit dem Werkzeug des Herstellers.",
  loading: "Versionen werden geladen",
  failed: "Die Versionen konnten nicht geladen werden",
  none: "Noch hat kein Zähler einen Platz",
  noneHint: "Importieren Sie zuerst Messstellen mit ihren Zählern.",
  told: (n: number) => `${many(n, "Zähler hat", "Zähler haben")} eine Version genannt`,
  due: (n: number) =>
    n === 0 ? "keine Aktualisierung ist fällig" : `${many(n, "Aktualisierung", "Aktualisierungen")} fällig`,
  byType: "Nach Typ und Version",
  untold: "noch nicht genannt",
  meters: "Zähler",
  filter: "Welche Zähler",
  filters: { due: "Fällig", told: "Bekannt", untold: "Ungenannt", all: "Alle" },
  column: {
    point: "Messstelle",
    address: "Adresse",
    city: "Ort",
    serial: "Zähler",
    type: "Typ",
    version: "Version",
    said: "Genannt",
    source: "Gehört über",
    due: "Fällig, weil",
  },
  source: { order: "Auftrag", optical: "optischer Kopf", radio: "Funk", wired: "Bus" },
  noRows: "Kein Zähler gehört dazu",
  noRowsHint: "Wählen Sie oben andere, oder geben Sie unten an, welche Versionen aktualisiert werden sollen.",
  more: (n: number) => `${many(n, "weiterer Zähler", "weitere Zähler")}. Die Datei enthält alle.`,
  export: "Exportieren",
  rules: "Welche Aktualisierungen fällig sind",
  rulesHint: "Fällig sind Zähler dieses Typs von einer Version bis zu einer anderen, beide eingeschlossen.",
  noRules: "Noch ist keine Aktualisierung fällig gestellt.",
  rule: {
    name: "Regel {{ n }}",
    type: "Typ",
    from: "Ab Version",
    fromHint: "Leer: auch alle älteren.",
    until: "Bis Version",
    reason: "Grund",
    add: "Regel hinzufügen",
    remove: "Regel {{ n }} entfernen",
    save: "Regeln speichern",
    saved: "Gespeichert.",
    wrong: "Regel {{ n }}: {{ what }}",
  },
  wrong: {
    list: "es sind zu viele Regeln; höchstens 100.",
    id: "sie ist doppelt vorhanden.",
    type: "geben Sie den Typ an, wie ihn die Liste der Messstellen nennt.",
    from: "geben Sie eine Version wie C1 oder 1.4.2 an, oder lassen Sie das Feld leer.",
    until: "geben Sie eine Version wie F1 oder 1.4.2 an, die nicht älter ist als die erste.",
    reason: "geben Sie höchstens 200 Zeichen auf einer Zeile an.",
  },
  refused: "Der Server nimmt diese Regeln nicht an. Prüfen Sie Typen und Versionen.",
};

export const deFirmwareErrors: typeof enFirmwareErrors = {
  "firmware-rules.invalid": deFirmware.refused,
};
