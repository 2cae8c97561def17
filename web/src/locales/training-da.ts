import type { enTraining, enTrainingErrors } from "./training-en.ts";

export const daTraining: typeof enTraining = {
  mark: "Øvelse",
  markHint: "Intet her er virkeligt, intet sendes.",
  title: "Øverunde",
  lead: "En opdigtet by med fyrre målere, en bil, der kører selv, og rigtige telegrammer på linjen fra en modtager, der ikke findes. Den kræver ingen modtager, ingen rute og intet net. Skærmene er dem fra en rigtig rute.",
  faultsHint:
    "Ved fire målere er noget galt. Find ud af hvad ud fra det, telefonen siger, beslut ved hver dør, og afslut øvelsen, når du er færdig.",
  ordersHint:
    "To målere har en ordre. Kør ud, åbn Ordrer, og spørg måleren med radio: bilen kører hen til den.",
  orderKept: "Intet af det går til kontoret.",
  radio: {
    none: "Kør først: bilen spørger måleren.",
    "listens-only": "Kør først: bilen spørger måleren.",
    "one-way": "Kør først: bilen spørger måleren.",
    ready: "Bilen kører hen til måleren og spørger den ved dens næste telegram.",
  },
  begin: "Start øverunden",
  leave: "Tilbage til de rigtige ruter",
  drive: "Kør",
  driveHint: "Bilen kører, hvor vejledningen sender den hen. Du aflæser, ser efter og beslutter.",
  speed: "Øvelsens fart",
  end: "Afslut øvelsen",
  done: "Øvelsen er slut",
  read: "Målepunkter",
  visited: "Besøgt ved døren",
  orders: "Udførte ordrer",
  ordersDone: "{{ done }} af {{ all }}",
  km: "Kørt",
  minutes: "Efter bilens ur",
  faults: "Hvad der med vilje var galt",
  fault: {
    "no-key": "Telefonen har ingen nøgle til måleren. Send/Modtag henter den; det, der er hørt, aflæses så.",
    "wrong-key": "Nøglen på telefonen er ikke målerens. Kontoret skal taste den rigtige ind.",
    "other-meter": "Måleren er skiftet: her høres et andet nummer. Se på nummeret ved døren.",
    "never-heard": "Måleren sender ikke mere. Aflæs den ved døren, og meld det.",
  },
  wasThere: "Du var ved døren.",
  phoneSays: "Telefonen siger:",
  goOn: "Fortsæt øvelsen",
  visitKept: "Tastet {{ time }}. Intet af det går til kontoret.",
  allDone: "Afslut øvelsen for at se, hvad der med vilje var galt.",
  throwAway: "Smid øvelsen væk",
  throwAwayHint: "Alt fra den forsvinder fra telefonen. Dine ruter og telegrammer røres ikke.",
};

export const daTrainingErrors: typeof enTrainingErrors = {
  "training.only": "Dette er en øverunde: intet sendes eller hentes. Forlad den for at gøre det.",
};
