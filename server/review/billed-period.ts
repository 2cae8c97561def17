import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { UtilityStore } from "../ports.ts";
import type { ReadingPlace } from "../review-ports.ts";

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/**
 * Whether a value is one that a bill stands on: it lies before the lock, or it is the meter's first one from
 * the lock on, between which and the one before the billed end was read or reckoned.
 */
export async function isBilled(
  { review, readings }: Pick<UtilityStore, "review" | "readings">,
  { meter, atMs }: Pick<ReadingPlace, "meter" | "atMs">,
): Promise<boolean> {
  const lockMs = await review.lockedBeforeMs();
  if (lockMs === 0) return false;
  if (atMs < lockMs) return true;
  const [earlier] = await readings.newest(meter, lockMs, 1);
  if (!earlier) return false;
  const between = atMs > lockMs ? await readings.columns(meter, lockMs, atMs) : [];
  return !between.some(hasPlausible);
}

const hasPlausible = ({ marks }: MonthColumns): boolean => marks.some((one) => (one & IMPLAUSIBLE) === 0);
