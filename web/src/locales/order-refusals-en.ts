/** What the audit log says of orders, and why one is refused. */
export const enOrderEvents = {
  "order.created": "Made an order",
  "order.done": "Carried out an order",
  "order.failed": "Tried an order in vain",
  "order.refused": "Refused an order at the meter",
  "order.cancelled": "Cancelled an order",
};

export const enOrderErrors = {
  "order.not-found": "There is no order with this id, or it is not open to you.",
  "order.no-meter": "No meter is mounted at this point, so there is nothing to order from.",
  "order.ended": "This order has ended already.",
};
