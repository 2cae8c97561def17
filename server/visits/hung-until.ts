import type { MeterKey } from "../../shared/model/meter-id.ts";
import { knownMountings } from "../live/known-mountings.ts";
import type { Utility } from "../utilities.ts";

/**
 * Until when (UTC milliseconds) a meter of this maker and number hung somewhere, points that were taken away since
 * included; Infinity while it hangs, −Infinity where nobody knows of any place. What it said until then is of the people
 * there: it can be put up anew from then on.
 */
export async function hungUntil({ points, store }: Utility, meter: MeterKey): Promise<number> {
  const known = await knownMountings(points, store.retention, meter);
  const ends = known.map(({ removedAtMs = Number.POSITIVE_INFINITY }) => removedAtMs);
  return Math.max(Number.NEGATIVE_INFINITY, ...ends);
}
