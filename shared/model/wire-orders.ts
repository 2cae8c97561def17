/** Shapes of the HTTP API about orders. Times are UTC milliseconds. */
import type { Order, OrderEvent, OrderState } from "./order.ts";

/** A line of `GET /api/v1/orders` → `{ orders: WireOrder[] }`; `?state=open` leaves out what has ended. */
export interface WireOrder extends Order {
  readonly state: OrderState;
  readonly events: readonly OrderEvent[];
}
