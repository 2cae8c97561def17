/** Shapes of the HTTP API about orders. Times are UTC milliseconds. */
import type { Order, OrderEvent, OrderState, OrderWish } from "./order.ts";

/** `GET /api/v1/orders`; `?state=open` leaves out what has ended. */
export interface WireOrders {
  readonly orders: readonly WireOrder[];
  /** The utility's zone, by which its meters' clocks are set, wherever the phone comes from. */
  readonly timeZone: string;
}

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
