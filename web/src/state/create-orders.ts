import { type Accessor, createMemo, createSignal, onMount } from "solid-js";
import type { OrderWish } from "../../../shared/model/order.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { WireOrder } from "../../../shared/model/wire-orders.ts";
import { cancelOrder, fetchOrders, makeOrders } from "../api/order-calls.ts";
import { filterPoints } from "../points/filter-points.ts";
import { criteriaOf } from "../points/point-criteria.ts";
import { createCall } from "./create-call.ts";
import { useGroups } from "./create-groups.ts";
import { useOffice } from "./office.ts";

/** The orders of the utility, and new ones for points of the list. */
export interface Orders {
  readonly orders: Accessor<readonly WireOrder[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly isOpenOnly: Accessor<boolean>;
  showOpenOnly(isOpenOnly: boolean): void;
  readonly isBusy: Accessor<boolean>;
  /** Why the last change was refused. */
  readonly fault: Accessor<string | undefined>;
  forgetFault(): void;
  reload(): void;
  pointOf(id: string): WirePoint | undefined;
  /** Points of the list as it is filtered now. */
  readonly filtered: Accessor<readonly WirePoint[]>;
  /** The first few points that a search finds. */
  find(text: string): readonly WirePoint[];
  make(points: readonly WirePoint[], wish: OrderWish): Promise<boolean>;
  cancel(id: string): Promise<boolean>;
}

const MOST_FOUND = 8;

export function createOrders(): Orders {
  const { points, place } = useOffice();
  const groups = useGroups();
  const [isOpenOnly, showOpenOnly] = createSignal(true);
  const call = createCall(
    () => ({ isOpenOnly: isOpenOnly() }),
    (asked, signal) => fetchOrders(asked.isOpenOnly, signal),
    { as: ({ isOpenOnly }) => `orders/${isOpenOnly ? "open" : "all"}` },
  );
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  onMount(() => {
    if (points.loading().kind === "idle") void points.load();
  });
  const kept = (query: string): readonly WirePoint[] => {
    const all = points.all();
    const criteria = criteriaOf(query);
    const { keeps } = filterPoints(all, criteria, Date.now(), groups.mask(all, criteria.group));
    return all.listed(keeps);
  };
  const filtered = createMemo(() => kept(place.query()));
  const doing = async (answering: ReturnType<typeof cancelOrder>): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    const answer = await answering;
    setBusy(false);
    if (!answer.ok) setFault(answer.error.code);
    call.reload();
    return answer.ok;
  };
  return {
    orders: () => call.answered()?.value.orders,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    isOpenOnly,
    showOpenOnly,
    isBusy,
    fault,
    forgetFault: () => setFault(undefined),
    reload: call.reload,
    pointOf(id) {
      points.all();
      const row = points.rowOf(id);
      return row === undefined ? undefined : points.point(row);
    },
    filtered,
    find: (text) =>
      text.trim() === "" ? [] : kept(new URLSearchParams({ q: text }).toString()).slice(0, MOST_FOUND),
    make: (chosen, wish) =>
      doing(
        makeOrders(
          chosen
            .filter(({ meter }) => meter !== undefined)
            .map(({ id }) => ({ id: crypto.randomUUID(), pointId: id, wish })),
        ),
      ),
    cancel: (id) => doing(cancelOrder(id)),
  };
}
