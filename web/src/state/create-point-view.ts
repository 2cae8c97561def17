import { type Accessor, createMemo, createSignal, untrack } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { type Facets, filterPoints } from "../points/filter-points.ts";
import { isAbsent, orderPoints, reverseOrder } from "../points/order-points.ts";
import type { PointColumn, PointCriteria } from "../points/point-criteria.ts";
import type { Points } from "./create-points.ts";

/** The rows a list and its map show, in order. */
export interface PointView {
  readonly rows: Accessor<Uint32Array>;
  /** 1 where a row is shown, by row. */
  readonly keeps: Accessor<Uint8Array>;
  readonly facets: Accessor<Facets>;
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

  const computed = createMemo(() => {
    asked();
    const wanted = criteria();
    const all = points.all();
    const filtered = filterPoints(all, wanted, Date.now());
    const order = orders.find(all.points, wanted.sort.column, languageTag());
    const turned = wanted.sort.isDescending
      ? reverseOrder(order, (place) => isPlaceAbsent(all.points, place, wanted.sort.column))
      : order;
    const rows = new Uint32Array(filtered.count);
    let next = 0;
    for (const row of turned) if (filtered.keeps[row] === 1) rows[next++] = row;
    return { rows, keeps: filtered.keeps, facets: filtered.facets, seen: untrack(points.readingsSeen) };
  });

  return {
    rows: createMemo(() => computed().rows),
    keeps: createMemo(() => computed().keeps),
    facets: createMemo(() => computed().facets),
    isBehind: createMemo(() => dependsOnReadings(criteria()) && points.readingsSeen() > computed().seen),
    refresh: () => refresh(undefined),
  };
}

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
