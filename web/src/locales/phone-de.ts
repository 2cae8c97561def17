import type { enPhone, enPhoneErrors } from "./phone-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const dePhone: typeof enPhone = {
  key: {
    pairTitle: "Schlüssel auf diesem Telefon schützen",
    unlockTitle: "Gesperrt",
    changeTitle: "Ändern, was die Schlüssel schützt",
    pairPassphraseHint:
      "Die Schlüssel Ihrer Touren öffnen sich nur auf diesem Telefon und mit dieser Passphrase. Sie ist nirgends gespeichert: Wer sie vergisst, koppelt das Telefon neu.",
    pairPasskeyHint:
      "Die Schlüssel Ihrer Touren öffnen sich nur auf diesem Telefon mit seiner Bildschirmsperre: Finger, Gesicht oder PIN. Das Geheimnis liegt im Tresor des Telefons; Rounds speichert es nie. Das geht auch ohne Netz.",
    unlockPassphraseHint:
      "Telegramme werden auch gesperrt aufbewahrt. Gelesen werden sie nach dem Entsperren.",
    unlockPasskeyHint:
      "Telegramme werden auch gesperrt aufbewahrt. Gelesen werden sie nach dem Entsperren mit Finger, Gesicht oder PIN.",
    changePassphraseHint: "Ab jetzt öffnet diese Passphrase die Schlüssel. Sie ist nirgends gespeichert.",
    changePasskeyHint:
      "Ab jetzt öffnet die Bildschirmsperre die Schlüssel: Finger, Gesicht oder PIN, auch ohne Netz.",
    pairPasskey: "Mit der Bildschirmsperre koppeln",
    unlockPasskey: "Mit der Bildschirmsperre entsperren",
    changePasskey: "Bildschirmsperre nehmen",
    takePassphrase: "Lieber eine Passphrase",
    takePasskey: "Lieber die Bildschirmsperre",
    changePassphrase: "Diese Passphrase nehmen",
    newPassphrase: "Neue Passphrase, mindestens 8 Zeichen",
    knownPassphrase: "Bisherige Passphrase",
    lostPasskey: "Die Bildschirmsperre öffnet nicht: neu koppeln",
    lostPassphrase: "Passphrase vergessen: neu koppeln",
    byPasskey: "Die Bildschirmsperre schützt die Schlüssel",
    byPassphrase: "Eine Passphrase schützt die Schlüssel",
    change: "Ändern",
    keep: "So lassen",
  },
  heard: {
    title: "Alles Gehörte",
  },
  trouble: {
    storage: "Der Speicher dieses Telefons lässt sich nicht öffnen",
    elsewhere: "Rounds ist in einem anderen Tab offen",
    elsewhereHint:
      "Nur ein Tab hört und bewahrt Telegramme auf. Dieser macht weiter; übernehmen Sie hier, wenn Sie in diesem lesen wollen.",
    takeOver: "In diesem Tab lesen",
    signIn:
      "Sie sind abgemeldet. Gehörtes ist hier aufbewahrt: auf der Startseite anmelden, dann Senden/Empfangen drücken.",
  },
  file: {
    title: "Telegramme auf diesem Telefon",
    kept: (n: number) => many(n, "Telegramm aufbewahrt", "Telegramme aufbewahrt"),
    save: "In Datei sichern",
    take: "Datei abgeben",
    saved:
      "Die Datei ist gesichert. Geben Sie sie in einem beliebigen Browser mit Netz ab: hier, unter derselben Überschrift.",
    sent: (n: number) => many(n, "Telegramm abgegeben", "Telegramme abgegeben"),
  },
};

export const dePhoneErrors: typeof enPhoneErrors = {
  "phone.wrong-passkey":
    "Diese Bildschirmsperre öffnet die Schlüssel nicht. Koppeln Sie das Telefon neu; Telegramme bleiben erhalten.",
  "passkey.dismissed":
    "Das Telefon hat nicht bestätigt, dass Sie es sind. Noch einmal versuchen oder mit einer Passphrase neu koppeln.",
  "passkey.unfit":
    "Die Bildschirmsperre dieses Telefons kann keine Schlüssel schützen. Nehmen Sie eine Passphrase.",
  "call.newer-server":
    "Der Server ist neuer als diese App. Gehörtes ist hier aufbewahrt: die neue Version laden, dann Senden/Empfangen drücken.",
  "desk.elsewhere":
    "Ein anderer Tab hat den Empfänger. Dort oder hier übernehmen, dann noch einmal versuchen.",
  "journal-file.unreadable":
    "Das ist keine Telegramm-Datei von Rounds. Wählen Sie eine, die auf der Startseite eines Telefons gesichert wurde.",
};
