import type { MeterKey } from "../../shared/model/meter-id.ts";
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

/** What no removal of readings may touch: what is held, and what was billed. */
export const keptFromRemoval = async (
  store: Pick<UtilityStore, "retention" | "points" | "review">,
): Promise<KeptFromRemoval> => ({
  held: await heldMeters(store),
  lockedBeforeMs: await store.review.lockedBeforeMs(),
});
