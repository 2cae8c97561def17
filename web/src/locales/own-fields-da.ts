import type { enOwn } from "./own-fields-en.ts";

const count = new Intl.NumberFormat("da-DK");

export const daOwn: typeof enOwn = {
  section: "Egne felter",
  yes: "Ja",
  no: "Nej",
  none: "–",
  dateHint: "Dag, måned og år, for eksempel 29.11.2026",
  title: "Egne felter",
  intro:
    "Felter, som jeres forsyning giver sine målepunkter ud over dem, alle har: rørets materiale, det opvarmede areal, dagen for et besøg. De redigeres ved et målepunkt som alle andre.",
  loading: "Felterne hentes",
  failed: "Felterne kunne ikke hentes",
  noneYet: "Ingen egne felter endnu",
  noneHint: "Tilføj det første: navnet står ved værdien på hvert målepunkt.",
  add: "Tilføj et felt",
  name: "Navn",
  kind: "Hvad det rummer",
  kinds: { text: "Tekst", number: "Tal", date: "Dag", "yes-no": "Ja eller nej", choice: "Et af flere" },
  unit: "Enhed",
  choices: "Valg, ét pr. linje",
  up: "Flyt {{ name }} op",
  remove: "Fjern {{ name }}",
  unnamed: "det nye felt",
  uses: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "målepunkt siger" : "målepunkter siger"} noget i det`,
  goneHint: "Det, målepunkterne siger i det, bliver hos dem, uset.",
  undo: "Fortryd",
  save: "Gem",
  saved: "Gemt. Alle har felterne fra nu af.",
  wrong:
    "{{ name }}: det passer ikke. Hvert felt skal have sit eget navn, og et af flere skal have sine valg, hvert én gang.",
  filter: {
    nothing: "Siger intet",
    part: "Indeholder",
    from: "Fra",
    to: "Til",
    number: "Et tal, for eksempel 145,5",
    missing: "{{ names }}: ikke her uden serveren. Punkter kan ikke skelnes ved det, før den svarer.",
  },
};
