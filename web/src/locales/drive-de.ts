import type { enDrive, enDriveErrors } from "./drive-en.ts";

const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deDrive: typeof enDrive = {
  handover: {
    title: "Anderen Wagen treffen",
    hint: "Ohne Netz: beide Telefone haben dieselbe Tour. Eines zeigt, das andere liest; dann umgekehrt.",
    show: "Zeigen",
    scan: "Lesen",
    code: "Code {{ n }} von {{ total }}",
    camera: "Was die Kamera sieht",
    looking: "Halten Sie den Code des anderen Telefons vor die Kamera",
    seen: "{{ have }} von {{ total }} Teilen gesehen",
    added: (n) => `Empfangen: ${many(n, "weitere Messstelle ist", "weitere Messstellen sind")} gelesen`,
    save: "Als Datei sichern",
    open: "Datei öffnen",
  },
  pack: {
    fetch: "Holen",
    again: "Neu holen",
    cancel: "Anhalten",
    label: "Karte der Gegend",
    none: "Die Karte wird nach Adressen gezeichnet: Sie braucht kein Netz",
    forbidden:
      "Der Eigentümer dieser Karte erlaubt nicht, sie zu behalten: Ohne Netz werden die Straßen gezeichnet",
    whole: "Karte der Gegend behalten, Stand {{ date }} ({{ mb }} MB)",
    missing: "Karte der Gegend: {{ missing }} von {{ total }} Teilen sind nicht auf diesem Telefon",
    fetching: "Die Karte wird geholt: {{ done }} von {{ total }}, {{ mb }} MB",
    missingHere: "Keine Karte hier ohne Netz: Die Straßen werden gezeichnet",
    stopped: {
      forbidden:
        "Der Kartenserver hat abgelehnt. Bitten Sie das Büro um eine Karte, die behalten werden darf.",
      unreachable:
        "Der Kartenserver hat nicht geantwortet oder lässt Seiten nicht von sich holen. Was kam, bleibt: Holen Sie den Rest noch einmal.",
      full: "Kein Platz mehr für eine Karte: Was gehört wird, geht vor. Was passt, bleibt.",
    },
  },
  read: {
    hold: "Anhalten",
    list: "Liste",
    view: "Ansicht",
    summary: "Übersicht",
    close: "Schließen",
    listLabel: "Noch zu lesende Stellen",
    whole: "Die ganze Tour",
    noSignal: "noch kein Signal",
    signal: "Signal {{ rssi }} dBm",
    perMinute: (n: number) => many(n, "Telegramm je Minute", "Telegramme je Minute"),
    junk: "Es kommen Bytes, aber keine Telegramme: Anhalten drücken und den Empfänger mit Namen wählen.",
    notFound: "Diese Tour ist nicht auf diesem Telefon",
    notFoundHint: "Sie ist wohl geschlossen oder jetzt eines anderen. Senden/Empfangen zeigt, was Ihre ist.",
    failed: "Der Empfänger ließ sich nicht öffnen. Abziehen, anstecken und noch einmal versuchen.",
    taken: "Eine andere Seite hat diesen Empfänger. Schließen Sie sie dort.",
    noService: "Dieses Bluetooth-Gerät ist keine bekannte Brücke.",
    full: (n) =>
      `Der Speicher ist voll: ${many(n, "Telegramm ist", "Telegramme sind")} nur im Arbeitsspeicher. Jetzt senden.`,
    lost: (n) =>
      many(
        n,
        "Telegramm fand keinen Platz und ist verloren.",
        "Telegramme fanden keinen Platz und sind verloren.",
      ),
    waitsAgain: "Wartet auf das nächste Telegramm",
    heardMeters: "Gehörte Zähler",
    foreign: "nicht in dieser Tour",
    noKey: "hier ohne Schlüssel",
    telegrams: "Aufbewahrte Telegramme",
    damaged: "Beschädigt",
    gaps: "Zeiten, in denen nichts gehört werden konnte",
    noGaps: "Keine",
    gapRestarted: "App wurde neu gestartet",
    gapSuspended: "Telefon schlief",
    "gapClock-or-sleep": "Telefon schlief, oder seine Uhr wurde vorgestellt",
    gapClock: "Uhr wurde vorgestellt, nichts ging verloren",
    "gapStorage-full": "Speicher war voll",
    allRead: "Alle Stellen sind gelesen",
    allReadHint: "Senden/Empfangen übergibt sie dem Büro.",
  },
  clock: {
    over: "Die Schlüssel sind abgelaufen. Senden/Empfangen holt neue; Telegramme bleiben erhalten.",
    hours: (n: number) => many(n, "Stunde", "Stunden"),
    days: (n: number) => many(n, "Tag", "Tage"),
    behind:
      "Die Uhr des Telefons geht {{ how }} nach. Stellen Sie sie nach Senden/Empfangen: was vorher gehört wurde, wird mit der richtigen Zeit gesendet.",
    ahead:
      "Die Uhr des Telefons geht {{ how }} vor. Stellen Sie sie nach Senden/Empfangen: was vorher gehört wurde, wird mit der richtigen Zeit gesendet.",
    ended:
      "Die Uhr des Telefons zeigt {{ now }}, und seine Schlüssel endeten {{ until }}. Telegramme bleiben erhalten und werden später gelesen; alles andere geht. Stimmt die Uhr, holt Senden/Empfangen neue Schlüssel. Sonst stellen Sie sie: dann gehen die Schlüssel wieder auf, auch ohne Netz.",
    early:
      "Die Uhr des Telefons zeigt {{ now }}, lange bevor seine Schlüssel gemacht wurden. Telegramme bleiben erhalten und werden gelesen wie sonst. Drücken Sie Senden/Empfangen, sobald es Netz gibt, und stellen Sie dann die Uhr: sie werden mit der richtigen Zeit gesendet.",
  },
  find: {
    label: "Adresse, Seriennummer oder Kunde finden",
    clear: "Suche leeren",
    stuck: "Nur wo etwas im Weg ist",
    none: "Keine Messstelle der Tour passt.",
  },
  guide: {
    metres: "{{ metres }} m",
    expected: (n) => `etwa ${many(n, "Zähler", "Zähler")}`,
    speed: "bis {{ speed }} km/h",
    wait: "Hier einen Moment warten",
    spoken: ({ address, metres, meters }) =>
      `Als Nächstes: ${address}, ${count.format(metres)} Meter, etwa ${count.format(meters)} Zähler`,
    none: "Vom Wagen aus ist wohl nichts mehr zu hören, oder Ihr Ort ist nicht bekannt.",
    ride: "Mitfahren",
    endRide: "Mitfahren beenden",
  },
};

export const deDriveErrors: typeof enDriveErrors = {
  "handover.foreign":
    "Das hat Rounds nicht geschrieben. Das andere Telefon soll seinen Code noch einmal zeigen oder die Datei neu sichern.",
  "handover.damaged": "Das ist beschädigt. Lesen Sie es noch einmal, oder lassen Sie die Datei neu sichern.",
  "handover.other-utility":
    "Das gehört einem anderen Versorger. Nur Telefone eines Versorgers können sich austauschen.",
  "handover.other-round": "Das ist eine andere Tour. Öffnen Sie auf beiden Telefonen dieselbe.",
  "handover.other-points":
    "Die beiden Telefone haben verschiedene Stände dieser Tour. Senden/Empfangen Sie auf beiden, dann treffen Sie sich wieder.",
  "handover.newer": "Die App des anderen Telefons ist neuer. Laden Sie zuerst hier die neue Version.",
  "handover.no-code": "In diesem Bild ist kein Code. Nehmen Sie es noch einmal auf, gerade und nah.",
  "camera.none": "Dieses Gerät hat keine Kamera, die der Browser nutzen kann. Tauschen Sie eine Datei aus.",
  "camera.denied":
    "Der Browser darf die Kamera nicht nutzen. Erlauben Sie es in der Adresszeile, oder tauschen Sie eine Datei aus.",
  "camera.insecure": "Die Kamera braucht HTTPS. Tauschen Sie stattdessen eine Datei aus.",
};
