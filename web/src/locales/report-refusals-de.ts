import type { enReportErrors } from "./report-refusals-en.ts";

/** Why a report, an export or a mail is refused. */
export const deReportErrors: typeof enReportErrors = {
  "customer.none": "Niemand ist bekannt, der hier in diesem Zeitraum gewohnt hat. Wählen Sie andere Tage.",
  "customer.no-email":
    "Dieser Kunde hat keine E-Mail-Adresse. Geben Sie eine ein, oder speichern Sie den Bericht und geben Sie ihn weiter.",
  "customer.bad-email": "Das ist keine E-Mail-Adresse. Sehen Sie nach Tippfehlern.",
  "mail.not-set-up":
    "E-Mail ist noch nicht eingerichtet. Wer die Systemkonfiguration darf, tut das unter Konfiguration, E-Mail.",
  "mail.unreachable":
    "Der Mailserver ist nicht zu erreichen. Prüfen Sie Name, Port und Verschlüsselung unter Konfiguration, E-Mail.",
  "mail.refused":
    "Der Mailserver hat die E-Mail abgelehnt. Prüfen Sie die Adresse, und Name und Passwort unter Konfiguration, E-Mail.",
  "saved-report.not-found":
    "Es gibt keinen gespeicherten Bericht mit dieser Kennung. Vielleicht hat ihn jemand gelöscht.",
  "report.not-found": "Es gibt keinen Bericht dieses Namens.",
  "report.invalid": "Eine Angabe des Berichts ist nicht gültig.",
};
