import type { VisitOutcome } from "../../../shared/model/visit.ts";

/** What is typed at a door, on the phone and in the office. */
export const enVisit = {
  open: "Type a reading",
  title: "Type a reading",
  noMeter: "No meter is mounted here. You can say what you found; there is nothing to read.",
  mode: { read: "Reading", none: "No reading" },
  last: "Last {{ value }} {{ unit }}, {{ time }}",
  nothingKnown: "Nothing is known of this register yet.",
  propose: "Expected {{ value }} {{ unit }}",
  notANumber: "Type digits, with a comma or a point before the decimals.",
  unitOf: "Unit of {{ register }}",
  add: "Add another register",
  doubt: {
    "below-last": "{{ value }} {{ unit }} is less than the {{ last }} {{ unit }} it said last.",
    "far-above": "{{ value }} {{ unit }} is far more than the {{ expected }} {{ unit }} expected.",
    "start-above-end":
      "{{ value }} {{ unit }} is more than the {{ last }} {{ unit }} the old meter ended at.",
  },
  sure: "I looked again: it is right",
  why: "Why there is no reading",
  outcome: {
    read: "Read",
    exchanged: "Meter exchanged",
    "no-access": "No access",
    "nobody-home": "Nobody at home",
    dog: "Dog",
    damaged: "Meter damaged",
    unreadable: "Display unreadable",
    "meter-gone": "Meter is gone",
    other: "Something else",
  } satisfies Readonly<Record<VisitOutcome, string>>,
  photo: {
    take: "Take a photo",
    another: "Take another photo",
    drop: "Remove the photo",
    busy: "Making the photo smaller …",
    alt: "The photo of this visit",
  },
  note: "Note",
  keep: "Keep",
  keeping: "Keeping …",
  kept: {
    read: "Reading kept",
    waiting: "Typed {{ time }}. Kept on this phone; it goes to the office with the next Send/Receive.",
    sent: "Typed {{ time }}. The office has it.",
    refused: "The office did not take it:",
  },
  notTaken: "Not accepted",
  undo: "Take back",
  again: "Type another one",
  tab: "Visits",
  loading: "Loading the visits",
  failed: "The visits could not be loaded",
  none: "Nobody has typed anything at this point's door yet.",
  column: { time: "When", who: "Who", found: "Found", note: "Note", photo: "Photo" },
  doubted: {
    "below-last": "Held to, though below the last",
    "far-above": "Held to, though far above",
    "unknown-meter": "Held to, though the meter is unknown",
    "start-above-end": "Held to, though it starts above the old one's end",
  },
  start: "{{ meter }} began at",
  openPhoto: "Open the photo of {{ time }}",
  desk: {
    told: "The meter said {{ value }} {{ unit }} then.",
    between: "The meter was between {{ low }} and {{ high }} {{ unit }} then.",
    untold: "What it said around that time is not known.",
    title: "A reading of {{ name }}",
    meter: "Read on",
    when: "Read at",
    whenHint: "When the display was read, in the utility's time.",
    registers: "What the display showed",
    registersHint: "What is left empty is not part of the reading.",
    above: "More than the meter said afterwards, or than it can have counted by then.",
    below: "Less than the meter said before.",
    done: "Kept as a reading by hand. It stands under Visits; a wrong one is corrected or left out under Readings.",
  },
};

/** Why a visit or its photo is refused. */
export const enVisitErrors = {
  "visit.sent": "It has been sent already. Type another one instead.",
  "visit.no-photo": "The photo of this visit has not arrived. Send again.",
  "visit.other-meter":
    "This meter did not hang at this point at that time. Compare the time, and the meter's number, then type the reading again.",
  "photo.invalid": "The photo was not taken as a picture. Take it back and make another one.",
  "exchange.mounted-elsewhere":
    "The new meter hangs at another point already, or hung there at that time. Compare its number with its label, and the time, then type it again.",
  "exchange.before-removal": "Another meter hung here at that moment. Say a moment after it was taken down.",
  "exchange.before-mounting": "The old meter was put up after this exchange. Check the phone's clock.",
  "exchange.other-meter": "Somebody else exchanged this meter before. Look which one hangs there.",
  "photo.not-found": "There is no such photo.",
  "photo.unreadable": "This file is no picture the phone can open. Take another photo.",
};

export const enVisitEvents = { "visit.received": "Took a visit from a phone" };
