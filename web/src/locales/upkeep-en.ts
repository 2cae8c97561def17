const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

type Anew = {
  readonly done: number;
  readonly meters: number;
  readonly readings: number;
  readonly changed: number;
  readonly without: number;
};

type Retained = {
  readonly deleted: number;
  readonly erased: number;
  readonly thinned: number;
  readonly photos: number;
};

/** Review of readings, and how long they are kept. */
export const enUpkeep = {
  reason: "Reason",
  notNumber: "“{{ text }}” is no number. Type it in digits, such as 1234.5.",
  twofold: "“{{ text }}” can be read in two ways. Type {{ whole }} or {{ part }}.",
  review: {
    nav: "Review",
    title: "Review",
    intro:
      "Readings that cannot be true, which do not count, and readings that look odd, which do. Decide with a reason.",
    which: "Which findings",
    open: "Open",
    decided: "Decided",
    noneDecided: "Nothing was decided yet",
    decision: { accepted: "It is right", excluded: "Left out", corrected: "Corrected" },
    decidedBy: "{{ decision }}, by {{ name }} {{ time }}",
    none: "Nothing to review",
    more: "{{ shown }} of {{ total }} are shown, newest first. The others follow as these are decided.",
    noneHint: "Readings are checked as they arrive. What looks wrong will stand here.",
    found: "Found {{ found }}, at most {{ limit }} was expected.",
    thisOne: "this reading",
    value: "{{ register }} instead, in {{ unit }}",
    seen: "Seen",
    accept: "It is right",
    exclude: "Leave it out",
    correct: "Correct it",
    reasons: {
      "clock-ahead": "Receiver's clock is wrong",
      "before-mounting": "Older than the meter's mounting",
      "period-locked": "Came for a period that was billed",
      falling: "Counter went back",
      "too-fast": "More than the meter can count",
      coefficient: "Energy and temperatures disagree",
      temperatures: "Temperature out of range",
      stuck: "Counter stands while it flows",
      spike: "Far above its habit",
      "above-limit": "Above its limit since",
      "below-limit": "Below its limit since",
    },
  },
  reading: {
    title: "Reading of {{ time }}",
    intro:
      "What was said stays on record as it was said. A correction stands beside it, with your name and why, and can be taken back under Edits.",
    register: "Register",
    value: "Right value, in {{ unit }}",
    decide: "Decide about the reading of {{ time }}",
    tip: "Correct it or leave it out",
  },
  edits: {
    tab: "Edits",
    loading: "Loading what was decided",
    failed: "What was decided could not be loaded",
    none: "Nobody has decided about a value of this point.",
    kind: { accept: "Declared right", exclude: "Left out", correct: "Corrected", estimate: "Estimated" },
    of: "reading of {{ time }}",
    by: "{{ name }}, {{ time }}",
    takenBack: "Taken back by {{ name }}, {{ time }}",
    takeBack: "Take back",
    keep: "Keep",
    done: "Taken back: the reading of {{ time }} is what it was before.",
    after: {
      accept: "The reading counts or does not count, as before this decision. Both stay on record.",
      exclude: "The reading counts or does not count, as before this decision. Both stay on record.",
      correct:
        "The corrected value does not count any more; what was measured is as it was before. Both stay on record.",
      estimate: "The estimate does not count any more. It stays on record.",
    },
  },
  anew: {
    nav: "Read anew",
    title: "Read telegrams anew",
    intro:
      "After a driver or a key was wrong: the telegrams that are kept are read with today's, in the place of what was read from them before.",
    what: "Meter type, or one meter's key",
    whatHint: "As on a point's page, for example MULTICAL 403 or KAM-12345678-34-04.",
    from: "From",
    dayHint: "A day of the utility’s. Empty: from the first telegram that is kept.",
    to: "To, that day included",
    lastHint: "Empty: up to the last telegram.",
    look: "See what would be read",
    preview: ({ meters, days }: { readonly meters: number; readonly days: number }) =>
      `${many(meters, "meter", "meters")} would be read anew. Readings older than the ${many(days, "day", "days")} telegrams are kept, typed and billed values, and what somebody decided stay as they are.`,
    previewHeld: (n: number) =>
      many(
        n,
        "of them is under a legal hold and stays as it is.",
        "of them are under a legal hold and stay as they are.",
      ),
    start: "Read anew",
    stop: "Stop after this meter",
    wrong: "Write one meter type or one meter’s key, and a first day that is not after the last.",
    back: "Old telegrams are being looked through",
    backHint: ({ looked, of }: { readonly looked: number; readonly of: number }) =>
      `${count.format(looked)} of ${many(of, "telegram", "telegrams")} were looked at. What was heard of a meter before anybody said where it hangs becomes readings once all are. It takes what is left over beside today’s telegrams, and goes on here after a restart.`,
    running: "Reading {{ what }} anew",
    done: "{{ what }} was read anew: {{ who }}",
    cancelled: "Reading {{ what }} anew was stopped; begun: {{ who }}",
    failed: "Reading {{ what }} anew broke off; begun: {{ who }}",
    sums: ({ done, meters, readings, changed, without }: Anew) =>
      `${count.format(done)} of ${many(meters, "meter", "meters")}. Of ${many(readings, "reading", "readings")} from telegrams ${many(changed, "says", "say")} something else now; ${many(without, "stays because its telegram is gone.", "stay because their telegrams are gone.")}`,
    heldNow: (n: number) => many(n, "meter is under a legal hold.", "meters are under a legal hold."),
    busyNow: (n: number) =>
      many(
        n,
        "meter was heard again and again meanwhile: read it anew later.",
        "meters were heard again and again meanwhile: read those anew later.",
      ),
  },
  removed: {
    title: "Removed metering points",
    hint: "What their meters said is shown nowhere, and stays for a while so that the point can come back. Erasing cannot be undone.",
    none: "No readings of removed metering points are kept.",
    when: "removed {{ date }}",
    found: "meter of a point removed earlier, found {{ date }}",
    until: "readings are erased after {{ date }}",
    stays: "readings stay: retention is off",
    isHeld: "readings stay: legal hold",
    more: "{{ shown }} of {{ total }} are shown.",
    look: "Erase now …",
    lookAll: (n: number) => (n === 1 ? "Erase this one now …" : `Erase all ${count.format(n)} now …`),
    preview: (n: number) =>
      many(
        n,
        "reading would be erased and cannot be brought back.",
        "readings would be erased and cannot be brought back.",
      ),
    billed: (n: number) =>
      many(n, "stays because its period was billed.", "stay because their period was billed."),
    held: (n: number) =>
      many(
        n,
        "metering point stays because of a legal hold.",
        "metering points stay because of a legal hold.",
      ),
    erase: "Erase for good",
    keep: "Keep",
    done: (n: number) => many(n, "reading was erased.", "readings were erased."),
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
    yearsHint: "In between, the readings at the beginning of each day are kept.",
    days: "Days the journal keeps telegrams",
    removedDays: "Days that readings of removed points are kept",
    removedDaysHint: "So long a metering point that was removed can come back with all it ever said.",
    look: "See what would go",
    preview: ({ deleted, erased, thinned, photos }: Retained) =>
      `${many(deleted, "reading", "readings")} would be deleted, ${count.format(erased)} of removed points erased, and about ${count.format(thinned)} thinned away. ${many(photos, "photo", "photos")} of visits would be deleted.`,
    switchOn: "Switch on with these numbers",
    switchOff: "Switch off",
    lastRun: ({ time, deleted, erased, thinned, photos }: Retained & { readonly time: string }) =>
      `Last run ${time}: ${count.format(deleted)} deleted, ${count.format(erased)} of removed points erased, ${count.format(thinned)} thinned away. ${many(photos, "photo", "photos")} of visits deleted.`,
    photos: "Years photos of visits are kept",
    photosHint:
      "Counted from the visit. What was found at the door stays; photos of points under a legal hold stay too.",
    lastFailed: "The last run, {{ time }}, stopped: {{ why }}",
    clockAhead:
      "the server's clock is more than a year ahead of the last reading and the last run. Nothing was deleted or thinned away: put it right. If it is right, because the server stood still for so long, this goes on by itself after 30 days.",
    holds: "Legal holds",
    holdsHint:
      "All readings of these metering points stay, and photos of their visits, whatever the numbers above say.",
    noHolds: "No metering point is held.",
    point: "Number of the metering point",
    wrong:
      "Months are whole numbers up to 240, years up to 100 and not shorter than the months, days of telegrams from 7 and of removed points from 1 to 3,650.",
    holdWrong: "Write the number of the metering point, and why it is held.",
    holdUnknown: "There is no metering point with this number, neither here nor among the removed ones.",
    hold: "Hold",
    release: "Release",
  },
};

/** What people did, in the audit log. */
export const enUpkeepAudit = {
  "retention.changed": "Changed retention",
  "retention.ran": "Retention ran",
  "removed-points.erased": "Erased readings of removed points",
  "readings.redecoded": "Had telegrams read anew",
  "hold.placed": "Placed a legal hold",
  "hold.released": "Released a legal hold",
  "value.edited": "Decided about a value",
  "value.reverted": "Took an edit of a value back",
  "finding.decided": "Settled a finding",
  "period.locked": "Moved the period lock",
};

/** Why readings are not erased or read anew. */
export const enUpkeepErrors = {
  "erasure.preview-needed": "Look at what would be erased first, then erase within the hour.",
  "redecoding.running": "Telegrams are being read anew already. Wait until that is done, or stop it.",
  "redecoding.no-meter":
    "No such meter hangs or hung at your points. Its key and type stand on its point's page.",
};
