import type { enReportErrors } from "./report-refusals-en.ts";

/** Why a report, an export or a mail is refused. */
export const daReportErrors: typeof enReportErrors = {
  "customer.none": "Ingen vides at have boet her i intervallet. Vælg andre dage.",
  "customer.no-email": "Kunden har ingen e-mailadresse. Skriv en, eller gem rapporten og giv den videre.",
  "customer.bad-email": "Det er ikke en e-mailadresse. Se efter tastefejl.",
  "mail.not-set-up":
    "Mail er ikke sat op endnu. En med systemkonfiguration gør det under Konfiguration, Mail.",
  "mail.unreachable":
    "Mailserveren kan ikke nås. Kontrollér navn, port og kryptering under Konfiguration, Mail.",
  "mail.refused":
    "Mailserveren afviste mailen. Kontrollér adressen, og navn og adgangskode under Konfiguration, Mail.",
  "saved-report.not-found": "Der er ingen gemt rapport med dette id. Måske har nogen slettet den.",
  "report.not-found": "Der er ingen rapport med dette navn.",
  "report.invalid": "En af rapportens parametre er ikke gyldig.",
};
