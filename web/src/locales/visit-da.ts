import type { enVisit, enVisitErrors, enVisitEvents } from "./visit-en.ts";

export const daVisit: typeof enVisit = {
  open: "Tast en aflæsning",
  title: "Tast en aflæsning",
  noMeter: "Her er ingen måler monteret. Du kan skrive, hvad du fandt; der er intet at aflæse.",
  mode: { read: "Aflæsning", none: "Ingen aflæsning" },
  last: "Sidst {{ value }} {{ unit }}, {{ time }}",
  nothingKnown: "Der vides endnu intet om dette register.",
  propose: "Ventet {{ value }} {{ unit }}",
  notANumber: "Tast cifre, med komma eller punktum før decimalerne.",
  unitOf: "Enhed for {{ register }}",
  add: "Tilføj et register mere",
  doubt: {
    "below-last": "{{ value }} {{ unit }} er mindre end de {{ last }} {{ unit }}, den viste sidst.",
    "far-above": "{{ value }} {{ unit }} er langt mere end de ventede {{ expected }} {{ unit }}.",
    "start-above-end":
      "{{ value }} {{ unit }} er mere end de {{ last }} {{ unit }}, den gamle måler sluttede ved.",
  },
  sure: "Jeg har kigget igen: det passer",
  why: "Hvorfor der ingen aflæsning er",
  outcome: {
    read: "Aflæst",
    exchanged: "Måler skiftet",
    "no-access": "Ingen adgang",
    "nobody-home": "Ingen hjemme",
    dog: "Hund",
    damaged: "Måler beskadiget",
    unreadable: "Display kan ikke læses",
    "meter-gone": "Måleren er væk",
    other: "Noget andet",
  },
  photo: {
    take: "Tag et foto",
    another: "Tag et andet foto",
    drop: "Fjern fotoet",
    busy: "Gør fotoet mindre …",
    alt: "Fotoet fra dette besøg",
  },
  note: "Bemærkning",
  keep: "Gem",
  keeping: "Gemmer …",
  kept: {
    read: "Aflæsning gemt",
    waiting: "Tastet {{ time }}. Gemt på telefonen; den går til kontoret ved næste Send/modtag.",
    sent: "Tastet {{ time }}. Kontoret har den.",
    refused: "Kontoret tog den ikke:",
  },
  notTaken: "Ikke taget imod",
  undo: "Fortryd",
  again: "Tast en til",
  tab: "Besøg",
  loading: "Henter besøgene",
  failed: "Besøgene kunne ikke hentes",
  none: "Ingen har endnu tastet noget ved dette målepunkts dør.",
  column: { time: "Hvornår", who: "Hvem", found: "Fundet", note: "Bemærkning", photo: "Foto" },
  doubted: {
    "below-last": "Fastholdt, skønt under det sidste",
    "far-above": "Fastholdt, skønt langt over",
    "unknown-meter": "Fastholdt, skønt måleren er ukendt",
    "start-above-end": "Fastholdt, skønt den begynder over den gamles slut",
  },
  start: "{{ meter }} begyndte ved",
  openPhoto: "Åbn fotoet fra {{ time }}",
  desk: {
    told: "Måleren viste da {{ value }} {{ unit }}.",
    between: "Måleren lå da mellem {{ low }} og {{ high }} {{ unit }}.",
    untold: "Hvad den viste omkring det tidspunkt, vides ikke.",
    title: "En aflæsning af {{ name }}",
    meter: "Aflæst på",
    when: "Aflæst",
    whenHint: "Hvornår displayet blev aflæst, i forsyningens tid.",
    registers: "Hvad displayet viste",
    registersHint: "Det, der står tomt, er ikke en del af aflæsningen.",
    above: "Mere end måleren viste bagefter, eller end den kan have talt til da.",
    below: "Mindre end måleren viste før.",
    done: "Gemt som håndaflæsning. Den står under Besøg; en forkert rettes eller udelades under Aflæsninger.",
  },
};

export const daVisitErrors: typeof enVisitErrors = {
  "visit.sent": "Det er allerede sendt. Tast en ny i stedet.",
  "visit.no-photo": "Fotoet fra dette besøg er ikke kommet frem. Send igen.",
  "visit.other-meter":
    "Denne måler sad ikke her på det tidspunkt. Sammenlign tidspunktet og målerens nummer, og tast aflæsningen igen.",
  "photo.invalid": "Fotoet blev ikke godtaget som billede. Fortryd, og tag et nyt.",
  "exchange.mounted-elsewhere":
    "Den nye måler hænger allerede ved et andet målepunkt, eller hang der på det tidspunkt. Sammenlign nummeret med mærkatet, og tidspunktet, og tast det igen.",
  "exchange.before-removal":
    "En anden måler hang her i det øjeblik. Angiv et øjeblik efter den blev taget ned.",
  "exchange.before-mounting": "Den gamle måler blev sat op efter dette skift. Se efter telefonens ur.",
  "exchange.other-meter": "En anden har skiftet denne måler før. Se efter, hvilken der sidder der.",
  "photo.not-found": "Der findes ikke et sådant foto.",
  "photo.unreadable": "Denne fil er ikke et billede, som telefonen kan åbne. Tag et nyt foto.",
};

export const daVisitEvents: typeof enVisitEvents = { "visit.received": "Tog imod et besøg fra en telefon" };
