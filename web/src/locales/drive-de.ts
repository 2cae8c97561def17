import type { enDrive } from "./drive-en.ts";

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
  find: {
    label: "Adresse, Seriennummer oder Kunde finden",
    clear: "Suche leeren",
    stuck: "Nur was sich aus einem Grund nicht ablesen lässt",
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
