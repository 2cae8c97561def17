import { type OrderEvent, stateOfOrder } from "../../shared/model/order.ts";
import type { OrderHere } from "./intake-protocol.ts";
import type { LocalDatabase, StoredOrderEvent } from "./store/local-database.ts";

/** The orders on this phone, each with what became of it here. */
export async function ordersHere({ orders, orderEvents }: LocalDatabase): Promise<readonly OrderHere[]> {
  const [all, events] = [await orders.toArray(), await orderEvents.toArray()];
  return all.map((order) => {
    const own = events.filter(({ orderId }) => orderId === order.id);
    const told = [...order.events, ...own.map(eventOf)];
    return {
      ...order,
      events: told,
      state: stateOfOrder(told),
      isWaiting: own.some(({ isSent }) => isSent === 0),
    };
  });
}

/** What became of an order is durable before anybody is told. `atMs`: UTC. */
export async function keepOrderEvent(
  { orderEvents }: LocalDatabase,
  orderId: string,
  event: Omit<StoredOrderEvent, "id" | "orderId" | "isSent">,
): Promise<void> {
  await orderEvents.put({ ...event, orderId, id: crypto.randomUUID(), isSent: 0 });
}

const eventOf = ({
  isSent: _sent,
  orderId: _order,
  untold: _untold,
  ...event
}: StoredOrderEvent): OrderEvent => ({
  ...event,
  by: "",
});
