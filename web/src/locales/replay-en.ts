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
  played: "{{ played }} of {{ frames }} telegrams, {{ time }}",
  leftOut: (n: number) => `${many(n, "line", "lines")} left out: no telegram.`,
  over: "The recording is over.",
  fast: "Fast",
  play: "Play",
  pause: "Pause",
  fresh: (n: number) => `${many(n, "point", "points")} would be read now that were not read then`,
  notHere: (n: number) => `${many(n, "point was", "points were")} read then, but not by this recording`,
  misses: "Missed, by cause",
  noMisses: "Nothing is missed.",
};

export const enReplayErrors = {
  "replay.unreadable":
    "This is no recording. Choose a file that was saved on a phone's start page, or one with telegrams in JSON lines.",
  "replay.empty": "There is no telegram in it. Choose another recording.",
};
