/** Sentences about the period that was billed. */
export const enLock = {
  title: "Period lock",
  intro:
    "What was billed stays as it was billed: before the lock no value is corrected and nobody moves in or out. Readings that come late for that time are kept, change no bill, and wait in the review.",
  loading: "The lock is being fetched",
  failed: "The lock could not be fetched",
  none: "Nothing is locked yet",
  noneHint: "Lock the last month once its bills are written.",
  through: "Locked through {{ day }}",
  since: "by {{ name }}, {{ time }}",
  last: "Last billed day",
  lastHint: "The lock ends with this day, at midnight of the utility's clock.",
  reason: "Why",
  reasonHint: "It is written down, with your name. It is needed to open days again.",
  lock: "Lock through {{ day }}",
  open: "Open again after {{ day }}",
  opens: "Bills of the days after {{ day }} may no longer agree with what Rounds shows then.",
  remove: "Take the lock away",
  noDay: "Choose the last day that was billed, yesterday or before.",
  noReason: "Say first why the days are opened again.",
  done: "The period is locked through {{ day }}.",
  doneNone: "The lock is taken away.",
  throughIn: "{{ area }}: locked through {{ day }}",
  noArea: "No area",
  where: "Where",
  everywhere: "Everywhere",
  whereHint:
    "An area that is billed on days of its own may be locked further than the rest. Groups are never billed: a point lies in one area, but in any number of groups.",
  covered: "The utility's lock already reaches {{ day }}, in {{ area }} too.",
  billed:
    "Bills are written through {{ day }}. Choose a later moment, or have the period lock moved back first; that is written down.",
  billedPoint:
    "Bills of this point are written through {{ day }}: it stays. Take its meter down instead, or have the period lock moved back first.",
  moves: "How it came here",
  when: "When",
  who: "Who",
  from: "Before",
  to: "Locked through",
  nothing: "nothing",
};

export const enLockErrors = {
  "period.reason-missing": "Say why the days are opened again: bills stand on them.",
};
