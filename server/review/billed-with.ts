import { countersIn, searchBilledEnd, TOLD_LATELY } from "../../shared/analysis/billed-end.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { ReadingStore } from "../reading-ports.ts";

/**
 * When the last of the readings was taken with which a meter's billed end was reckoned: of each register the first from
 * the lock on that can be true. `undefined` where there is none, or none before the lock to reckon from.
 */
export async function firstBilledWith(
  readings: Pick<ReadingStore, "newest" | "columns">,
  meter: MeterKey,
  lockMs: number,
): Promise<number | undefined> {
  const counters = countersIn(await readings.newest(meter, lockMs, TOLD_LATELY));
  const search = searchBilledEnd(counters, lockMs);
  let step = search.next();
  while (!step.done) step = search.next(await readings.columns(meter, step.value.fromMs, step.value.toMs));
  return step.value;
}

/** Before when (UTC milliseconds) readings of a meter stay as they are; 0: nothing is locked. */
export async function billedBefore(
  readings: Pick<ReadingStore, "newest" | "columns">,
  meter: MeterKey,
  lockMs: number,
): Promise<number> {
  if (lockMs === 0) return 0;
  const reckonedWithMs = await firstBilledWith(readings, meter, lockMs);
  return reckonedWithMs === undefined ? lockMs : Math.max(lockMs, reckonedWithMs + 1);
}
