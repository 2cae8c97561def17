/** Why a report, an export or a mail is refused. */
export const enReportErrors = {
  "customer.none": "Nobody is known to have lived here in this interval. Choose other days.",
  "customer.no-email": "This customer has no e-mail address. Enter one, or save the report and hand it over.",
  "customer.bad-email": "This is not an e-mail address. Check it for typing errors.",
  "mail.not-set-up":
    "Mail is not set up yet. Somebody with system configuration does that under Configuration, Mail.",
  "mail.unreachable":
    "The mail server cannot be reached. Check its name, port and encryption under Configuration, Mail.",
  "mail.refused":
    "The mail server refused the mail. Check the address, and name and password under Configuration, Mail.",
  "saved-report.not-found": "There is no saved report with this id. Somebody may have deleted it.",
  "report.not-found": "There is no report of this name.",
  "report.invalid": "A parameter of the report is not valid.",
};
