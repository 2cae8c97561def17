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
  return keptInAreas(store, (await areasHung(store)).get(meter) ?? []);
}

/** In which areas each meter hangs and hung, at points that were taken away too. */
export async function areasHung({
  points,
  retention,
}: Pick<UtilityStore, "points" | "retention">): Promise<ReadonlyMap<MeterKey, readonly string[]>> {
  const areaOf = new Map((await points.list()).map(({ id, area }) => [id, area]));
  const hung = (await points.segments()).map(({ meter, pointId }) => ({ meter, area: areaOf.get(pointId) }));
  const gone = (await retention.removedPoints()).flatMap(({ area, mountings }) =>
    mountings.map(({ meter }) => ({ meter, area })),
  );
  const areas = new Map<MeterKey, string[]>();
  for (const { meter, area } of [...hung, ...gone]) {
    if (area !== undefined) areas.set(meter, [...(areas.get(meter) ?? []), area]);
  }
  return areas;
}

/** The same for meters of which it is known in which areas they hung. */
export const keptInAreas = async (
  store: Pick<UtilityStore, "retention" | "points" | "review">,
  areas: readonly string[],
): Promise<KeptFromRemoval> => ({
  held: await heldMeters(store),
  lockedBeforeMs: lockedInAny(await store.review.locks(), areas),
});
