const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences about the receiver, and why a point is not read. */
export const enReceiver = {
  receiver: {
    findOut: "Find out by itself",
    trying: "Asking whether it is {{ product }}",
    usb: "USB cable",
    usbNote: "USB cable is for phones: Android shows no serial ports. On a computer take the serial port.",
    noDriver:
      "This USB plug has a chip Rounds does not know. Take one with CP210x, FTDI or CDC, or a Bluetooth bridge.",
    unknown: "No receiver we know answered. Choose it by name, or check its plug and speed.",
    notChosen:
      "Nothing was chosen. Tap again and pick the receiver; if it is not in the list, plug it in first.",
    notLoaded:
      "The part of the app that opens receivers is not on this phone. With network, load the page again.",
  },
  heard: {
    meters: (n: number) => many(n, "meter", "meters"),
    times: (n: number) => many(n, "time", "times"),
    whose: "Whose",
    all: "All",
    own: "This round",
    foreign: "Foreign",
    order: "Order",
    byLast: "Last heard",
    byLoudest: "Loudest",
    byCount: "Most often",
    search: "Maker or number",
    none: "Nothing heard yet",
    noneHint: "Connect a receiver on a round. Everything it hears is listed here, whoever owns it.",
    ownMark: "ours",
    "encryption-clear": "not encrypted",
    "encryption-ell": "encrypted (ELL)",
    "encryption-mode-5": "encrypted (mode 5)",
    "encryption-mode-7": "encrypted (mode 7)",
    "encryption-mode-10": "encrypted (mode 10)",
    "encryption-manufacturer": "maker's own encryption",
    "encryption-": "unknown",
  },
  alarm: {
    switch: "Alarm aloud when nothing is heard",
    silent: "Nothing is heard any more. Look at the receiver and its antenna.",
    lost: "The receiver is lost. Check its plug.",
    off: "The receiver is not connected. Tap to connect it.",
  },
  wrong: {
    damaged: "Only damaged telegrams: turn the antenna, or move it away from other radios.",
    place:
      "This phone may not tell where it is, so there is no next stop and no distance. Allow the location for this page in the browser; reading goes on.",
    placeLost:
      "The phone does not find out where it is. Switch its location on, or move it to a window; reading goes on without a position.",
  },
  test: {
    start: "Test 30 s",
    title: "Test of the receiver",
    left: "Listening, {{ seconds }} s left",
    good: "The receiver hears.",
    nothing: "Nothing heard in half a minute. Check the antenna, or test where meters are near.",
    close: "Close the test",
    "mode-c1": "Mode C",
    "mode-t1": "Mode T",
    "mode-c-t": "C and T at once",
    toldC: "of these mode C",
    toldT: "of these mode T",
    strongest: "Strongest",
  },
  why: {
    "never-heard": "Never heard",
    "not-decoded": "Not decoded yet",
    "no-key": "No key",
    "wrong-key": "Wrong key",
    damaged: "Damaged on the air",
    "compact-only": "Compact frames only",
    unsupported: "Not supported",
    asleep: "Asleep now",
    "other-meter": "Exchanged?",
  },
  whatToDo: {
    "never-heard":
      "Drive closer or wait a moment: most meters send every 16 seconds. If it stays silent, look whether it is there.",
    "not-decoded": "Telegrams are kept. Unlock the keys or fetch them by Send/Receive, and they are read.",
    "no-key": ({ frames }: { readonly frames: number }) =>
      `Heard ${many(frames, "time", "times")}, but its key is not on this phone. Send/Receive; if it stays, the office has to enter its key. The telegrams are kept and open then.`,
    "wrong-key": ({ frames }: { readonly frames: number }) =>
      `Heard ${many(frames, "time", "times")}, and its key does not open it. The office has to correct the key. The telegrams are kept and open then.`,
    damaged: ({ frames }: { readonly frames: number }) =>
      `Heard ${many(frames, "time", "times")} with errors on the air. Drive closer or turn the antenna.`,
    "compact-only": ({ frames }: { readonly frames: number }) =>
      `Heard ${many(frames, "short telegram", "short telegrams")} whose format is not known yet. Wait for a full one: it comes within minutes.`,
    unsupported: ({ frames }: { readonly frames: number }) =>
      `Heard ${many(frames, "time", "times")}, and nothing here can read it. The telegrams are kept; tell whoever runs Rounds its maker and type.`,
    asleep: "It has only ever been heard from {{ from }} to {{ to }}. Come back then.",
    "other-meter":
      "Not heard, but {{ meter }} is loud just here and on no round. Look whether the meter was exchanged.",
  },
};
