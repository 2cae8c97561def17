const count = new Intl.NumberFormat("en-GB");
const many = (n: number): string => `${count.format(n)} ${n === 1 ? "meter" : "meters"}`;

/** Meters that hang nowhere. */
export const enStock = {
  title: "Meters in stock",
  intro:
    "Meters that hang nowhere: in stock, taken down, scrapped. A phone and a desk put up what is in stock; whatever hangs is in the list of metering points.",
  loading: "The stock is being fetched",
  failed: "The stock could not be fetched",
  none: "No meters in stock",
  noneHint:
    "Add meters by a range of serial numbers or a pasted list. A meter that is taken down at an exchange comes here by itself.",
  add: "Add meters",
  all: "All",
  search: "Serial number, type or note",
  noMatch: "No meter fits",
  noMatchHint: "Search for less, or look at all of them.",
  nowhere: "nowhere yet",
  pointGone: "a point that is gone",
  takeBack: "Take back",
  toStock: "Put in stock",
  scrap: "Scrap",
  undo: "Undo",
  known: "Already known, left as they are: {{ list }}.",
  kind: "Type",
  kindHint: "Name, maker, version and type as telegrams say them.",
  how: "Which meters",
  list: "A list",
  range: "A range",
  first: "First serial number",
  last: "Last serial number",
  lines: "Serial numbers, one a line",
  linesHint:
    "With a key behind it where there is one: 80000001 000102…0F. Keys are kept sealed and never shown again.",
  note: "Note",
  did: {
    scrapped: "{{ serial }} is scrapped.",
    stocked: "{{ serial }} is in stock.",
    takenBack: "{{ serial }} is taken back.",
  },
  state: {
    stock: "In stock",
    mounted: "Mounted",
    removed: "Removed",
    scrapped: "Scrapped",
  },
  column: {
    serial: "Serial number",
    type: "Type",
    key: "Key",
    state: "State",
    since: "Since",
    hung: "Where it hung",
  },
  fault: {
    serial: "Line {{ line }} begins with no serial number of four to eight digits.",
    key: "Line {{ line }}: a key has 32 hexadecimal digits.",
    twice: "Line {{ line }}: this serial number stands further up already.",
    range:
      "First and last serial number have four to eight digits, the last is not below the first, and at most 1,000 lie between them.",
  },
  added: (n: number): string => `${many(n)} added.`,
  willAdd: (n: number, keys: number): string =>
    `${many(n)} will be in stock, ${count.format(keys)} with a key.`,
  save: (n: number): string => (n === 0 ? "Add" : `Add ${many(n)}`),
  more: (n: number): string => `Show ${count.format(n)} more`,
};

/** An exchange said at a desk. */
export const enSwap = {
  open: "Exchange meter",
  title: "Exchange the meter at {{ name }}",
  old: "Comes down:",
  when: "When",
  whenHint: "The moment both meters were read, in the utility’s time.",
  badTime: "Choose a day and a time that is not still to come.",
  next: "Put up, from stock",
  noStock: "No meter is in stock.",
  toStock: "Add meters to the stock",
  noMatch: "No meter in stock has this number.",
  registers: "What both meters showed",
  registersHint:
    "The old one when it came down, the new one when it was put up. Registers that nobody read stay empty.",
  end: "Old, at its end",
  start: "New, at its start",
  endOf: "{{ register }} at the old meter’s end",
  startOf: "{{ register }} at the new meter’s start",
  told: "The old meter said {{ value }} {{ unit }} then.",
  between: "The old meter’s readings before and after: {{ low }} to {{ high }} {{ unit }}.",
  untold: "Nothing was read around this moment.",
  note: "Note",
  sure: "I have looked again: it is so",
  will: "{{ old }} comes down and {{ next }} hangs here from {{ time }}. Consumption goes on over both without a jump; the old meter is then among the removed ones.",
  send: "Exchange",
  half: "{{ register }}: both meters’ registers are numbers, or both stay empty.",
  done: "{{ old }} came down, {{ next }} hangs here now.",
  takeBack: "Take the exchange back",
  takenBack: "Taken back: {{ old }} hangs here again.",
  mount: {
    open: "Mount a meter",
    title: "Mount a meter at {{ name }}",
    said: "Meter put up",
    whenHint: "The moment it was put up, in the utility’s time.",
    registers: "What it showed",
    registersHint: "When it was put up. What nobody read stays empty: it counts from its first reading then.",
    will: "{{ next }} hangs here from {{ time }}: what it says from then on is this point’s.",
    send: "Mount",
    wrong: "{{ register }}: a number, or nothing.",
    done: "{{ next }} hangs here now.",
    takeBack: "Take it back",
    takenBack: "Taken back: {{ next }} is in stock again.",
  },
  doubt: {
    "below-last": "Below what the old meter had said before.",
    "far-above": "Above what the old meter said after that, or above what it can have counted by then.",
    "start-above-end": "The new meter begins above where the old one ended.",
  },
};

/** What the server refuses about them, in words. */
export const enStockErrors = {
  "stock.not-found": "This meter is not there any more. Load the page again.",
  "stock.mounted": "This meter hangs at a point. Exchange it there first.",
};
