import type { OrderEvent } from "../../../shared/model/order.ts";
import type { WireNewOrder, WireOrders } from "../../../shared/model/wire-orders.ts";
import { type Answer, call } from "./call.ts";

/** At the edge of a network a call may hang for ever; what was not answered by then is asked again. */
const PATIENCE_MS = 15_000;

export const fetchOrders = (isOpenOnly: boolean, signal?: AbortSignal): Answer<WireOrders> =>
  call(
    "GET",
    `/api/v1/orders${isOpenOnly ? "?state=open" : ""}`,
    signal ? { signal } : { patienceMs: PATIENCE_MS },
  );

/** What became of an order at its meter; sent twice it counts once. */
export const sendOrderEvent = (
  orderId: string,
  event: Omit<OrderEvent, "by">,
): Answer<{ readonly isNew: boolean }> =>
  call("POST", `/api/v1/orders/${encodeURIComponent(orderId)}/events`, {
    body: event,
    patienceMs: PATIENCE_MS,
  });

export const makeOrders = (orders: readonly WireNewOrder[]): Answer<{ readonly added: number }> =>
  call("POST", "/api/v1/orders", { body: { orders } });

export const cancelOrder = (id: string): Answer<unknown> =>
  call("DELETE", `/api/v1/orders/${encodeURIComponent(id)}`);
