/** Sätze über den abgerechneten Zeitraum. */
export const deLock = {
  title: "Abrechnungssperre",
  intro:
    "Was abgerechnet ist, bleibt so: Vor der Sperre wird kein Wert berichtigt, und niemand zieht ein oder aus. Ablesungen, die für diese Zeit verspätet kommen, werden aufbewahrt, ändern keine Rechnung und warten in der Durchsicht.",
  loading: "Die Sperre wird geholt",
  failed: "Die Sperre konnte nicht geholt werden",
  none: "Noch ist nichts gesperrt",
  noneHint: "Sperren Sie den letzten Monat, sobald seine Rechnungen geschrieben sind.",
  through: "Gesperrt bis einschließlich {{ day }}",
  since: "von {{ name }}, {{ time }}",
  last: "Letzter abgerechneter Tag",
  lastHint: "Die Sperre endet mit diesem Tag, um Mitternacht nach der Uhr des Versorgers.",
  reason: "Warum",
  reasonHint: "Es wird mit Ihrem Namen vermerkt. Um Tage wieder zu öffnen, ist es nötig.",
  lock: "Bis {{ day }} sperren",
  open: "Nach {{ day }} wieder öffnen",
  opens:
    "Rechnungen der Tage nach {{ day }} stimmen dann vielleicht nicht mehr mit dem überein, was Rounds zeigt.",
  remove: "Sperre aufheben",
  noDay: "Wählen Sie den letzten abgerechneten Tag, gestern oder früher.",
  noReason: "Sagen Sie zuerst, warum die Tage wieder geöffnet werden.",
  done: "Der Zeitraum ist bis einschließlich {{ day }} gesperrt.",
  doneNone: "Die Sperre ist aufgehoben.",
  throughIn: "{{ area }}: gesperrt bis einschließlich {{ day }}",
  noArea: "Kein Gebiet",
  where: "Wo",
  everywhere: "Überall",
  whereHint:
    "Ein Gebiet, das an eigenen Tagen abgerechnet wird, kann weiter gesperrt werden als der Rest. Gruppen werden nie abgerechnet: Ein Punkt liegt in einem Gebiet, aber in beliebig vielen Gruppen.",
  covered: "Die Sperre des Versorgers reicht schon bis {{ day }}, auch in {{ area }}.",
  billed:
    "Rechnungen sind bis einschließlich {{ day }} geschrieben. Wählen Sie einen späteren Zeitpunkt, oder lassen Sie zuerst die Sperre zurücksetzen; das wird vermerkt.",
  billedPoint:
    "Rechnungen dieses Punktes sind bis einschließlich {{ day }} geschrieben: Er bleibt. Bauen Sie stattdessen den Zähler aus, oder lassen Sie zuerst die Sperre zurücksetzen.",
  moves: "Wie es dazu kam",
  when: "Wann",
  who: "Wer",
  from: "Vorher",
  to: "Gesperrt bis einschließlich",
  nothing: "nichts",
};

export const deLockErrors = {
  "period.reason-missing": "Sagen Sie, warum die Tage wieder geöffnet werden: Rechnungen beruhen auf ihnen.",
};
