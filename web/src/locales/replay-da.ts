import type { enReplay, enReplayErrors } from "./replay-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daReplay: typeof enReplay = {
  mark: "Genafspilning",
  markHint: "Intet her bliver til en aflæsning, intet gemmes.",
  title: "Afspil en køretur",
  leave: "Tilbage til øvelsen",
  choose: "Hvad der afspilles",
  lead: "En optagelse afkodes med dagens nøgler og drivere som på en rute: hvor mange målepunkter ville den aflæse, hvad blev ikke aflæst dengang, og hvorfor mangler resten.",
  round: "Mod denne rute",
  noRound: "En genafspilning kræver en rute at sammenligne med. Hent en med Send/Modtag.",
  file: "En optagelse i en fil",
  own: "Hvad telefonen har hørt",
  opening: "Åbner optagelsen …",
  player: "Optagelsen",
  played: ({ played, frames, time }) =>
    `${count.format(played)} af ${many(frames, "telegram", "telegrammer")}, ${time}`,
  leftOut: (n) => `${many(n, "linje", "linjer")} udeladt: intet telegram.`,
  over: "Optagelsen er slut.",
  fast: "Hurtigt",
  car: "Bil",
  bubbles:
    "En cirkel med tal samler flere punkter: hvor mange af dem der er aflæst. Tættere på står hvert for sig.",
  noPlace: "Optagelsen siger ikke, hvor der blev lyttet.",
  play: "Afspil",
  pause: "Pause",
  fresh: (n) => `${many(n, "målepunkt", "målepunkter")} ville blive aflæst nu, men blev det ikke dengang`,
  notHere: (n) => `${many(n, "målepunkt", "målepunkter")} blev aflæst dengang, men ikke af denne optagelse`,
  misses: "Mangler, efter årsag",
  noMisses: "Intet mangler.",
  desk: {
    nav: "Genafspil",
    title: "Genafspil en optaget køretur",
    intro:
      "En køretur køres igen med dagens nøgler og drivere ved siden af det, der står. Intet ændres, før du overtager det.",
    file: "En telefons fil",
    fileHint: "Gemt på telefonens startside under det, den har.",
    round: "En rute på serveren",
    none: "Ingen rute endnu",
    run: "Genafspil ruten",
    stop: "Stop",
    reading: "Læser optagelsen …",
    done: "{{ name }}: genafspillet",
    running: "{{ name }}: genafspilles",
    stopped: "{{ name }}: stoppet; det fundne indtil da står nedenfor",
    sums: ({ telegrams, meters, understood }) =>
      `${many(telegrams, "telegram", "telegrammer")} fra ${many(meters, "måler", "målere")} ved dine målepunkter, heraf ${count.format(understood)} forstået.`,
    strangers: (n) => `${many(n, "måler hænger", "målere hænger")} ikke ved nogen af dine målepunkter.`,
    nobodys: (n) => `${many(n, "telegram er", "telegrammer er")} for beskadiget til at sige hvis.`,
    leftOut: (n) => `${many(n, "linje", "linjer")} i filen udeladt: intet telegram.`,
    foreign:
      "Ingen af de hørte målere hænger ved et af dine målepunkter: det er en anden forsynings optagelse, eller dine målepunkter er ikke importeret endnu.",
    same: "Intet ville ændre sig: dagens nøgler og drivere læser det, der står.",
    kind: {
      other: "Andre værdier",
      fresh: "Nye aflæsninger",
      lost: "Kan ikke læses mere",
      unread: "Kan ikke læses",
      silent: "Ikke hørt",
      same: "Som det står",
    },
    kindHint: {
      other: "Her står aflæsninger, som ville sige noget andet.",
      fresh: "Telegrammer forstås nu, som der ikke står nogen aflæsning for.",
      lost: "Her står aflæsninger, hvis telegrammer ikke kan læses nu. De bliver stående, når du overtager.",
      unread: "Intet telegram fra disse kan læses, hverken dengang eller nu.",
      silent: "Ruten beder om disse, og intet telegram fra dem er gemt.",
      same: "Dagens nøgler og drivere siger det, der står.",
    },
    lists: "Målere efter hvad der ville ændre sig",
    more: "{{ shown }} af {{ total }} målere vises.",
    telegrams: (n) => many(n, "telegram", "telegrammer"),
    freshIn: (n) => `${many(n, "ny aflæsning", "nye aflæsninger")}`,
    otherIn: (n) => `${many(n, "aflæsning siger", "aflæsninger siger")} noget andet`,
    lostIn: (n) => `${many(n, "aflæsning", "aflæsninger")} kan ikke læses mere`,
    keptIn: (n) => `${count.format(n)} bliver, som de er: afregnet, tilbageholdt eller afgjort`,
    cause: "{{ cause }}: {{ telegrams }}",
    when: "Hvornår",
    register: "Register",
    before: "Står",
    after: "Nu",
    info: "Infokoder",
    nothing: "–",
    telegram: "Telegram",
    toPoint: "Åbn målepunktet",
    firstFew: "De første {{ shown }} af {{ total }} forskelle.",
    take: (n) => `Overtag ${many(n, "måler", "målere")}`,
    takeHint:
      "Telegrammer, som kun optagelsen har, gemmes som en telefons, og målerne læses på ny. Det, der er afregnet, tilbageholdt eller afgjort, bliver stående. Det skrives i revisionsloggen.",
    taking: "Overdrager optagelsens telegrammer …",
    taken: "Overtagelsen fortsætter på serveren; du kan forlade siden.",
    mayNot: "En administrator kan overtage dette.",
  },
};

export const daReplayErrors: typeof enReplayErrors = {
  "replay.unreadable":
    "Dette er ingen optagelse. Vælg en fil, der er gemt på en telefons startside, eller en med telegrammer i JSON-linjer.",
  "replay.no-drive":
    "Dette er ingen optagelse fra en telefon. Vælg filen, der er gemt på telefonens startside; den ender på .jsonl.",
  "replay.empty": "Der er intet telegram i den. Vælg en anden optagelse.",
};
