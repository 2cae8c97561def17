/** Sentences about heat customers, in the car. */
export const enHeat = {
  title: "Heat customers by water to be gained",
  tab: "Heat",
  target: "Return temperature aimed at, °C",
  wrongTarget: "Type a temperature between 5 and 90 °C.",
  none: "No heat meter read yet",
  noneHint:
    "As heat meters are heard, those whose water could do more stand here, the most to be gained first.",
  excess: "{{ volume }} m³ too much ({{ percent }} %)",
  meets: "meets it",
  tooLittle: "too little water for a figure",
  facts: "Return {{ outlet }} °C, cooling {{ cooling }} K",
  sinceLast: "since {{ date }}",
  sinceNew: "since the meter was new",
  heardNow: "{{ address }}, read just now:",
};
