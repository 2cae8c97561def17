import type { enOrderErrors, enOrderEvents } from "./order-refusals-en.ts";

/** What the audit log says of orders, and why one is refused. */
export const daOrderEvents: typeof enOrderEvents = {
  "order.created": "Oprettede en ordre",
  "order.done": "Udførte en ordre",
  "order.failed": "Forsøgte en ordre forgæves",
  "order.refused": "Afviste en ordre ved måleren",
  "order.cancelled": "Annullerede en ordre",
};

export const daOrderErrors: typeof enOrderErrors = {
  "order.not-found": "Der er ingen ordre med dette id, eller den er ikke åben for dig.",
  "order.no-meter": "Der sidder ingen måler ved dette punkt, så der er intet at bestille fra.",
  "order.ended": "Denne ordre er allerede afsluttet.",
};
