const count = new Intl.NumberFormat("da-DK");

const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Priority points as they are heard. */
export const daLive = {
  title: "Live",
  loading: "Spørger hvordan de prioriterede målepunkter står",
  failed: "De prioriterede målepunkter kunne ikke hentes",
  none: "Ingen prioriterede målepunkter endnu",
  noneHint:
    "Et målepunkt er prioriteret, når dets aflæsninger gemmes hvert femte minut eller oftere. Det sættes ved målepunktet under Rediger.",
  show: "Hvilke målepunkter",
  all: "Alle",
  look: "Bør ses på {{ count }}",
  silent: "Tavse {{ count }}",
  nothing: "Intet at vise her",
  nothingHint: "Alle prioriterede målepunkter høres, og alle værdier ligger inden for deres grænser.",
  find: "Find et punkt",
  findHint: "Adresse, nummer, område",
  waits: "Rækkefølgen venter, mens du læser – sortér igen",
  waitsHint:
    "Rækkerne bliver stående, mens du læser dem. De sorterer sig igen et halvt minut efter din sidste bevægelse.",
  notFound: "Intet prioriteret punkt svarer til „{{ text }}“",
  notFoundHint: "Søg efter en adresse, et nummer eller et område, eller vis dem alle.",
  showAll: "Vis alle",
  waiting: ({ silent, total }: { readonly silent: number; readonly total: number }) =>
    `${count.format(silent)} af ${many(total, "punkt", "punkter")} er ikke hørt de seneste 20 minutter. De sidst kendte værdier vises, hver med sin alder; nye kommer, så snart en modtager hører dem, hvert femte minut.`,
  state: "Tilstand",
  point: "Målepunkt",
  apart: "P1 − P2",
  apartHint: "Forskel mellem de to tryk",
  age: "Hørt",
  trend: "{{ what }}, seneste {{ hours }} t",
  line: "Kurve",
  over: "over",
  big: "Storskærm",
  small: "Lille skærm",
  range: "{{ low }} til {{ high }} {{ unit }}",
  trendFailed: "Kurverne for de seneste timer kunne ikke hentes; det der kommer fra nu af tegnes.",
  hours: (n: number): string => `${n} t`,
  count: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "prioriteret målepunkt" : "prioriterede målepunkter"}`,
  leftOut: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "prioriteret målepunkt mere vises ikke: der følges 500 ad gangen." : "prioriterede målepunkter mere vises ikke: der følges 500 ad gangen."}`,
  mark: { low: "under sin grænse", high: "over sin grænse" },
  states: {
    plant: "Alarm fra anlægget",
    limit: "Uden for sine grænser",
    measurement: "Målingen er forstyrret",
    service: "Kræver service",
    silent: "Tavs",
    none: "Aldrig hørt",
    fine: "Alt er i orden",
  },
};

/** What the server refuses about them, in words. */
export const daLiveErrors = {
  path: {
    invalid:
      "Denne strækning kan ikke gemmes: den skal have et navn og to til fyrre af dine målepunkter, hvert én gang, med højder i meter.",
    "not-found": "Denne strækning er væk. Nogen har fjernet den.",
  },
};

/** How momentary registers of a point are shown. */
export const daChannel = {
  title: "Sådan vises følere",
  hint: "Navn, skala, forskydning, enhed og grænser for et øjebliksregister: vist værdi = register × skala + forskydning. Det måleren sagde ændres aldrig.",
  register: "Register",
  add: "Tilføj en kanal",
  edit: "Ret {{ register }}",
  remove: "Fjern {{ register }}",
  save: "Brug dette",
  unitHint: "Tom: {{ unit }}, som registeret",
  example: "{{ raw }} i registeret vises som {{ shown }}.",
  limits: "Grænser",
  raw: "Måleren siger {{ value }} ({{ register }})",
  part: {
    name: "Navn",
    unit: "Enhed",
    scale: "Skala (×)",
    offset: "Forskydning (+)",
    low: "Nedre grænse",
    high: "Øvre grænse",
  },
  fault: {
    name: "Navnet er højst 60 tegn på én linje.",
    unit: "Enheden er højst 20 tegn på én linje.",
    scale: "Skalaen er et andet tal end 0.",
    offset: "Forskydningen er et tal.",
    low: "Den nedre grænse er et tal eller tom.",
    high: "Den øvre grænse er et tal over den nedre, eller tom.",
  },
};
