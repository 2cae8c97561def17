import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment, UtilityStore } from "../ports.ts";
import type { KeptFromRemoval, TimeSpan } from "../reading-ports.ts";
import type { RemovedMounting, RemovedPoint } from "../retention-ports.ts";
import { billedBefore } from "../review/billed-with.ts";
import { keptInAreas } from "./held-meters.ts";

type Store = Pick<UtilityStore, "points" | "readings" | "retention" | "review">;

/** What erasing removed points' readings does, or would do. */
export interface Erasure {
  /** Points of which nothing is left then. */
  readonly erased: readonly string[];
  readonly readings: number;
  /** Readings that stay because their period was billed. */
  readonly billed: number;
  /** Points that stay because one of their meters is under a legal hold. */
  readonly held: readonly string[];
}

/** What would go if these points' readings were erased now, to the reading. */
export const previewErasure = (store: Store, points: readonly RemovedPoint[]): Promise<Erasure> =>
  walk(store, points, false);

/**
 * Erases what the meters of these points said while they hung there. A meter that hung nowhere else loses all it ever
 * said; of one that went on to another point, that point's time is not touched, also where that point was taken away
 * too and still has its readings. What is held or was billed stays.
 */
export const eraseRemoved = (store: Store, points: readonly RemovedPoint[]): Promise<Erasure> =>
  walk(store, points, true);

async function walk(store: Store, points: readonly RemovedPoint[], isForReal: boolean): Promise<Erasure> {
  const stayingFor = followStaying(store, points);
  const [whole, billed] = [new Set<MeterKey>(), new Set<MeterKey>()];
  const [walked, held]: [RemovedPoint[], string[]] = [[], []];
  const sum = { readings: 0, billed: 0 };
  const everyArea = Object.keys((await store.review.locks()).areas);
  for (const point of points) {
    const { id, mountings, looseMeter } = point;
    const staying = await stayingFor(point);
    if (!staying) continue;
    const isOfPoint = ({ meter }: Staying): boolean => mountings.some((one) => one.meter === meter);
    const elsewhere = staying.filter(isOfPoint);
    // Where a meter hung at two points that go together, what was billed at either stays.
    const kept = await keptInAreas(store, [
      ...(looseMeter === undefined ? [point.area] : everyArea),
      ...[...staying, ...timesOf(points)].filter(isOfPoint).map(({ area }) => area),
    ]);
    if (mountings.some(({ meter }) => kept.held.includes(meter))) {
      held.push(id);
      continue;
    }
    walked.push(point);
    for (const mounting of mountings.filter(({ meter }) => !whole.has(meter))) {
      if (!elsewhere.some(({ meter }) => meter === mounting.meter)) whole.add(mounting.meter);
      const one = await eraseMounting(store.readings, mounting, { elsewhere, kept, isForReal });
      sum.readings += one.readings;
      sum.billed += one.billed;
      if (one.billed > 0) billed.add(mounting.meter);
    }
  }
  const isGone = ({ mountings }: RemovedPoint): boolean => !mountings.some(({ meter }) => billed.has(meter));
  return { erased: walked.filter(isGone).map(({ id }) => id), held, ...sum };
}

/** A meter's time at a point, and that point's area. */
type Staying = Pick<Segment, "meter" | "mountedAtMs" | "removedAtMs"> & { readonly area: string };

/** Where these points' meters hung besides: at points that are there, and at removed ones whose readings are not to go yet. */
async function stayingElsewhere(store: Store, points: readonly RemovedPoint[]): Promise<Staying[]> {
  const meters = new Set(points.flatMap(({ mountings }) => mountings.map(({ meter }) => meter)));
  const areaOf = new Map((await store.points.list()).map(({ id, area }) => [id, area]));
  const hanging = (await store.points.segments()).map(({ pointId, ...one }) => ({
    ...one,
    area: areaOf.get(pointId) ?? "",
  }));
  const going = new Set(points.map(({ id }) => id));
  const removed = (await store.retention.removedPoints()).filter(({ id }) => !going.has(id));
  return [...hanging, ...timesOf(removed)].filter(({ meter }) => meters.has(meter));
}

/** The same while points are erased one after the other, which takes its time; `undefined` for one that came back meanwhile. */
function followStaying(store: Store, points: readonly RemovedPoint[]) {
  let going = points;
  let staying: readonly Staying[] | undefined;
  return async ({ id }: RemovedPoint): Promise<readonly Staying[] | undefined> => {
    const listed = new Set((await store.retention.removedPoints()).map((one) => one.id));
    const still = going.filter((one) => listed.has(one.id));
    if (!staying || still.length < going.length) staying = await stayingElsewhere(store, still);
    going = still;
    return listed.has(id) ? staying : undefined;
  };
}

const timesOf = (points: readonly RemovedPoint[]): Staying[] =>
  points.flatMap(({ area, mountings }) => mountings.map((one) => ({ ...one, area })));

async function eraseMounting(
  readings: Store["readings"],
  mounting: RemovedMounting,
  how: {
    readonly elsewhere: readonly Staying[];
    readonly kept: KeptFromRemoval;
    readonly isForReal: boolean;
  },
): Promise<Pick<Erasure, "readings" | "billed">> {
  const { meter } = mounting;
  const { isForReal } = how;
  // The end of a bill stands on the reading it was read or reckoned with, which is none of before the lock.
  const lockedBeforeMs = await billedBefore(readings, meter, how.kept.lockedBeforeMs);
  const kept = { ...how.kept, lockedBeforeMs };
  const sum = { readings: 0, billed: 0 };
  for (const span of spansOf(
    mounting,
    how.elsewhere.filter((segment) => segment.meter === meter),
  )) {
    const open = await countOf(readings, meter, openPart(span, kept));
    sum.readings += open;
    sum.billed += await countOf(readings, meter, billedPart(span, kept));
    if (isForReal && open > 0) await readings.removeSpan({ meter, ...span, kept });
  }
  return sum;
}

/** When a meter's readings were this point's alone. */
function spansOf({ mountedAtMs, removedAtMs }: RemovedMounting, elsewhere: readonly Staying[]): TimeSpan[] {
  if (elsewhere.length === 0) return [{ fromMs: -LAST_MS, toMs: LAST_MS }];
  const others = elsewhere.toSorted((a, b) => a.mountedAtMs - b.mountedAtMs);
  const spans: TimeSpan[] = [];
  let fromMs = mountedAtMs;
  for (const other of others) {
    if (other.mountedAtMs > fromMs) spans.push({ fromMs, toMs: Math.min(other.mountedAtMs, removedAtMs) });
    fromMs = Math.max(fromMs, (other.removedAtMs ?? LAST_MS) + 1);
  }
  spans.push({ fromMs, toMs: removedAtMs });
  return spans.filter((span) => span.fromMs < span.toMs);
}

/** Far beyond every reading, and still a moment that a calendar can hold. */
const LAST_MS = 8.64e15 - 1;

const openPart = ({ fromMs, toMs }: TimeSpan, { lockedBeforeMs }: KeptFromRemoval): TimeSpan => ({
  fromMs: lockedBeforeMs === 0 ? fromMs : Math.max(fromMs, lockedBeforeMs),
  toMs,
});

const billedPart = ({ fromMs, toMs }: TimeSpan, { lockedBeforeMs }: KeptFromRemoval): TimeSpan => ({
  fromMs,
  toMs: lockedBeforeMs === 0 ? fromMs : Math.min(toMs, lockedBeforeMs),
});

async function countOf(readings: Store["readings"], meter: MeterKey, span: TimeSpan): Promise<number> {
  if (span.fromMs >= span.toMs) return 0;
  const [months = []] = await readings.counts([meter], span, []);
  return months.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
}
