import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { lockedIn } from "../../shared/model/period-lock.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { ReadingPlace } from "../review-ports.ts";
import type { Utility } from "../utilities.ts";
import { billedBefore } from "./billed-with.ts";

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/**
 * Whether a value is one that a bill stands on: it lies before the lock, or is one of those from the lock on up to which
 * the billed end of any register was read or reckoned.
 */
export async function isBilled(
  utility: Billing,
  { pointId, meter, atMs }: Pick<ReadingPlace, "meter" | "atMs"> & { readonly pointId: string },
): Promise<boolean> {
  const lockMs = await lockedAt(utility, pointId);
  const { readings } = utility.store;
  if (atMs < (await billedBefore(readings, meter, lockMs))) return true;
  return lockMs > 0 && endsBill(readings, { meter, atMs, lockMs });
}

/**
 * Whether a reading that is to be added would change a bill: it lies before the lock, or it comes between the lock
 * and the reading the billed end was reckoned with. Where there is none after it, no bill was reckoned so.
 */
export async function wouldChangeBill(
  utility: Billing,
  { pointId, meter, atMs }: Pick<ReadingPlace, "meter" | "atMs"> & { readonly pointId: string },
): Promise<boolean> {
  const { readings } = utility.store;
  const lockMs = await lockedAt(utility, pointId);
  if (atMs < (await billedBefore(readings, meter, lockMs))) return true;
  if (lockMs === 0) return false;
  const [last] = await readings.newest(meter, Number.MAX_SAFE_INTEGER, 1);
  return last !== undefined && last.atMs > atMs && endsBill(readings, { meter, atMs, lockMs });
}

type Billing = Pick<Utility, "points"> & {
  readonly store: Pick<Utility["store"], "review" | "readings">;
};

/** Up to where a point's bills are written. */
export async function lockedAt(
  { store, points }: Pick<Utility, "points"> & { readonly store: Pick<Utility["store"], "review"> },
  pointId: string,
): Promise<number> {
  return lockedIn(await store.review.locks(), points.find(pointId)?.point.area ?? "");
}

async function endsBill(
  readings: Pick<ReadingStore, "newest" | "columns">,
  { meter, atMs, lockMs }: Pick<ReadingPlace, "meter" | "atMs"> & { readonly lockMs: number },
): Promise<boolean> {
  const [earlier] = await readings.newest(meter, lockMs, 1);
  if (!earlier) return false;
  const between = atMs > lockMs ? await readings.columns(meter, lockMs, atMs) : [];
  return !between.some(hasPlausible);
}

const hasPlausible = ({ marks }: MonthColumns): boolean => marks.some((one) => (one & IMPLAUSIBLE) === 0);
