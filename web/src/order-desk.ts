import { ok, type Result } from "../../shared/model/result.ts";
import { fetchOrders, sendOrderEvent } from "./api/order-calls.ts";
import { clockOffMs } from "./api/server-clock.ts";
import { clockLeaps } from "./clock-leaps.ts";
import { offSince, tellTime } from "./date-note.ts";
import type { IntakeAnswer, OrderCommand } from "./intake-protocol.ts";
import { keepOrderEvent, ordersHere } from "./orders-here.ts";
import type { LocalDatabase } from "./store/local-database.ts";

/** Refusals that are about the event itself: sending it again does not help. */
const ABOUT_THE_EVENT = ["order.not-found", "request.invalid"];
/** What was done here stays to be looked at for the day. */
const KEEP_MS = 24 * 3_600_000;
const ZONE = "orders-time-zone";

/**
 * Orders on the phone: those of the office that are open, and what became of them at the meter: durable here
 * first, sent when there is a server.
 */
export class OrderDesk {
  readonly #database: LocalDatabase;

  constructor(database: LocalDatabase) {
    this.#database = database;
  }

  async perform(command: OrderCommand): Promise<IntakeAnswer> {
    if (command.kind === "list-orders") {
      const timeZone = await this.#database.mark(ZONE);
      return {
        orders: await ordersHere(this.#database),
        ...(typeof timeZone === "string" ? { timeZone } : {}),
      };
    }
    const [atMs, { leaps }] = [Date.now(), clockLeaps.untold()];
    await keepOrderEvent(this.#database, command.orderId, {
      ...{ ...command.event, atMs: atMs + clockOffMs() },
      ...(leaps === undefined ? {} : { untold: { atMs, leaps } }),
    });
    return undefined;
  }

  /** Tells the office what became of orders. Returns how many events went. */
  async send(): Promise<Result<number, { readonly code: string }>> {
    const dating = await this.#date();
    if (!dating.ok) return dating;
    const waiting = await this.#database.orderEvents.where("isSent").equals(0).sortBy("atMs");
    for (const { isSent: _sent, orderId, untold: _untold, ...event } of waiting) {
      const answer = await sendOrderEvent(orderId, event);
      if (!answer.ok && !ABOUT_THE_EVENT.includes(answer.error.code)) return answer;
      await this.#database.orderEvents.update(event.id, { isSent: 1 });
    }
    return ok(waiting.length);
  }

  /** Events by the phone's clock alone, put right by the server's: once, and for good. */
  async #date(): Promise<Result<unknown, { readonly code: string }>> {
    const { orderEvents } = this.#database;
    const undated = await orderEvents.filter(({ untold }) => untold !== undefined).toArray();
    if (undated.length === 0) return ok(undefined);
    const told = await tellTime();
    if (!told.ok) return told;
    for (const { id, untold, atMs } of undated)
      await orderEvents.update(id, {
        atMs: untold ? untold.atMs + offSince(untold) : atMs,
        untold: undefined,
      });
    return ok(undefined);
  }

  /** The office's open orders; without an answer the last ones stay. */
  async receive(): Promise<void> {
    const answer = await fetchOrders(true);
    if (!answer.ok) return;
    const { orders: open, timeZone } = answer.value;
    const { orders, orderEvents, marks } = this.#database;
    await this.#database.transaction("rw", [orders, orderEvents, marks], async () => {
      await marks.put({ name: ZONE, value: timeZone });
      const since = Date.now() - KEEP_MS;
      const events = await orderEvents.toArray();
      const kept = new Set(
        events.filter(({ isSent, atMs }) => isSent === 0 || atMs >= since).map(({ orderId }) => orderId),
      );
      const named = new Set(open.map(({ id }) => id));
      await orders.filter(({ id }) => !(named.has(id) || kept.has(id))).delete();
      await orderEvents.filter(({ orderId }) => !(named.has(orderId) || kept.has(orderId))).delete();
      // What this phone told is the office's own by now.
      await orderEvents.filter(({ orderId, isSent }) => isSent === 1 && named.has(orderId)).delete();
      await orders.bulkPut([...open]);
    });
  }
}
