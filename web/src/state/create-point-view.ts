import { type Accessor, createMemo, createSignal, untrack } from "solid-js";
import { countFacets, type Facets, type Filtered, filterPoints } from "../points/filter-points.ts";
import { orderBy, turnOrder } from "../points/order-own.ts";
import { isOwnColumn, writeOwnFilter } from "../points/own-criteria.ts";
import type { ListColumn, PointCriteria } from "../points/point-criteria.ts";
import type { Groups } from "./create-groups.ts";
import type { Points } from "./create-points.ts";

/** The rows a list and its map show, in order. */
export interface PointView {
  readonly rows: Accessor<Uint32Array>;
  /** Whether the points are there and in order. */
  readonly isReady: Accessor<boolean>;
  /** 1 where a row is shown, by row. */
  readonly keeps: Accessor<Uint8Array>;
  /** Counted when asked for: only an open menu shows them. */
  readonly facets: () => Facets;
  /** Readings came that would move rows: they move when somebody asks, never under a hand. */
  readonly isBehind: Accessor<boolean>;
  refresh(): void;
}

const LIVE_COLUMNS: readonly ListColumn[] = ["status", "value", "age"];

const dependsOnReadings = (criteria: PointCriteria): boolean =>
  LIVE_COLUMNS.includes(criteria.sort.column) || criteria.status.length > 0 || criteria.age !== undefined;

export function createPointView(
  points: Points,
  criteria: Accessor<PointCriteria>,
  languageTag: Accessor<string>,
  groups: Pick<Groups, "mask" | "isHere">,
): PointView {
  const [asked, refresh] = createSignal(undefined, { equals: false });
  const filters = createMemo(() => criteria(), undefined, { equals: hasSameFilters });
  const sort = createMemo(() => criteria().sort, undefined, {
    equals: (a, b) => a.column === b.column && a.isDescending === b.isDescending,
  });

  const within = createMemo(() => groups.mask(points.all(), filters().group));
  const filtered = createMemo(() => {
    asked();
    return {
      ...filterPoints(points.all(), filters(), Date.now(), within()),
      seen: untrack(points.readingsSeen),
    };
  });
  /** The last order stays while the next one is made. */
  const ordered = createMemo((before: Ordered | undefined): Ordered | undefined => {
    asked();
    const all = points.all();
    const { column, isDescending } = sort();
    const order =
      isOwnColumn(column) || LIVE_COLUMNS.includes(column)
        ? orderBy(all, column, languageTag())
        : points.order(column, languageTag());
    if (!order) return before;
    const turned = isDescending ? turnOrder(all, column, order) : order;
    return { order: turned, seen: untrack(points.readingsSeen) };
  });
  /** A column alone may come later; what rows are kept or ordered by may not. */
  const isOwnHere = (): boolean => {
    const { own, group } = filters();
    const isNeeded = own.length > 0 || group !== undefined || isOwnColumn(sort().column);
    return !isNeeded || points.ownMissing() !== undefined;
  };
  const rows = createMemo(() => takeInOrder(filtered(), ordered()?.order));

  return {
    rows,
    isReady: () =>
      points.loading().kind === "ready" &&
      ordered() !== undefined &&
      isGroupHere(filters().group, groups) &&
      isOwnHere(),
    keeps: createMemo(() => filtered().keeps),
    facets: () => countFacets(points.all(), filters(), Date.now(), within()),
    isBehind: createMemo(
      () =>
        dependsOnReadings(criteria()) &&
        points.readingsSeen() > Math.min(filtered().seen, ordered()?.seen ?? 0),
    ),
    refresh: () => refresh(undefined),
  };
}

const isGroupHere = (group: string | undefined, groups: Pick<Groups, "isHere">): boolean =>
  group === undefined || groups.isHere(group);

interface Ordered {
  readonly order: Uint32Array;
  readonly seen: number;
}

/** The rows that stay, in this order; rows that are newer than the order come last. */
function takeInOrder({ keeps, count }: Filtered, order: Uint32Array | undefined): Uint32Array {
  const shown = new Uint32Array(count);
  let next = 0;
  for (const row of order ?? []) if (keeps[row] === 1) shown[next++] = row;
  for (let row = order?.length ?? 0; row < keeps.length; row++) if (keeps[row] === 1) shown[next++] = row;
  return shown.subarray(0, next);
}

const hasSameFilters = (a: PointCriteria, b: PointCriteria): boolean =>
  a.text === b.text &&
  a.age === b.age &&
  a.group === b.group &&
  sayOwn(a) === sayOwn(b) &&
  a.media.join() === b.media.join() &&
  a.status.join() === b.status.join();

const sayOwn = ({ own }: PointCriteria): string =>
  own.map((one) => `${one.field} ${writeOwnFilter(one)}`).join("\n");
