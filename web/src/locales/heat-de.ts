import type { enHeat } from "./heat-en.ts";

export const deHeat: typeof enHeat = {
  title: "Wärmekunden nach Wasser, das zu gewinnen ist",
  tab: "Wärme",
  target: "Angestrebte Rücklauftemperatur, °C",
  wrongTarget: "Geben Sie eine Temperatur zwischen 5 und 90 °C ein.",
  none: "Noch kein Wärmezähler abgelesen",
  noneHint:
    "Sobald Wärmezähler gehört werden, stehen hier die, deren Wasser mehr leisten könnte, das meiste zuerst.",
  excess: "{{ volume }} m³ zu viel ({{ percent }} %)",
  meets: "erfüllt es",
  tooLittle: "zu wenig Wasser für eine Zahl",
  facts: "Rücklauf {{ outlet }} °C, Abkühlung {{ cooling }} K",
  sinceLast: "seit {{ date }}",
  sinceNew: "seit der Zähler neu war",
  heardNow: "{{ address }}, eben abgelesen:",
};
