const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

type Waiting = {
  readonly frames: number;
  readonly reads: number;
};

/** Reading meters on the road, and making rounds in the office. */
export const enField = {
  nav: { read: "Read meters", rounds: "Rounds" },
  update: {
    ready: "A new version is ready. It is loaded when you say so.",
    apply: "Load it",
    later: "Later",
  },
  sync: {
    synced: "All sent",
    waiting: ({ frames, reads }: Waiting) =>
      `${many(frames, "telegram", "telegrams")} and ${many(reads, "read", "reads")} wait to be sent`,
    sending: "Sending and receiving",
    offline: "Offline since {{ time }}",
    offlineWaiting: ({ time, frames, reads }: Waiting & { readonly time: string }) =>
      `Offline since ${time}: ${many(frames, "telegram", "telegrams")} and ${many(reads, "read", "reads")} wait`,
    refused: "The server refused what was sent",
    drafts: (n: number) =>
      many(
        n,
        "entry was not accepted: look in its round, under Read",
        "entries were not accepted: look in the round, under Read",
      ),
    run: "Send/Receive",
    summary: "Last complete exchange {{ time }}",
    sent: "Sent",
    received: "Received",
    telegrams: (n: number) => many(n, "telegram", "telegrams"),
    reads: (n: number) => many(n, "read", "reads"),
    rounds: (n: number) => many(n, "round", "rounds"),
    keys: (n: number) => many(n, "meter key", "meter keys"),
  },
  start: {
    opening: "Opening what this phone keeps",
    title: "Read meters",
    none: "No round on this phone",
    noneHint: "Press Send/Receive to fetch the rounds that are yours or anybody's. The office makes them.",
    remaining: (n: number) => many(n, "point left", "points left"),
    done: "All read",
    fetched: "Fetched {{ time }}",
    ready: "Before you drive off",
    offlineReady: "Starts without network",
    offlineNotReady: "Not yet kept for offline: leave this page open for a moment with network",
    storageKept: "The browser keeps what is stored",
    storageMayGo: "The browser may clear what is stored when room gets short: install the app",
    keysReady: ({ keys, time }: { readonly keys: number; readonly time: string }) =>
      `Keys of ${many(keys, "meter", "meters")}, valid until ${time}`,
    tested: "Receiver tested {{ time }}",
    notTested: "Receiver not tested yet: half a minute of listening shows what it hears",
    keep: "Keep now",
    battery: "Battery {{ percent }} %",
    abilities: "What this browser can do",
    serialYes: "Receivers on USB or Bluetooth serial ports",
    serialNo: "No serial ports in this browser: Chrome and Edge have them",
    bluetoothYes: "Receivers behind a Bluetooth bridge",
    bluetoothResumeNo: "After a reload a Bluetooth bridge needs one tap to connect again",
    bluetoothNo: "No Bluetooth in this browser: Chrome on Android has it",
    insecure: "Receivers need HTTPS: ask whoever runs the server",
    training: "Training and rehearsal",
    wakeLockNo: "This browser cannot keep the screen on: set the phone so",
  },
  phone: {
    name: "Name of this phone",
    defaultName: "Phone",
    passphrase: "Passphrase, at least 8 characters",
    pair: "Pair this phone",
    working: "A moment",
    unlock: "Unlock",
    lock: "Lock",
    revoked: "This phone was revoked and its keys are gone. What it heard can still be sent.",
    noKeys: "No keys yet: press Send/Receive with network.",
  },
  read: {
    left: (n: number) => many(n, "point left", "points left"),
    leftShort: "left",
    of: (read: number, total: number) => `${count.format(read)} of ${count.format(total)} read`,
    back: "All rounds",
    connect: "Connect the receiver",
    product: "Receiver",
    serial: "USB or serial",
    bluetooth: "Bluetooth",
    notConnected: "Not connected",
    connecting: "Connecting",
    lostLink: "Receiver lost, trying again",
    lostTap: "Receiver lost: tap to connect",
    hearing: "Hearing",
    silent: "Nothing heard",
    noFrameYet: "Connected, nothing heard yet",
    continue: "Continue",
    map: "Map",
  },
};

export const enFieldErrors = {
  "round.not-found": "There is no round with this id.",
  "phone.not-found": "The server does not know this phone. Pair it again.",
  "phone.revoked": "This phone was revoked. Its keys are gone; what it heard can still be sent.",
  "phone.bad-key": "The phone's key was not accepted. Pair the phone again.",
  "phone.short-passphrase": "The passphrase is too short. Take at least 8 characters.",
  "phone.wrong-passphrase": "That is not the passphrase.",
  "storage.full":
    "The phone has no room for rounds and keys. What was heard is sent: make room on the phone, then Send/Receive again.",
  "app.part-away":
    "A part of this app could not be fetched: there is a newer one, or no network. Nothing is lost: load the page again with a network.",
  "storage.failed":
    "This browser's storage cannot be used. Load the page again; telegrams already kept are safe.",
};
