import type { MeterKey } from "../../shared/model/meter-id.ts";
import { lockedInAny } from "../../shared/model/period-lock.ts";
import type { UtilityStore } from "../ports.ts";
import type { KeptFromRemoval } from "../reading-ports.ts";

/**
 * Meters of points under a legal hold, those that hung there before included, and those of points that were
 * taken away while they were held.
 */
export async function heldMeters({
  retention,
  points,
}: Pick<UtilityStore, "retention" | "points">): Promise<readonly MeterKey[]> {
  const holds = await retention.holds();
  const segments = await Promise.all(holds.map(({ pointId }) => points.segments(pointId)));
  const hanging = segments.flat().map(({ meter }) => meter);
  return [...new Set([...hanging, ...holds.flatMap(({ metersOfGone }) => metersOfGone ?? [])])];
}

/** What no removal of this meter's readings may touch: what is held, and what was billed wherever it hung. */
export async function keptFromRemoval(
  store: Pick<UtilityStore, "retention" | "points" | "review">,
  meter: MeterKey,
): Promise<KeptFromRemoval> {
  const [points, segments] = await Promise.all([store.points.list(), store.points.segments()]);
  const areaOf = new Map(points.map(({ id, area }) => [id, area]));
  const areas = segments.flatMap((one) => (one.meter === meter ? (areaOf.get(one.pointId) ?? []) : []));
  return keptInAreas(store, areas);
}

/** The same for meters of which it is known in which areas they hung. */
export const keptInAreas = async (
  store: Pick<UtilityStore, "retention" | "points" | "review">,
  areas: readonly string[],
): Promise<KeptFromRemoval> => ({
  held: await heldMeters(store),
  lockedBeforeMs: lockedInAny(await store.review.locks(), areas),
});
