import type { WireNewOrder, WireOrder } from "../../../shared/model/wire-orders.ts";
import { type Answer, call } from "./call.ts";

export const fetchOrders = (
  isOpenOnly: boolean,
  signal: AbortSignal,
): Answer<{ readonly orders: readonly WireOrder[] }> =>
  call("GET", `/api/v1/orders${isOpenOnly ? "?state=open" : ""}`, { signal });

export const makeOrders = (orders: readonly WireNewOrder[]): Answer<{ readonly added: number }> =>
  call("POST", "/api/v1/orders", { body: { orders } });

export const cancelOrder = (id: string): Answer<unknown> =>
  call("DELETE", `/api/v1/orders/${encodeURIComponent(id)}`);
