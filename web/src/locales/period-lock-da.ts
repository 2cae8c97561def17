/** Sætninger om den periode, der er afregnet. */
export const daLock = {
  title: "Afregningsspærring",
  intro:
    "Det afregnede forbliver, som det blev afregnet: før spærringen rettes ingen værdi, og ingen flytter ind eller ud. Aflæsninger, der kommer for sent til den tid, gemmes, ændrer ingen regning og venter i gennemgangen.",
  loading: "Spærringen hentes",
  failed: "Spærringen kunne ikke hentes",
  none: "Intet er spærret endnu",
  noneHint: "Spær den sidste måned, når dens regninger er skrevet.",
  through: "Spærret til og med {{ day }}",
  since: "af {{ name }}, {{ time }}",
  last: "Sidste afregnede dag",
  lastHint: "Spærringen slutter med denne dag, ved midnat på forsyningens ur.",
  reason: "Hvorfor",
  reasonHint: "Det bliver noteret med dit navn. Det er nødvendigt for at åbne dage igen.",
  lock: "Spær til og med {{ day }}",
  open: "Åbn igen efter {{ day }}",
  opens: "Regninger for dagene efter {{ day }} stemmer så måske ikke længere med det, Rounds viser.",
  remove: "Fjern spærringen",
  noDay: "Vælg den sidste dag, der er afregnet, i går eller før.",
  noReason: "Sig først, hvorfor dagene åbnes igen.",
  done: "Perioden er spærret til og med {{ day }}.",
  doneNone: "Spærringen er fjernet.",
  throughIn: "{{ area }}: spærret til og med {{ day }}",
  noArea: "Intet område",
  where: "Hvor",
  everywhere: "Overalt",
  whereHint:
    "Et område, der afregnes på sine egne dage, kan spærres længere end resten. Grupper afregnes aldrig: et punkt ligger i ét område, men i vilkårligt mange grupper.",
  covered: "Forsyningens spærring når allerede til {{ day }}, også i {{ area }}.",
  billed:
    "Der er skrevet regninger til og med {{ day }}. Vælg et senere tidspunkt, eller få spærringen flyttet tilbage først; det bliver noteret.",
  billedPoint:
    "Dette punkts regninger er skrevet til og med {{ day }}: det bliver stående. Tag måleren ned i stedet, eller få spærringen flyttet tilbage først.",
  moves: "Sådan kom den hertil",
  when: "Hvornår",
  who: "Hvem",
  from: "Før",
  to: "Spærret til og med",
  nothing: "intet",
};

export const daLockErrors = {
  "period.reason-missing": "Sig, hvorfor dagene åbnes igen: regninger bygger på dem.",
};
