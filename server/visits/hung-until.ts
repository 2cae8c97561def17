import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Utility } from "../utilities.ts";

/**
 * Until when (UTC milliseconds) a meter hung somewhere, points that were taken away since included; Infinity while it
 * hangs, −Infinity where nobody knows of any place. What it said until then is of the people there: it can be put up
 * anew from then on.
 */
export async function hungUntil({ points, store }: Utility, meter: MeterKey): Promise<number> {
  const known = points.mountingsOf(meter).map(({ removedAtMs = Number.POSITIVE_INFINITY }) => removedAtMs);
  const gone = (await store.retention.removedPoints())
    // Of a meter whose point nobody noted it is not known until when it hung there.
    .filter(({ looseMeter }) => looseMeter === undefined)
    .flatMap(({ mountings }) => mountings.filter((one) => one.meter === meter))
    .map(({ removedAtMs }) => removedAtMs);
  return Math.max(Number.NEGATIVE_INFINITY, ...known, ...gone);
}
