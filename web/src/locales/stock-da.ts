const count = new Intl.NumberFormat("da-DK");
const many = (n: number): string => `${count.format(n)} ${n === 1 ? "måler" : "målere"}`;

/** Meters that hang nowhere. */
export const daStock = {
  title: "Målere på lager",
  intro:
    "Målere der ikke hænger nogen steder: på lager, nedtaget, kasseret. En telefon og et skrivebord sætter op hvad der er på lager; det der hænger står i listen over målepunkter.",
  loading: "Lageret hentes",
  failed: "Lageret kunne ikke hentes",
  none: "Ingen målere på lager",
  noneHint:
    "Tilføj målere med et interval af serienumre eller en indsat liste. En måler der tages ned ved et skift kommer her af sig selv.",
  add: "Tilføj målere",
  all: "Alle",
  search: "Serienummer, type eller note",
  noMatch: "Ingen måler passer",
  noMatchHint: "Søg efter mindre, eller se dem alle.",
  nowhere: "ingen steder endnu",
  pointGone: "et målepunkt der er væk",
  takeBack: "Tag tilbage",
  toStock: "Læg på lager",
  scrap: "Kassér",
  undo: "Fortryd",
  known: "Kendte i forvejen, ladt som de er: {{ list }}.",
  kind: "Type",
  kindHint: "Navn, fabrikat, version og type som telegrammer siger dem.",
  how: "Hvilke målere",
  list: "En liste",
  range: "Et interval",
  first: "Første serienummer",
  last: "Sidste serienummer",
  lines: "Serienumre, ét pr. linje",
  linesHint:
    "Med en nøgle bagefter hvor der er en: 80000001 000102…0F. Nøgler gemmes forseglet og vises aldrig igen.",
  note: "Note",
  did: {
    scrapped: "{{ serial }} er kasseret.",
    stocked: "{{ serial }} er på lager.",
    takenBack: "{{ serial }} er taget tilbage.",
  },
  state: {
    stock: "På lager",
    mounted: "Opsat",
    removed: "Nedtaget",
    scrapped: "Kasseret",
  },
  column: {
    serial: "Serienummer",
    type: "Type",
    key: "Nøgle",
    state: "Tilstand",
    since: "Siden",
    hung: "Hvor den hang",
  },
  fault: {
    serial: "Linje {{ line }} begynder ikke med et serienummer på fire til otte cifre.",
    key: "Linje {{ line }}: en nøgle har 32 hexadecimale cifre.",
    twice: "Linje {{ line }}: dette serienummer står allerede længere oppe.",
    range:
      "Første og sidste serienummer har fire til otte cifre, det sidste er ikke under det første, og højst 1.000 ligger imellem dem.",
  },
  added: (n: number): string => `${many(n)} tilføjet.`,
  willAdd: (n: number, keys: number): string =>
    `${many(n)} kommer på lager, ${count.format(keys)} med nøgle.`,
  save: (n: number): string => (n === 0 ? "Tilføj" : `Tilføj ${many(n)}`),
  more: (n: number): string => `Vis ${count.format(n)} mere`,
};

/** An exchange said at a desk. */
export const daSwap = {
  open: "Skift måler",
  title: "Skift måleren ved {{ name }}",
  old: "Tages ned:",
  when: "Hvornår",
  whenHint: "Da begge målere blev aflæst, i forsyningens tid.",
  badTime: "Vælg en dag og et tidspunkt, der ikke ligger i fremtiden.",
  next: "Sættes op, fra lager",
  noStock: "Der er ingen måler på lager.",
  toStock: "Tilføj målere til lageret",
  noMatch: "Ingen måler på lager har dette nummer.",
  registers: "Hvad begge målere viste",
  registersHint: "Den gamle da den kom ned, den nye da den kom op. Registre som ingen aflæste bliver tomme.",
  end: "Gammel, til sidst",
  start: "Ny, fra start",
  endOf: "{{ register }} ved den gamle målers slutning",
  startOf: "{{ register }} ved den nye målers start",
  told: "Den gamle måler sagde {{ value }} {{ unit }} da.",
  between: "Den gamle målers aflæsninger før og efter: {{ low }} til {{ high }} {{ unit }}.",
  untold: "Intet blev aflæst omkring dette tidspunkt.",
  note: "Note",
  sure: "Jeg har set efter igen: sådan er det",
  will: "{{ old }} kommer ned, og {{ next }} hænger her fra {{ time }}. Forbruget går videre over begge uden spring; den gamle måler er derefter blandt de nedtagne.",
  send: "Skift",
  half: "{{ register }}: begge måleres registre er tal, eller begge bliver tomme.",
  done: "{{ old }} kom ned, {{ next }} hænger her nu.",
  takeBack: "Tag skiftet tilbage",
  takenBack: "Taget tilbage: {{ old }} hænger her igen.",
  mount: {
    open: "Sæt måler op",
    title: "Sæt en måler op ved {{ name }}",
    said: "Måler sat op",
    whenHint: "Det øjeblik den blev sat op, i forsyningens tid.",
    registers: "Hvad den viste",
    registersHint:
      "Da den blev sat op. Hvad ingen læste bliver tomt: så tæller den fra sin første aflæsning.",
    will: "{{ next }} hænger her fra {{ time }}: hvad den siger fra da af er dette målepunkts.",
    send: "Sæt op",
    wrong: "{{ register }}: et tal, eller intet.",
    done: "{{ next }} hænger her nu.",
    takeBack: "Tag det tilbage",
    takenBack: "Taget tilbage: {{ next }} er på lager igen.",
  },
  doubt: {
    "below-last": "Under hvad den gamle måler havde sagt før.",
    "far-above": "Over det, den gamle måler sagde bagefter, eller det, den kan have talt til da.",
    "start-above-end": "Den nye måler begynder over hvor den gamle sluttede.",
  },
};

/** What the server refuses about them, in words. */
export const daStockErrors = {
  "stock.not-found": "Denne måler er der ikke længere. Hent siden igen.",
  "stock.mounted": "Denne måler hænger ved et målepunkt. Skift den dér først.",
};
