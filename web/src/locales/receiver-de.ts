import type { enReceiver } from "./receiver-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deReceiver: typeof enReceiver = {
  receiver: {
    findOut: "Selbst herausfinden",
    trying: "Fragt, ob es {{ product }} ist",
    usb: "USB-Kabel",
    usbNote:
      "USB-Kabel ist für Telefone: Android zeigt keine seriellen Anschlüsse. Am Computer den seriellen Anschluss nehmen.",
    noDriver:
      "Dieser USB-Stecker hat einen Chip, den Rounds nicht kennt. Nehmen Sie einen mit CP210x, FTDI oder CDC oder eine Bluetooth-Brücke.",
    unknown:
      "Kein bekannter Empfänger hat geantwortet. Wählen Sie ihn mit Namen oder prüfen Sie Stecker und Geschwindigkeit.",
    notChosen:
      "Es wurde nichts gewählt. Noch einmal tippen und den Empfänger wählen; steht er nicht in der Liste, zuerst einstecken.",
    notLoaded:
      "Der Teil der App, der Empfänger öffnet, ist nicht auf diesem Telefon. Mit Netz die Seite neu laden.",
  },
  heard: {
    meters: (n: number) => many(n, "Zähler", "Zähler"),
    times: (n: number) => many(n, "Mal", "Male"),
    whose: "Wessen",
    all: "Alle",
    own: "Diese Tour",
    foreign: "Fremde",
    order: "Reihenfolge",
    byLast: "Zuletzt gehört",
    byLoudest: "Am lautesten",
    byCount: "Am häufigsten",
    search: "Hersteller oder Nummer",
    none: "Noch nichts gehört",
    noneHint:
      "Verbinden Sie auf einer Tour einen Empfänger. Alles, was er hört, steht hier, wem es auch gehört.",
    ownMark: "unser",
    "encryption-clear": "nicht verschlüsselt",
    "encryption-ell": "verschlüsselt (ELL)",
    "encryption-mode-5": "verschlüsselt (Modus 5)",
    "encryption-mode-7": "verschlüsselt (Modus 7)",
    "encryption-mode-10": "verschlüsselt (Modus 10)",
    "encryption-manufacturer": "eigene Verschlüsselung des Herstellers",
    "encryption-": "unbekannt",
  },
  alarm: {
    switch: "Laut warnen, wenn nichts gehört wird",
    silent: "Es wird nichts mehr gehört. Sehen Sie nach Empfänger und Antenne.",
    lost: "Der Empfänger ist verloren. Prüfen Sie den Stecker.",
    off: "Der Empfänger ist nicht verbunden. Tippen Sie, um ihn zu verbinden.",
  },
  wrong: {
    damaged: "Nur beschädigte Telegramme: Antenne drehen oder weg von anderen Funkgeräten stellen.",
    place:
      "Das Telefon darf nicht sagen, wo es ist: Es gibt kein nächstes Ziel und keine Entfernungen. Erlauben Sie den Standort für diese Seite im Browser; gelesen wird weiter.",
    placeLost:
      "Das Telefon findet nicht heraus, wo es ist. Schalten Sie den Standort ein oder legen Sie es ans Fenster; gelesen wird ohne Position weiter.",
  },
  test: {
    start: "Test 30 s",
    title: "Test des Empfängers",
    left: "Hört zu, noch {{ seconds }} s",
    good: "Der Empfänger hört.",
    nothing:
      "In einer halben Minute nichts gehört. Prüfen Sie die Antenne, oder testen Sie in der Nähe von Zählern.",
    close: "Test schließen",
    "mode-c1": "Modus C",
    "mode-t1": "Modus T",
    "mode-c-t": "C und T zugleich",
    toldC: "davon Modus C",
    toldT: "davon Modus T",
    strongest: "Stärkstes",
  },
  why: {
    "never-heard": "Nie gehört",
    "not-decoded": "Noch nicht entschlüsselt",
    "no-key": "Kein Schlüssel",
    "wrong-key": "Falscher Schlüssel",
    damaged: "Auf dem Funkweg gestört",
    "compact-only": "Nur kompakte Rahmen",
    unsupported: "Nicht unterstützt",
    asleep: "Schläft jetzt",
    "other-meter": "Getauscht?",
  },
  whatToDo: {
    "never-heard":
      "Näher heranfahren oder kurz warten: die meisten Zähler senden alle 16 Sekunden. Bleibt er still, sehen Sie nach, ob er da ist.",
    "not-decoded":
      "Die Telegramme bleiben erhalten. Schlüssel entsperren oder mit Senden/Empfangen holen, dann werden sie gelesen.",
    "no-key": ({ frames }) =>
      `${count.format(frames)} mal gehört, aber sein Schlüssel ist nicht auf diesem Telefon. Senden/Empfangen; hilft das nicht, muss das Büro den Schlüssel eintragen. Die Telegramme bleiben erhalten und öffnen sich dann.`,
    "wrong-key": ({ frames }) =>
      `${count.format(frames)} mal gehört, und sein Schlüssel öffnet ihn nicht. Das Büro muss den Schlüssel berichtigen. Die Telegramme bleiben erhalten und öffnen sich dann.`,
    damaged: ({ frames }) =>
      `${count.format(frames)} mal mit Fehlern auf dem Funkweg gehört. Näher heranfahren oder die Antenne drehen.`,
    "compact-only": ({ frames }) =>
      `${frames === 1 ? "1 kurzes Telegramm gehört, dessen" : `${count.format(frames)} kurze Telegramme gehört, deren`} Format noch nicht bekannt ist. Auf ein volles warten: es kommt in Minuten.`,
    unsupported: ({ frames }) =>
      `${count.format(frames)} mal gehört, und nichts hier kann ihn lesen. Die Telegramme bleiben erhalten; nennen Sie dem Betreiber von Rounds Hersteller und Typ.`,
    asleep: "Er wurde immer nur von {{ from }} bis {{ to }} gehört. Kommen Sie dann wieder.",
    "other-meter":
      "Nicht gehört, aber {{ meter }} ist gerade hier laut und auf keiner Tour. Sehen Sie nach, ob der Zähler getauscht wurde.",
  },
};
