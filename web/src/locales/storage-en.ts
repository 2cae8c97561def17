const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Room for telegrams on a phone, and the ways out where it gets short. */
export const enStorage = {
  title: "Room for telegrams",
  full: "The phone's storage is {{ percent }} % full.",
  left: (n: number) =>
    n === 0
      ? "There is room for less than an hour of telegrams."
      : `There is room for about ${many(n, "hour", "hours")} of telegrams.`,
  next: "Send, or save the telegrams to a file.",
  sent: "All telegrams are sent and make room by themselves: remove photos, videos or apps from this phone.",
  room: "Take them off this phone",
  roomHint:
    "Show the saved file to the phone: what lies in it is removed here, and nothing else. Keep it, and hand it over where there is network; only then are these telegrams in the office.",
  comparing: "Comparing …",
  removed: (n: number) =>
    n === 0
      ? "Nothing of this file is on this phone."
      : `${many(n, "telegram", "telegrams")} taken off this phone. Keep the file and hand it over.`,
};
