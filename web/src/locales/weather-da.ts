import type { enWeather } from "./weather-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daWeather: typeof enWeather = {
  title: "Vejr",
  intro:
    "Middeltemperaturer ude pr. dag. Med dem kan varmen i to vintre, eller i to huse i to år, sammenlignes pr. graddag.",
  import: "Importér en fil",
  hint: "En dag og dens middel i °C pr. linje, delt af semikolon, tabulator eller komma, for eksempel 2026-11-29;4,3. Vejrtjenester har sådanne filer. Dage i filen træder i stedet for dem, der var kendt.",
  loading: "Vejret hentes",
  failed: "Vejret kunne ikke hentes",
  none: "Intet vejr endnu",
  noneHint: "Importér en fil herunder: der kan regnes graddage for de dage, der står i den.",
  span: ({ days, from, to }) => `${many(days, "dag", "dage")}, fra ${from} til ${to}`,
  missing: (n) => many(n, "dag imellem mangler", "dage imellem mangler"),
  wrongLine:
    "Linje {{ line }} er ikke en dag med en temperatur. Intet blev importeret: ret linjen, og vælg filen igen.",
  taken: (n) => many(n, "dag blev importeret.", "dage blev importeret."),
};
