import { type Accessor, createMemo, createSignal, untrack } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { countFacets, type Facets, filterPoints } from "../points/filter-points.ts";
import { isAbsent, orderPoints, reverseOrder } from "../points/order-points.ts";
import type { PointColumn, PointCriteria } from "../points/point-criteria.ts";
import type { Points } from "./create-points.ts";

/** The rows a list and its map show, in order. */
export interface PointView {
  readonly rows: Accessor<Uint32Array>;
  /** 1 where a row is shown, by row. */
  readonly keeps: Accessor<Uint8Array>;
  /** Counted when asked for: only an open menu shows them. */
  readonly facets: () => Facets;
  /** Readings came that would move rows: they move when somebody asks, never under a hand. */
  readonly isBehind: Accessor<boolean>;
  refresh(): void;
}

const LIVE_COLUMNS: readonly PointColumn[] = ["status", "value", "age"];

const dependsOnReadings = (criteria: PointCriteria): boolean =>
  LIVE_COLUMNS.includes(criteria.sort.column) || criteria.status.length > 0 || criteria.age !== undefined;

export function createPointView(
  points: Points,
  criteria: Accessor<PointCriteria>,
  languageTag: Accessor<string>,
): PointView {
  const [asked, refresh] = createSignal(undefined, { equals: false });
  const orders = makeOrderCache();
  const filters = createMemo(() => criteria(), undefined, { equals: hasSameFilters });
  const sort = createMemo(() => criteria().sort, undefined, {
    equals: (a, b) => a.column === b.column && a.isDescending === b.isDescending,
  });

  const filtered = createMemo(() => {
    asked();
    return { ...filterPoints(points.all(), filters(), Date.now()), seen: untrack(points.readingsSeen) };
  });
  const ordered = createMemo(() => {
    asked();
    const { column, isDescending } = sort();
    const all = points.all().points;
    const order = orders.find(all, column, languageTag());
    const turned = isDescending ? reverseOrder(order, (place) => isPlaceAbsent(all, place, column)) : order;
    return { order: turned, seen: untrack(points.readingsSeen) };
  });
  const rows = createMemo(() => {
    const { keeps, count } = filtered();
    const shown = new Uint32Array(count);
    let next = 0;
    for (const row of ordered().order) if (keeps[row] === 1) shown[next++] = row;
    return shown;
  });

  return {
    rows,
    keeps: createMemo(() => filtered().keeps),
    facets: () => countFacets(points.all(), filters(), Date.now()),
    isBehind: createMemo(
      () =>
        dependsOnReadings(criteria()) && points.readingsSeen() > Math.min(filtered().seen, ordered().seen),
    ),
    refresh: () => refresh(undefined),
  };
}

const hasSameFilters = (a: PointCriteria, b: PointCriteria): boolean =>
  a.text === b.text &&
  a.age === b.age &&
  a.media.join() === b.media.join() &&
  a.status.join() === b.status.join();

function isPlaceAbsent(points: readonly WirePoint[], place: number, column: PointColumn): boolean {
  const point = points[place];
  return point === undefined || isAbsent(point, column);
}

/** Orders by what readings do not change stay valid for as long as the list does. */
function makeOrderCache(): {
  find(points: readonly WirePoint[], column: PointColumn, languageTag: string): Uint32Array;
} {
  let orderByKey = new Map<string, Uint32Array>();
  let cachedFor: readonly WirePoint[] | undefined;
  return {
    find(points, column, languageTag) {
      if (LIVE_COLUMNS.includes(column)) return orderPoints(points, column, languageTag);
      if (cachedFor !== points) {
        orderByKey = new Map();
        cachedFor = points;
      }
      const key = `${column} ${languageTag}`;
      const order = orderByKey.get(key) ?? orderPoints(points, column, languageTag);
      orderByKey.set(key, order);
      return order;
    },
  };
}
