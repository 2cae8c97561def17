const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences of the replay of a recorded drive. */
export const enReplay = {
  mark: "Replay",
  markHint: "Nothing here becomes a reading, nothing is kept.",
  title: "Replay a drive",
  leave: "Back to training",
  choose: "What is played",
  lead: "A recording is decoded with today's keys and drivers, as on a round: how many points would it read, what was not read then, and why the rest is missed.",
  round: "Against this round",
  noRound: "A replay needs a round to compare with. Fetch one with Send/Receive.",
  file: "A recording in a file",
  own: "What this phone heard",
  opening: "Opening the recording …",
  player: "The recording",
  played: ({
    played,
    frames,
    time,
  }: {
    readonly played: number;
    readonly frames: number;
    readonly time: string;
  }) => `${count.format(played)} of ${many(frames, "telegram", "telegrams")}, ${time}`,
  leftOut: (n: number) => `${many(n, "line", "lines")} left out: no telegram.`,
  over: "The recording is over.",
  fast: "Fast",
  car: "Car",
  bubbles:
    "A circle with numbers holds several points: how many of them are read. Closer in, each stands for itself.",
  noPlace: "The recording does not say where it was heard.",
  play: "Play",
  pause: "Pause",
  fresh: (n: number) => `${many(n, "point", "points")} would be read now that were not read then`,
  notHere: (n: number) => `${many(n, "point was", "points were")} read then, but not by this recording`,
  misses: "Missed, by cause",
  noMisses: "Nothing is missed.",
  desk: {
    nav: "Replay",
    title: "Replay a recorded drive",
    intro:
      "A drive is run again with today's keys and drivers, beside what stands. Nothing changes until you take it over.",
    file: "A phone's file",
    fileHint: "Saved on the phone's start page under what it holds.",
    round: "A round on the server",
    none: "No round yet",
    run: "Replay the round",
    stop: "Stop",
    reading: "Reading the recording …",
    done: "{{ name }}: replayed",
    running: "{{ name }}: being replayed",
    stopped: "{{ name }}: stopped; what was found until then stands below",
    sums: ({
      telegrams,
      meters,
      understood,
    }: {
      readonly telegrams: number;
      readonly meters: number;
      readonly understood: number;
    }) =>
      `${many(telegrams, "telegram", "telegrams")} of ${many(meters, "meter", "meters")} at your points, ${count.format(understood)} of them understood.`,
    strangers: (n: number) => `${many(n, "meter hangs", "meters hang")} at none of your points.`,
    nobodys: (n: number) => `${many(n, "telegram is", "telegrams are")} too damaged to say whose.`,
    leftOut: (n: number) => `${many(n, "line", "lines")} of the file left out: no telegram.`,
    foreign:
      "None of the meters heard hangs at one of your points: this is another utility's recording, or your points are not imported yet.",
    same: "Nothing would change: today's keys and drivers read what stands.",
    kind: {
      other: "Other values",
      fresh: "New readings",
      lost: "Not readable any more",
      unread: "Not readable",
      silent: "Not heard",
      same: "As it stands",
    },
    kindHint: {
      other: "Readings stand here and would say something else.",
      fresh: "Telegrams are understood now that no reading stands for.",
      lost: "Readings stand here whose telegrams cannot be read now. They stay when you take over.",
      unread: "No telegram of these can be read, then or now.",
      silent: "The round asks for these, and no telegram of them is kept.",
      same: "Today's keys and drivers say what stands.",
    },
    lists: "Meters by what would change",
    more: "{{ shown }} of {{ total }} meters are shown.",
    telegrams: (n: number) => many(n, "telegram", "telegrams"),
    freshIn: (n: number) => `${many(n, "new reading", "new readings")}`,
    otherIn: (n: number) => `${many(n, "reading says", "readings say")} something else`,
    lostIn: (n: number) => `${many(n, "reading", "readings")} not readable any more`,
    keptIn: (n: number) => `${count.format(n)} stay as they are: billed, on hold or decided`,
    cause: "{{ cause }}: {{ telegrams }}",
    when: "When",
    register: "Register",
    before: "Stands",
    after: "Now",
    info: "Info codes",
    nothing: "–",
    telegram: "Telegram",
    toPoint: "Open the point",
    firstFew: "The first {{ shown }} of {{ total }} differences.",
    take: (n: number) => `Take over ${many(n, "meter", "meters")}`,
    takeHint:
      "Telegrams that only the recording has are kept like a phone's, and the meters are read anew. What is billed, held or decided stays. It is written in the audit log.",
    taking: "Handing the recording's telegrams over …",
    taken: "Taking over goes on with the server; you may leave this page.",
    mayNot: "An administrator can take this over.",
  },
};

export const enReplayErrors = {
  "replay.unreadable":
    "This is no recording. Choose a file that was saved on a phone's start page, or one with telegrams in JSON lines.",
  "replay.no-drive":
    "This is no recording of a phone. Choose the file that was saved on the phone's start page; it ends in .jsonl.",
  "replay.empty": "There is no telegram in it. Choose another recording.",
};
