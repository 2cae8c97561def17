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
  heard: {
    title: "Everything heard",
  },
  trouble: {
    storage: "This phone's storage cannot be opened",
    elsewhere: "Rounds is open in another tab",
    elsewhereHint:
      "Only one tab hears and keeps telegrams. That one goes on; take over here if you want to read in this one.",
    takeOver: "Read in this tab",
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
