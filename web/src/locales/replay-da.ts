import type { enReplay, enReplayErrors } from "./replay-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daReplay: typeof enReplay = {
  mark: "Genafspilning",
  markHint: "Intet her bliver til en aflæsning, intet gemmes.",
  title: "Afspil en køretur",
  leave: "Tilbage til øvelsen",
  choose: "Hvad der afspilles",
  lead: "En optagelse afkodes med dagens nøgler og drivere som på en runde: hvor mange målepunkter ville den aflæse, hvad blev ikke aflæst dengang, og hvorfor mangler resten.",
  round: "Mod denne runde",
  noRound: "En genafspilning kræver en runde at sammenligne med. Hent en med Send/Modtag.",
  file: "En optagelse i en fil",
  own: "Hvad telefonen har hørt",
  opening: "Åbner optagelsen …",
  player: "Optagelsen",
  played: "{{ played }} af {{ frames }} telegrammer, {{ time }}",
  leftOut: (n) => `${many(n, "linje", "linjer")} udeladt: intet telegram.`,
  over: "Optagelsen er slut.",
  fast: "Hurtigt",
  play: "Afspil",
  pause: "Pause",
  fresh: (n) => `${many(n, "målepunkt", "målepunkter")} ville blive aflæst nu, men blev det ikke dengang`,
  notHere: (n) => `${many(n, "målepunkt", "målepunkter")} blev aflæst dengang, men ikke af denne optagelse`,
  misses: "Mangler, efter årsag",
  noMisses: "Intet mangler.",
};

export const daReplayErrors: typeof enReplayErrors = {
  "replay.unreadable":
    "Dette er ingen optagelse. Vælg en fil, der er gemt på en telefons startside, eller en med telegrammer i JSON-linjer.",
  "replay.empty": "Der er intet telegram i den. Vælg en anden optagelse.",
};
