import type { enField, enFieldErrors } from "./field-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deField: typeof enField = {
  nav: { read: "Zähler lesen", rounds: "Touren" },
  update: {
    ready: "Eine neue Version ist bereit. Sie wird geladen, wenn Sie es sagen.",
    apply: "Laden",
    later: "Später",
  },
  sync: {
    synced: "Alles gesendet",
    waiting: ({ frames, reads }) =>
      `${many(frames, "Telegramm", "Telegramme")} und ${many(reads, "Ablesung", "Ablesungen")} warten auf das Senden`,
    sending: "Sendet und empfängt",
    offline: "Offline seit {{ time }}",
    offlineWaiting: ({ time, frames, reads }) =>
      `Offline seit ${time}: ${many(frames, "Telegramm", "Telegramme")} und ${many(reads, "Ablesung", "Ablesungen")} warten`,
    refused: "Der Server hat das Gesendete abgelehnt",
    drafts: (n) =>
      many(
        n,
        "Eingabe wurde nicht angenommen: siehe Tour, unter Abgelesen",
        "Eingaben wurden nicht angenommen: siehe Tour, unter Abgelesen",
      ),
    run: "Senden/Empfangen",
    summary: "Letzter vollständiger Austausch {{ time }}",
    sent: "Gesendet",
    received: "Empfangen",
    telegrams: (n: number) => many(n, "Telegramm", "Telegramme"),
    reads: (n: number) => many(n, "Ablesung", "Ablesungen"),
    rounds: (n: number) => many(n, "Tour", "Touren"),
    keys: (n: number) => many(n, "Zählerschlüssel", "Zählerschlüssel"),
  },
  start: {
    opening: "Öffnet, was dieses Telefon gespeichert hat",
    title: "Zähler lesen",
    none: "Keine Tour auf diesem Telefon",
    noneHint: "Senden/Empfangen holt die Touren, die Ihre oder jedermanns sind. Das Büro legt sie an.",
    remaining: (n: number) => many(n, "Stelle offen", "Stellen offen"),
    done: "Alle gelesen",
    fetched: "Geholt {{ time }}",
    ready: "Vor der Abfahrt",
    offlineReady: "Startet ohne Netz",
    offlineNotReady: "Noch nicht für offline gespeichert: lassen Sie die Seite kurz mit Netz offen",
    storageKept: "Der Browser behält das Gespeicherte",
    storageMayGo: "Der Browser darf Gespeichertes löschen, wenn es eng wird: installieren Sie die App",
    keysReady: ({ keys, time }) => `Schlüssel von ${many(keys, "Zähler", "Zählern")}, gültig bis ${time}`,
    tested: "Empfänger geprüft {{ time }}",
    notTested: "Empfänger noch nicht geprüft: eine halbe Minute Hören zeigt, was er hört",
    keep: "Jetzt behalten",
    battery: "Akku {{ percent }} %",
    abilities: "Was dieser Browser kann",
    serialYes: "Empfänger an USB oder seriellem Bluetooth",
    serialNo: "Keine seriellen Anschlüsse in diesem Browser: Chrome und Edge haben sie",
    bluetoothYes: "Empfänger hinter einer Bluetooth-Brücke",
    bluetoothResumeNo: "Nach dem Neuladen braucht eine Bluetooth-Brücke einen Tipp zum Verbinden",
    bluetoothNo: "Kein Bluetooth in diesem Browser: Chrome auf Android hat es",
    insecure: "Empfänger brauchen HTTPS: fragen Sie, wer den Server betreibt",
    training: "Übung und Probefahrt",
    wakeLockNo: "Dieser Browser kann den Bildschirm nicht anlassen: stellen Sie das Telefon so ein",
  },
  phone: {
    name: "Name dieses Telefons",
    defaultName: "Telefon",
    passphrase: "Passphrase, mindestens 8 Zeichen",
    pair: "Telefon koppeln",
    working: "Einen Moment",
    unlock: "Entsperren",
    lock: "Sperren",
    revoked: "Dieses Telefon wurde gesperrt, seine Schlüssel sind fort. Gehörtes kann noch gesendet werden.",
    noKeys: "Noch keine Schlüssel: Senden/Empfangen mit Netz drücken.",
  },
  read: {
    left: (n: number) => many(n, "Stelle offen", "Stellen offen"),
    leftShort: "offen",
    of: (read: number, total: number) => `${count.format(read)} von ${count.format(total)} gelesen`,
    back: "Alle Touren",
    connect: "Empfänger verbinden",
    product: "Empfänger",
    serial: "USB oder seriell",
    bluetooth: "Bluetooth",
    notConnected: "Nicht verbunden",
    connecting: "Verbindet",
    lostLink: "Empfänger verloren, neuer Versuch",
    lostTap: "Empfänger verloren: zum Verbinden tippen",
    hearing: "Hört",
    silent: "Nichts gehört",
    noFrameYet: "Verbunden, noch nichts gehört",
    continue: "Weiter",
    map: "Karte",
  },
};

export const deFieldErrors: typeof enFieldErrors = {
  "round.not-found": "Es gibt keine Tour mit dieser Kennung.",
  "phone.not-found": "Der Server kennt dieses Telefon nicht. Koppeln Sie es neu.",
  "phone.revoked":
    "Dieses Telefon wurde gesperrt. Seine Schlüssel sind fort; Gehörtes kann noch gesendet werden.",
  "phone.bad-key": "Der Schlüssel des Telefons wurde nicht angenommen. Koppeln Sie es neu.",
  "phone.short-passphrase": "Die Passphrase ist zu kurz. Nehmen Sie mindestens 8 Zeichen.",
  "phone.wrong-passphrase": "Das ist nicht die Passphrase.",
  "storage.full":
    "Das Telefon hat keinen Platz für Touren und Schlüssel. Das Gehörte ist gesendet: Platz auf dem Telefon schaffen, dann noch einmal Senden/Empfangen.",
  "app.part-away":
    "Ein Teil der App war nicht zu holen: es gibt eine neuere, oder kein Netz. Nichts ist verloren: laden Sie die Seite mit Netz neu.",
  "storage.failed":
    "Der Speicher dieses Browsers ist nicht nutzbar. Laden Sie die Seite neu; aufbewahrte Telegramme sind sicher.",
};
