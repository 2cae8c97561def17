const count = new Intl.NumberFormat("en-GB");

/** Sentences about the utility's own fields. */
export const enOwn = {
  section: "Own fields",
  yes: "Yes",
  no: "No",
  none: "–",
  dateHint: "Day, month and year, such as 29.11.2026",
  title: "Own fields",
  intro:
    "Fields that your utility gives its points beside those everybody has: the kind of pipe, the heated area, the day of a visit. They are edited at a point like any other.",
  loading: "The fields are being fetched",
  failed: "The fields could not be fetched",
  noneYet: "No own fields yet",
  noneHint: "Add the first: its name is what stands beside the value at every point.",
  add: "Add a field",
  name: "Name",
  kind: "What it holds",
  kinds: { text: "Text", number: "Number", date: "Day", "yes-no": "Yes or no", choice: "One of several" },
  unit: "Unit",
  choices: "Choices, one a line",
  up: "Move {{ name }} up",
  remove: "Take {{ name }} away",
  unnamed: "the new field",
  uses: (n: number): string => `${count.format(n)} ${n === 1 ? "point says" : "points say"} something in it`,
  goneHint: "What points say in it stays with them, unseen.",
  undo: "Undo",
  save: "Save",
  saved: "Saved. Everybody has the fields from now on.",
  wrong:
    "{{ name }}: this does not fit. Each field needs a name of its own, and one of several needs its choices, each once.",
  filter: {
    nothing: "Says nothing",
    part: "Has in it",
    from: "From",
    to: "To",
    number: "A number, such as 145.5",
    missing: "{{ names }}: not here without the server. Points cannot be told apart by it until it answers.",
  },
};
