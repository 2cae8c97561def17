import type { enHeat } from "./heat-en.ts";

export const daHeat: typeof enHeat = {
  title: "Varmekunder efter vand at vinde",
  tab: "Varme",
  target: "Ønsket returtemperatur, °C",
  wrongTarget: "Skriv en temperatur mellem 5 og 90 °C.",
  none: "Ingen varmemåler aflæst endnu",
  noneHint: "Når varmemålere høres, står de, hvis vand kunne yde mere, her, med mest at vinde først.",
  excess: "{{ volume }} m³ for meget ({{ percent }} %)",
  meets: "opfylder det",
  tooLittle: "for lidt vand til et tal",
  facts: "Retur {{ outlet }} °C, afkøling {{ cooling }} K",
  sinceLast: "siden {{ date }}",
  sinceNew: "siden måleren var ny",
  heardNow: "{{ address }}, lige aflæst:",
};
