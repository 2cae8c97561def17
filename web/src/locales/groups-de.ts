import type { enGroups } from "./groups-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deGroups: typeof enGroups = {
  intro:
    "Von Hand zusammengestellte Messstellen, oder was ein gespeicherter Filter findet. Sie filtern Liste und Karte und werden zu Touren.",
  loading: "Gruppen werden geladen",
  points: (n: number) => many(n, "Messstelle", "Messstellen"),
  builtIn: {
    title: "Immer vorhanden",
    all: "Alle",
    allHint: "Alle Messstellen, die Sie sehen dürfen.",
    none: "Ohne Gruppe",
    noneHint: "In keiner festen Gruppe. Gespeicherte Filter zählen nicht.",
    imported: "Zuletzt importiert",
    importedHint: "Aus {{ source }}, {{ time }}, von {{ by }}. Sie stehen hier bis zum nächsten Import.",
    importedNone: "Noch wurde nichts importiert: Diese Version liest keine Messstellen aus fremden Dateien.",
    importedFailed: "Derzeit nicht bekannt: {{ why }}",
    importedLoading: "Der Server wird gefragt",
    priority: "Priorität",
    priorityHint:
      "Ihre Ablesungen werden alle fünf Minuten oder öfter aufbewahrt. Einzustellen an der Messstelle unter Bearbeiten.",
  },
  own: {
    title: "Hier angelegt",
    none: "Noch hat niemand eine Gruppe angelegt",
    noneHint:
      "Wählen Sie Messstellen in der Liste und legen Sie sie in eine Gruppe, oder filtern Sie die Liste und speichern Sie den Filter.",
    toList: "Zur Liste",
  },
  fixed: "Von Hand zusammengestellt",
  query: "Gespeicherter Filter",
  everything: "jede Messstelle",
  gone: "Gruppe, die es nicht mehr gibt",
  closed: "Gruppen stehen Ihnen nicht offen",
  closedHint: "Ihre Rolle darf Gruppen nicht sehen. Ein Administrator kann das ändern.",
  nobody: "Niemand ist angemeldet",
  nobodyHint: "Gruppen gehören den Leuten eines Versorgers. Melden Sie sich an, um sie zu sehen.",
  unknown: "Hier gibt es keine solche Gruppe",
  unknownHint:
    "Sie wurde gelöscht, oder sie liegt nicht in diesem Browser und der Server ist nicht erreichbar. Wählen Sie eine andere Gruppe.",
  notYours: "Sie dürfen Gruppen ansehen und nicht ändern. Ein Administrator kann das ändern.",
  open: {
    list: "Liste",
    map: "Karte",
    round: "Tour anlegen",
    listOf: "{{ name }} in der Liste",
    mapOf: "{{ name }} auf der Karte",
    roundOf: "Tour aus {{ name }} anlegen",
    edit: "{{ name }} ändern",
    remove: "{{ name }} löschen",
  },
  make: {
    button: "Neue Gruppe",
    title: "Neue Gruppe",
    name: "Name",
    comment: "Bemerkung",
    of: "Besteht aus",
    picked: "Gewählte Messstellen",
    filter: "Filter der Liste",
    empty: "Noch nichts",
    pickedHint: (n: number) =>
      `${many(n, "Messstelle", "Messstellen")}, wie jetzt gewählt. Andere werden von Hand hineingelegt oder herausgenommen.`,
    filterHint: "Was dieser Filter findet, jetzt und später: {{ filter }}",
    filterNone: "Die Liste ist gerade nicht gefiltert. Filtern Sie sie zuerst und kommen Sie zurück.",
    emptyHint: "Messstellen werden später aus der Liste hineingelegt.",
    create: "Gruppe anlegen",
    taken:
      "Eine Gruppe dieses Namens gibt es schon. Er darf zweimal vorkommen; ein anderer ist leichter zu unterscheiden.",
  },
  edit: {
    title: "{{ name }} ändern",
    save: "Speichern",
    filter: "Sie findet: {{ filter }}",
    take: "Stattdessen den Filter der Liste nehmen: {{ filter }}",
  },
  remove: {
    title: "{{ name }} löschen?",
    happens:
      "Die Gruppe verschwindet für alle, auch aus Listen und Berichten, die nach ihr fragen: Sie finden dann nichts.",
    points: (n: number) =>
      `${many(n, "Messstelle darin", "Messstellen darin")} und die Touren daraus bleiben, wie sie sind.`,
    inside: "Diese gespeicherten Filter suchen in ihr und werden nichts finden: {{ names }}",
    keep: "Behalten",
    sure: "Löschen",
  },
  filter: "Gruppe",
  save: "Filter speichern",
  saveHint: "Als Gruppe, die dem folgt, was der Filter findet",
  picked: {
    button: "Gruppen",
    title: "Gruppen dieser Messstellen",
    of: (n: number) => many(n, "Messstelle", "Messstellen"),
    none: "Es gibt noch keine feste Gruppe. Legen Sie eine aus diesen Messstellen an.",
    some: "{{ count }} von {{ total }} sind darin",
    all: "Alle sind darin",
    nobody: "Keine ist darin",
    add: "Hinein",
    takeOut: "Heraus",
    addTo: "In {{ name }} legen",
    takeOutOf: "Aus {{ name }} nehmen",
    working: "{{ percent }} % fertig",
  },
  done: {
    made: "{{ name }} wurde angelegt",
    saved: "{{ name }} wurde angelegt",
    changed: "{{ name }} wurde geändert",
    removed: "{{ name }} wurde gelöscht",
    added: "{{ points }} in {{ name }} gelegt",
    takenOut: "{{ points }} aus {{ name }} genommen",
    undo: "Rückgängig",
  },
};
