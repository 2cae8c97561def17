import type { enGroups } from "./groups-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daGroups: typeof enGroups = {
  intro:
    "Punkter samlet i hånden, eller hvad et gemt filter finder. De filtrerer liste og kort og bliver til ruter.",
  loading: "Henter grupper",
  points: (n: number) => many(n, "punkt", "punkter"),
  builtIn: {
    title: "Altid til stede",
    all: "Alle",
    allHint: "Alle punkter, du må se.",
    none: "Uden gruppe",
    noneHint: "I ingen fast gruppe. Gemte filtre tæller ikke.",
    imported: "Sidst importeret",
    importedHint: "Fra {{ source }}, {{ time }}, af {{ by }}. De står her til næste import.",
    importedNone:
      "Intet er importeret endnu: denne version læser ingen punkter fra andre systemers filer. Hvad en fil bringer, vil stå her til den næste.",
    importedFailed: "Kendes ikke nu: {{ why }}",
    importedLoading: "Spørger serveren",
    priority: "Prioriteret",
    priorityHint:
      "Deres aflæsninger gemmes hvert femte minut eller oftere. Vælges ved punktet under Rediger.",
  },
  own: {
    title: "Lavet her",
    none: "Ingen har lavet en gruppe endnu",
    noneHint: "Vælg punkter i listen og læg dem i en gruppe, eller filtrer listen og gem filteret.",
    toList: "Gå til listen",
  },
  fixed: "Samlet i hånden",
  query: "Gemt filter",
  everything: "alle punkter",
  gone: "Gruppe, der er væk",
  closed: "Grupper er ikke åbne for dig",
  closedHint: "Din rolle må ikke se grupper. En administrator kan ændre det.",
  nobody: "Ingen er logget ind",
  nobodyHint: "Grupper hører til folk i et forsyningsselskab. Log ind for at se dem.",
  unknown: "Der er ingen sådan gruppe her",
  unknownHint:
    "Den er slettet, eller den er ikke gemt i denne browser, og serveren kan ikke nås. Vælg en anden gruppe.",
  notYours: "Du må se grupper, men ikke ændre dem. En administrator kan ændre det.",
  open: {
    list: "Liste",
    map: "Kort",
    round: "Lav en rute",
    listOf: "{{ name }} i listen",
    mapOf: "{{ name }} på kortet",
    roundOf: "Lav en rute af {{ name }}",
    edit: "Ret {{ name }}",
    remove: "Slet {{ name }}",
  },
  make: {
    button: "Ny gruppe",
    title: "Ny gruppe",
    name: "Navn",
    comment: "Bemærkning",
    of: "Består af",
    picked: "Valgte punkter",
    filter: "Listens filter",
    empty: "Intet endnu",
    pickedHint: (n: number) =>
      `${many(n, "punkt", "punkter")}, som valgt nu. Andre lægges i eller tages ud i hånden.`,
    filterHint: "Hvad dette filter finder, nu og senere: {{ filter }}",
    filterNone: "Listen er ikke filtreret nu. Filtrer den først, og kom tilbage.",
    emptyHint: "Punkter lægges i senere, fra listen.",
    create: "Lav gruppen",
    taken: "Der er allerede en gruppe med dette navn. Det må bruges to gange; et andet er lettere at kende.",
  },
  edit: {
    title: "Ret {{ name }}",
    save: "Gem",
    filter: "Den finder: {{ filter }}",
    take: "Tag listens filter i stedet: {{ filter }}",
  },
  remove: {
    title: "Slet {{ name }}?",
    happens:
      "Gruppen forsvinder for alle, også fra lister og rapporter, der spørger efter den: de finder så intet.",
    points: (n: number) =>
      `${many(n, "punkt i den", "punkter i den")} og ruter lavet af den bliver, som de er.`,
    inside: "Disse gemte filtre ser i den og vil intet finde: {{ names }}",
    keep: "Behold den",
    sure: "Slet",
  },
  filter: "Gruppe",
  save: "Gem filter",
  saveHint: "Som en gruppe, der følger, hvad filteret finder",
  picked: {
    button: "Grupper",
    title: "Disse punkters grupper",
    of: (n: number) => many(n, "punkt", "punkter"),
    none: "Der er ingen fast gruppe endnu. Lav en af disse punkter.",
    some: "{{ count }} af {{ total }} er i den",
    all: "Alle er i den",
    nobody: "Ingen er i den",
    add: "Læg i",
    takeOut: "Tag ud",
    addTo: "Læg i {{ name }}",
    takeOutOf: "Tag ud af {{ name }}",
    working: "{{ percent }} % færdig",
  },
  done: {
    made: "{{ name }} blev lavet",
    saved: "{{ name }} blev lavet",
    changed: "{{ name }} blev ændret",
    removed: "{{ name }} blev slettet",
    added: "{{ points }} lagt i {{ name }}",
    takenOut: "{{ points }} taget ud af {{ name }}",
    undo: "Fortryd",
  },
};
