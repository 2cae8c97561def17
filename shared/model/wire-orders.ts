/** Shapes of the HTTP API about orders. Times are UTC milliseconds. */
import type { Order, OrderEvent, OrderState, OrderWish } from "./order.ts";

/** A line of `GET /api/v1/orders` → `{ orders: WireOrder[] }`; `?state=open` leaves out what has ended. */
export interface WireOrder extends Order {
  readonly state: OrderState;
  readonly events: readonly OrderEvent[];
}

/** `POST /api/v1/orders {orders: WireNewOrder[]}` → `{ added: number }`. The ids are the sender's: sent twice, made once. */
export interface WireNewOrder {
  readonly id: string;
  readonly pointId: string;
  readonly wish: OrderWish;
}
