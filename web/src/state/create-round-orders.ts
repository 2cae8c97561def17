import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import { isOrderOpen } from "../../../shared/model/order.ts";
import type { OrderHere } from "../intake-protocol.ts";
import type { Field } from "./field.ts";

/** Orders this phone knows of at points of the open round. */
export interface RoundOrders {
  readonly orders: Accessor<readonly OrderHere[]>;
  /** How many somebody can still carry out, by point. */
  readonly open: Accessor<ReadonlyMap<string, number>>;
  /** The utility's zone; `undefined` before the office has told it. */
  readonly timeZone: Accessor<string | undefined>;
  reload(): Promise<void>;
}

/** Every list of them on screen looks again when one has been told of. */
const [told, setTold] = createSignal(0);

export function createRoundOrders(field: Field): RoundOrders {
  const [all, setAll] = createSignal<readonly OrderHere[]>([]);
  const [timeZone, setTimeZone] = createSignal<string>();
  const load = async (): Promise<void> => {
    const answer = await field.ask({ kind: "list-orders" });
    if (typeof answer !== "object" || !("orders" in answer)) return;
    setAll(answer.orders);
    setTimeZone(answer.timeZone);
  };
  // Said anew after every Send/Receive.
  createEffect(on([field.round, told], () => void load()));
  const orders = createMemo(() => {
    const points = new Set(field.round()?.cards.map(({ pointId }) => pointId));
    return all().filter(({ pointId }) => points.has(pointId));
  });
  const open = createMemo(() => {
    const counts = new Map<string, number>();
    for (const { pointId, state } of orders())
      if (isOrderOpen(state)) counts.set(pointId, (counts.get(pointId) ?? 0) + 1);
    return counts;
  });
  return {
    orders,
    open,
    timeZone,
    async reload() {
      await load();
      setTold((n) => n + 1);
    },
  };
}
