const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences of reading and meeting on the road. */
export const enDrive = {
  handover: {
    title: "Meet another car",
    hint: "Without network: both phones have the same round. One shows, the other scans; then the other way round.",
    show: "Show",
    scan: "Scan",
    code: "Code {{ n }} of {{ total }}",
    camera: "What the camera sees",
    looking: "Hold the other phone's code before the camera",
    seen: "{{ have }} of {{ total }} parts seen",
    added: (n: number) => `Received: ${many(n, "point", "points")} more are read`,
    save: "Save as file",
    open: "Open a file",
  },
  pack: {
    fetch: "Fetch",
    again: "Fetch anew",
    cancel: "Stop",
    label: "Map of the area",
    none: "The map is sketched from addresses: it needs no network",
    forbidden: "The owner of this map does not allow it to be kept: without network the streets are sketched",
    whole: "Map of the area kept, as of {{ date }} ({{ mb }} MB)",
    missing: "Map of the area: {{ missing }} of {{ total }} pieces are not on this phone",
    fetching: "Fetching the map: {{ done }} of {{ total }}, {{ mb }} MB",
    missingHere: "No map here without network: the streets are sketched",
    stopped: {
      forbidden: "The map's server refused. Ask the office for a map that may be kept.",
      unreachable:
        "The map's server did not answer, or does not let pages fetch from it. What came is kept: fetch again for the rest.",
      full: "No more room for a map: what is heard comes first. What fits is kept.",
    },
  },
  read: {
    hold: "Hold",
    list: "List",
    view: "View",
    summary: "Summary",
    close: "Close",
    listLabel: "Points left to read",
    whole: "The whole round",
    noSignal: "no signal yet",
    signal: "Signal {{ rssi }} dBm",
    perMinute: (n: number) => many(n, "telegram a minute", "telegrams a minute"),
    junk: "Bytes arrive but no telegrams: press Hold and choose your receiver by its name.",
    notFound: "This round is not on this phone",
    notFoundHint: "It may be closed or another reader's now. Send/Receive shows what is yours.",
    failed: "The receiver could not be opened. Unplug it, plug it in and try again.",
    taken: "Another page has this receiver. Close it there.",
    noService: "This Bluetooth device is no known bridge.",
    full: (n: number) =>
      `Storage is full: ${many(n, "telegram is", "telegrams are")} in memory only. Send now.`,
    lost: (n: number) =>
      many(n, "telegram found no room and is lost.", "telegrams found no room and are lost."),
    waitsAgain: "Waiting for the next telegram",
    heardMeters: "Meters heard",
    foreign: "not of this round",
    noKey: "without a key here",
    telegrams: "Telegrams kept",
    damaged: "Damaged",
    gaps: "Times nothing could be heard",
    noGaps: "None",
    gapRestarted: "app was restarted",
    gapSuspended: "phone was asleep",
    "gapClock-or-sleep": "phone was asleep, or its clock was put forward",
    gapClock: "clock was put forward, nothing was missed",
    "gapStorage-full": "storage was full",
    allRead: "Every point is read",
    allReadHint: "Send/Receive hands it over to the office.",
  },
  clock: {
    over: "The keys have expired. Send/Receive fetches new ones; telegrams are kept until then.",
    hours: (n: number) => many(n, "hour", "hours"),
    days: (n: number) => many(n, "day", "days"),
    behind:
      "The phone's clock is {{ how }} behind. Set it right after Send/Receive: what was heard before is sent with the right time.",
    ahead:
      "The phone's clock is {{ how }} ahead. Set it right after Send/Receive: what was heard before is sent with the right time.",
    ended:
      "This phone's clock says {{ now }}, and its keys ended {{ until }}. Telegrams are kept and read later; all else works. Is that the time? Then Send/Receive fetches new keys. If not, set the clock: the keys open again, without a network too.",
    early:
      "This phone's clock says {{ now }}, long before its keys were made. Telegrams are kept and read as ever. Press Send/Receive as soon as there is a network, then set the clock: they are sent with the right time.",
  },
  find: {
    label: "Find address, serial number or customer",
    clear: "Clear what is looked for",
    stuck: "Only where something is in the way",
    none: "No point of this round matches.",
  },
  guide: {
    metres: "{{ metres }} m",
    expected: (n: number) => `about ${many(n, "meter", "meters")}`,
    speed: "up to {{ speed }} km/h",
    wait: "Wait here a moment",
    spoken: ({
      address,
      metres,
      meters,
    }: {
      readonly address: string;
      readonly metres: number;
      readonly meters: number;
    }) => `Next: ${address}, ${many(metres, "metre", "metres")}, about ${many(meters, "meter", "meters")}`,
    none: "Nothing is likely to be heard from the car any more, or your position is not known.",
    ride: "Ride along",
    endRide: "End the ride",
  },
};

export const enDriveErrors = {
  "handover.foreign":
    "This was not written by Rounds. Let the other phone show its code or save its file again.",
  "handover.damaged": "This is damaged. Scan it again, or let the other phone save the file again.",
  "handover.other-utility": "This is another utility's. Only phones of one utility can tell each other.",
  "handover.other-round": "This is another round. Open the same round on both phones.",
  "handover.other-points":
    "The two phones have different versions of this round. Send/Receive on both, then meet again.",
  "handover.newer": "The other phone's app is newer. Load the new version on this phone first.",
  "handover.no-code": "There is no code in this picture. Take it again, straight and near.",
  "camera.none": "This device has no camera the browser can use. Exchange a file instead.",
  "camera.denied": "The browser may not use the camera. Allow it in the address bar, or exchange a file.",
  "camera.insecure": "The camera needs HTTPS. Exchange a file instead.",
};
