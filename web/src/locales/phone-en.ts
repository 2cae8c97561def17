const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** What protects the keys on a phone, and what may go wrong with them. */
export const enPhone = {
  key: {
    pairTitle: "Protect the keys on this phone",
    unlockTitle: "Locked",
    changeTitle: "Change what protects the keys",
    pairPassphraseHint:
      "The keys of your rounds open only on this phone and with this passphrase. It is stored nowhere: if you forget it, pair the phone again.",
    pairPasskeyHint:
      "The keys of your rounds open only on this phone, with its screen lock: finger, face or PIN. The phone keeps that secret in its own safe; Rounds never stores it. It works without network.",
    unlockPassphraseHint: "Telegrams are kept while it is locked. They are read when you unlock.",
    unlockPasskeyHint:
      "Telegrams are kept while it is locked. They are read when you unlock with finger, face or PIN.",
    changePassphraseHint: "From now on this passphrase opens the keys. It is stored nowhere.",
    changePasskeyHint:
      "From now on the screen lock opens the keys: finger, face or PIN, without network too.",
    pairPasskey: "Pair with the screen lock",
    unlockPasskey: "Unlock with the screen lock",
    changePasskey: "Take the screen lock",
    takePassphrase: "Take a passphrase instead",
    takePasskey: "Take the screen lock instead",
    changePassphrase: "Take this passphrase",
    newPassphrase: "New passphrase, at least 8 characters",
    knownPassphrase: "Passphrase of now",
    lostPasskey: "The screen lock does not open it: pair again",
    lostPassphrase: "Passphrase forgotten: pair again",
    byPasskey: "The screen lock protects the keys",
    byPassphrase: "A passphrase protects the keys",
    change: "Change",
    keep: "Leave it as it is",
  },
  receiver: {
    findOut: "Find out by itself",
    trying: "Asking whether it is {{ product }}",
    usb: "USB cable",
    usbNote: "USB cable is for phones: Android shows no serial ports. On a computer take the serial port.",
    noDriver:
      "This USB plug has a chip Rounds does not know. Take one with CP210x, FTDI or CDC, or a Bluetooth bridge.",
    unknown: "No receiver we know answered. Choose it by name, or check its plug and speed.",
  },
  alarm: {
    switch: "Alarm aloud when nothing is heard",
    silent: "Nothing is heard any more. Look at the receiver and its antenna.",
    lost: "The receiver is lost. Check its plug.",
    off: "The receiver is not connected. Tap to connect it.",
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
    "no-key":
      "Heard {{ frames }} times, but its key is not on this phone. Send/Receive; if it stays, the office has to enter its key. The telegrams are kept and open then.",
    "wrong-key":
      "Heard {{ frames }} times, and its key does not open it. The office has to correct the key. The telegrams are kept and open then.",
    damaged: "Heard {{ frames }} times with errors on the air. Drive closer or turn the antenna.",
    "compact-only":
      "Heard {{ frames }} short telegrams whose format is not known yet. Wait for a full one: it comes within minutes.",
    unsupported:
      "Heard {{ frames }} times, and nothing here can read it. The telegrams are kept; tell whoever runs Rounds its maker and type.",
    asleep: "It has only ever been heard from {{ from }} to {{ to }}. Come back then.",
    "other-meter":
      "Not heard, but {{ meter }} is loud just here and on no round. Look whether the meter was exchanged.",
  },
  heard: {
    title: "Everything heard",
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
  trouble: {
    storage: "This phone's storage cannot be opened",
    elsewhere: "Rounds is open in another tab",
    elsewhereHint:
      "Only one tab hears and keeps telegrams. That one goes on; take over here if you want to read in this one.",
    takeOver: "Read in this tab",
    clockBehind:
      "The phone's clock is {{ how }} behind. Set it right; telegrams are kept, and sent with the right time.",
    clockAhead:
      "The phone's clock is {{ how }} ahead. Set it right; telegrams are kept, and sent with the right time.",
    hours: (n: number) => many(n, "hour", "hours"),
    days: (n: number) => many(n, "day", "days"),
    signIn:
      "You are signed out. What was heard is kept here: sign in on the start page, then press Send/Receive.",
  },
  file: {
    title: "Telegrams on this phone",
    kept: (n: number) => many(n, "telegram kept", "telegrams kept"),
    save: "Save to a file",
    take: "Hand over a file",
    saved: "The file is saved. Hand it over from any browser with network: here, under the same heading.",
    sent: (n: number) => many(n, "telegram handed over", "telegrams handed over"),
    much: "The phone's storage is {{ percent }} % full. Send/Receive, or save the telegrams to a file on the start page.",
  },
};

export const enPhoneErrors = {
  "phone.wrong-passkey":
    "That screen lock does not open these keys. Pair the phone again; telegrams are kept.",
  "passkey.dismissed": "The phone did not confirm it was you. Try again, or pair again with a passphrase.",
  "passkey.unfit": "This phone's screen lock cannot protect keys. Take a passphrase.",
  "call.newer-server":
    "The server is newer than this app. What was heard is kept here: load the new version, then press Send/Receive.",
  "desk.elsewhere": "Another tab has the receiver. Take over there or here, then try again.",
  "journal-file.unreadable":
    "This is no file of telegrams from Rounds. Choose one that was saved on a phone's start page.",
};
