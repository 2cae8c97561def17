import { type Context, Hono } from "hono";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import {
  isOrderOpen,
  ORDER_EVENTS,
  type Order,
  type OrderEvent,
  parseWish,
  stateOfOrder,
} from "../../shared/model/order.ts";
import type { WireOrder, WireOrders } from "../../shared/model/wire-orders.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { OrderRow } from "../order-ports.ts";
import type { AuditNote } from "../people-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const MOST_ORDERS = 10_000;
const MOST_FOUND = 200;
const ID = { max: 64, min: 8 };
/** What whoever stands at the meter may say; cancelling is the office's. */
const SAID_AT_THE_METER = ORDER_EVENTS.filter((kind) => kind !== "cancelled");

/** Orders to meters: made and cancelled in the office, carried out by phones. */
export function ordersRoutes(deps: Deps): Hono {
  const note = (c: Context, event: string): AuditNote => ({
    atMs: deps.nowMs(),
    event,
    by: callerOf(c).actor,
  });
  return new Hono()
    .get("/api/v1/orders", async (c) => {
      const caller = callerOf(c);
      const isOpenOnly = c.req.query("state") === "open";
      const orders = (await caller.utility.store.orders.list()).filter(({ pointId }) =>
        isOfCaller(c, pointId),
      );
      const wire = orders.map(wireOf).filter(({ state }) => !isOpenOnly || isOrderOpen(state));
      const { timeZone } = await caller.utility.store.settings.utility();
      return c.json({ orders: wire, timeZone } satisfies WireOrders);
    })
    .post("/api/v1/orders", async (c) => {
      const orders = parseOrders(c, await BodyFields.read(c), deps.nowMs());
      const added = await callerOf(c).utility.store.orders.add(orders, note(c, "order.created"));
      return c.json({ added }, 201);
    })
    .delete("/api/v1/orders/:id", async (c) => {
      const order = await orderOf(c);
      if (!isOrderOpen(stateOfOrder(order.events))) throw new HttpError("order.ended");
      await addEvent(c, order, { id: `cancel-${order.id}`, kind: "cancelled", reason: "", found: [] });
      return c.body(null, 204);
    })
    .post("/api/v1/orders/:id/events", async (c) => {
      const order = await orderOf(c);
      const body = await BodyFields.read(c);
      const event = {
        id: body.text("id", ID),
        kind: body.choice("kind", SAID_AT_THE_METER),
        reason: body.text("reason", { max: 100, min: 0 }),
        found: foundOf(body),
        atMs: timeOf(body),
      };
      return c.json({ isNew: await addEvent(c, order, event) });
    });

  async function addEvent(
    c: Context,
    order: OrderRow,
    event: Omit<OrderEvent, "by" | "atMs"> & { readonly atMs?: number },
  ): Promise<boolean> {
    const { actor, utility } = callerOf(c);
    const nowMs = deps.nowMs();
    const version = event.found.find(([name]) => name === "firmware")?.[1];
    if (version)
      await utility.store.firmware.note([
        { meter: order.meter as MeterKey, version, atMs: event.atMs ?? nowMs, source: "order" },
      ]);
    return utility.store.orders.addEvent(
      order.id,
      { atMs: nowMs, ...event, by: actor.name },
      {
        ...note(c, `order.${event.kind}`),
        target: { kind: "point", id: order.pointId, name: order.meter },
        before: order.wish,
        after: { reason: event.reason, found: event.found },
      },
    );
  }
}

const wireOf = (order: OrderRow): WireOrder => ({ ...order, state: stateOfOrder(order.events) });

function isOfCaller(c: Context, pointId: string): boolean {
  const caller = callerOf(c);
  return isVisible(caller, caller.utility.points.find(pointId)?.point ?? undefined);
}

/** An order elsewhere and an order that is not there are the same answer. */
async function orderOf(c: Context): Promise<OrderRow> {
  const order = await callerOf(c).utility.store.orders.find(c.req.param("id") ?? "");
  if (!order || !isOfCaller(c, order.pointId)) throw new HttpError("order.not-found");
  return order;
}

function parseOrders(c: Context, body: BodyFields, nowMs: number): readonly Order[] {
  const list = body.get("orders");
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_ORDERS)
    throw invalid("orders", `a list of 1 to ${MOST_ORDERS} orders`);
  return list.map((one: unknown) => parseOrder(c, one, nowMs));
}

function parseOrder(c: Context, value: unknown, nowMs: number): Order {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  const [id, pointId] = [fields.get("id"), fields.get("pointId")];
  if (typeof id !== "string" || !/^[A-Za-z0-9-]{8,64}$/.test(id))
    throw invalid("id", "8 to 64 letters, digits and dashes");
  if (typeof pointId !== "string") throw invalid("pointId", "a text");
  const { actor, utility } = callerOf(c);
  const found = utility.points.find(pointId);
  if (!found || !isOfCaller(c, pointId)) throw new HttpError("point.not-found", { id: pointId });
  const meter = found.row.meter?.key;
  if (meter === undefined) throw new HttpError("order.no-meter", { id: pointId });
  const wish = parseWish(fields.get("wish"));
  if (!wish.ok) throw invalid(`wish.${wish.error.field}`, wish.error.expected);
  return { id, pointId, meter, wish: wish.value, createdAtMs: nowMs, by: actor.name };
}

function foundOf(body: BodyFields): OrderEvent["found"] {
  const found = body.get("found");
  const isPair = (pair: unknown): pair is [string, string] =>
    Array.isArray(pair) &&
    pair.length === 2 &&
    pair.every((text) => typeof text === "string" && text.length <= 200);
  if (!Array.isArray(found) || found.length > MOST_FOUND || !found.every(isPair))
    throw invalid("found", "a list of names and values");
  return found;
}

function timeOf(body: BodyFields): number {
  const atMs = body.get("atMs");
  if (typeof atMs !== "number" || !Number.isSafeInteger(atMs)) throw invalid("atMs", "UTC milliseconds");
  return atMs;
}
