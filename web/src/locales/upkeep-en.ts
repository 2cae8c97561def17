/** Review of readings, and how long they are kept. */
export const enUpkeep = {
  reason: "Reason",
  review: {
    nav: "Review",
    title: "Review",
    intro:
      "Readings that cannot be true, which do not count, and readings that look odd, which do. Decide with a reason.",
    none: "Nothing to review",
    noneHint: "Readings are checked as they arrive. What looks wrong will stand here.",
    found: "Found {{ found }}, at most {{ limit }} was expected.",
    thisOne: "this reading",
    value: "{{ register }} instead, in {{ unit }}",
    accept: "It is right",
    exclude: "Leave it out",
    correct: "Correct it",
    reasons: {
      "clock-ahead": "Receiver's clock is wrong",
      "before-mounting": "Older than the meter's mounting",
      falling: "Counter went back",
      "too-fast": "More than the meter can count",
      coefficient: "Energy and temperatures disagree",
      temperatures: "Temperature out of range",
      stuck: "Counter stands while it flows",
      spike: "Far above its habit",
    },
  },
  retention: {
    nav: "Retention",
    title: "Retention",
    intro:
      "How long readings are kept. Nothing is deleted before an administrator has seen what would go and switched it on.",
    isOn: "Retention is on. It runs once a day; what it deletes cannot be brought back.",
    isOff: "Retention is off. Everything is kept.",
    months: "Months with every reading",
    years: "Years until readings are deleted",
    yearsHint: "In between, one reading a day is kept.",
    days: "Days the journal keeps telegrams",
    look: "See what would go",
    preview: "{{ deleted }} readings would be deleted, and about {{ thinned }} thinned away.",
    switchOn: "Switch on with these numbers",
    switchOff: "Switch off",
    lastRun: "Last run {{ time }}: {{ deleted }} deleted, {{ thinned }} thinned away.",
    lastFailed: "The last run, {{ time }}, stopped: {{ why }}",
    holds: "Legal holds",
    holdsHint: "All readings of these metering points stay, whatever the numbers above say.",
    noHolds: "No metering point is held.",
    point: "Number of the metering point",
    hold: "Hold",
    release: "Release",
  },
};

/** What people did, in the audit log. */
export const enUpkeepAudit = {
  "retention.changed": "Changed retention",
  "retention.ran": "Retention ran",
  "hold.placed": "Placed a legal hold",
  "hold.released": "Released a legal hold",
  "value.edited": "Decided about a value",
  "value.reverted": "Took an edit of a value back",
  "finding.decided": "Settled a finding",
  "period.locked": "Moved the period lock",
};
