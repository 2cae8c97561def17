import type { enOrders } from "./orders-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Aufträge an Zähler. */
export const deOrders: typeof enOrders = {
  title: "Aufträge",
  intro: "Was in einem Zähler zu ändern oder aus ihm zu lesen ist, von dem, der als Nächstes vor ihm steht.",
  total: (n) => many(n, "Auftrag", "Aufträge"),
  make: "Neuer Auftrag",
  filter: "Welche Aufträge",
  openOnly: "Offene",
  all: "Alle",
  loading: "Aufträge werden geladen",
  failed: "Die Aufträge konnten nicht geladen werden",
  none: "Kein Auftrag ist offen",
  noneHint: "Legen Sie einen an: Ein Ableser bekommt ihn mit dem nächsten Senden/Empfangen.",
  column: { point: "Messstelle", meter: "Zähler", wish: "Auftrag", state: "Stand", made: "Angelegt" },
  state: {
    open: "Offen",
    done: "Ausgeführt",
    failed: "Versucht, noch offen",
    refused: "Abgelehnt",
    cancelled: "Zurückgezogen",
  },
  madeBy: "{{ name }}, {{ time }}",
  cancel: "Auftrag zurückziehen",
  gone: "nicht mehr in der Liste",
  form: {
    title: "Neuer Auftrag",
    whichPoints: "Für",
    onePoint: "Eine Messstelle",
    filtered: (n) => `Die ${many(n, "Messstelle", "Messstellen")} der Liste, wie sie jetzt gefiltert ist`,
    search: "Adresse, Nummer, Kunde oder Seriennummer suchen",
    noMatch: "Keine Messstelle passt. Versuchen Sie einen Teil der Adresse oder der Seriennummer.",
    kind: "Was beauftragt wird",
    send: (n) => `${many(n, "Auftrag", "Aufträge")} anlegen`,
    noPoint: "Wählen Sie zuerst eine Messstelle.",
    noMeter: (n) => `${many(n, "Messstelle", "Messstellen")} ohne Zähler ausgelassen.`,
    costs:
      "Kostet eine der eichrechtlichen Änderungen des Zählers. Das Telefon zeigt vor dem Senden, wie viele bleiben.",
    free: "Kostet keine eichrechtliche Änderung des Zählers.",
  },
  limit: {
    range: "{{ least }} bis {{ most }} {{ unit }}",
    minutes: "Minuten, in die der Tag aufgeht, 1 bis 1440",
    serial: "Bis zu acht Ziffern",
  },
  kind: {
    clock: "Uhr stellen",
    "logging-interval": "Speicherintervall",
    tariff: "Tarif",
    "pulse-input": "Impulseingang",
    "radio-content": "Funkinhalt",
    "log-reading": "Speicher auslesen",
  },
  field: {
    time: "Zeit",
    minutes: "Minuten zwischen zwei Zeilen",
    tariff: "Zählt nach",
    limit2: "TL2: Tarifregister 2 ab",
    limit3: "TL3: Tarifregister 3 ab",
    input: "Eingang",
    litresPerPulse: "Liter je Impuls",
    startM3: "Zählwerk beginnt bei, m³",
    serial: "Seriennummer des Zählers dahinter",
    content: "Was der Zähler sendet",
    intervalS: "Alle",
    log: "Speicher",
    rows: "Neueste Zeilen",
  },
  time: { standard: "Normalzeit", local: "Ortszeit mit Sommerzeit" },
  tariff: {
    none: "Kein Tarif",
    power: "Leistung",
    flow: "Durchfluss",
    cooling: "Auskühlung (t1 − t2)",
    inlet: "Vorlauftemperatur",
    outlet: "Rücklauftemperatur",
  },
  content: {
    billing: "Abrechnungsregister",
    temperatures: "Abrechnung und Temperaturen",
    everything: "Alles, was er senden kann",
  },
  interval: { "16": "16 Sekunden", "96": "96 Sekunden", "900": "15 Minuten" },
  log: { hour: "Stunden", day: "Tage", month: "Monate", year: "Jahre", events: "Infocodes" },
  says: {
    clock: "Uhr stellen: {{ time }}",
    "logging-interval": "Eine Zeile alle {{ minutes }} min",
    noTariff: "Kein Tarif",
    tariff: "Tarif: {{ tariff }}, ab {{ limit2 }} und {{ limit3 }} {{ unit }}",
    "pulse-input": "Eingang {{ input }}: {{ litres }} l je Impuls, ab {{ start }} m³",
    "radio-content": "{{ content }}, alle {{ interval }}",
    "log-reading": "{{ log }}: die neuesten {{ rows }} Zeilen",
  },
  reason: {
    "order.other-meter": "Ein anderer Zähler als der beauftragte hat geantwortet.",
    "order.not-verified": "Für diesen Zähler gibt es keinen geprüften Befehl; nichts wurde gesendet.",
    "order.not-for-type": "Dieser Zählertyp hat das nicht.",
    "order.budget-unknown":
      "Der Zähler für eichrechtliche Änderungen war nicht zu lesen; nichts wurde gesendet.",
    "order.budget-spent":
      "Nur die letzte eichrechtliche Änderung ist übrig; sie bleibt frei. Nichts wurde gesendet.",
  },
  warning: {
    "order.new-radio-format":
      "Der Zähler wird in einem neuen Format senden; es wird mit dem nächsten vollen Telegramm gelernt.",
    "order.log-starts-anew": "Der Speicher des Zählers beginnt mit dem neuen Intervall von vorn.",
    "order.few-left": "Es sind nur noch wenige eichrechtliche Änderungen übrig.",
  },
};
