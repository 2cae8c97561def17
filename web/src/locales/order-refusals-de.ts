import type { enOrderErrors, enOrderEvents } from "./order-refusals-en.ts";

/** What the audit log says of orders, and why one is refused. */
export const deOrderEvents: typeof enOrderEvents = {
  "order.created": "Hat einen Auftrag angelegt",
  "order.done": "Hat einen Auftrag ausgeführt",
  "order.failed": "Hat einen Auftrag vergeblich versucht",
  "order.refused": "Hat einen Auftrag am Zähler abgelehnt",
  "order.cancelled": "Hat einen Auftrag zurückgezogen",
};

export const deOrderErrors: typeof enOrderErrors = {
  "order.not-found": "Es gibt keinen Auftrag mit dieser Nummer, oder er ist für Sie nicht offen.",
  "order.no-meter": "An dieser Messstelle sitzt kein Zähler; es gibt nichts zu beauftragen.",
  "order.ended": "Dieser Auftrag ist schon beendet.",
};
