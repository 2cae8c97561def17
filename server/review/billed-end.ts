import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { ReadingStore } from "../reading-ports.ts";

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");
const DAY_MS = 86_400_000;
/** Nearly always there is a reading within the first day; over longer silences than the last no end is reckoned. */
const LOOKED_DAYS = [1, 40, 400] as const;

/**
 * When the reading was taken with which a meter's billed end was reckoned: the first from the lock on that can be true.
 * `undefined` where there is none, or none before the lock to reckon from.
 */
export async function firstBilledWith(
  readings: Pick<ReadingStore, "newest" | "columns">,
  meter: MeterKey,
  lockMs: number,
): Promise<number | undefined> {
  const [earlier] = await readings.newest(meter, lockMs, 1);
  if (!earlier) return undefined;
  for (const days of LOOKED_DAYS) {
    const months = await readings.columns(meter, lockMs, lockMs + days * DAY_MS);
    const firstMs = months.map(firstPlausible).find((atMs) => atMs !== undefined);
    if (firstMs !== undefined) return firstMs;
  }
  return undefined;
}

const firstPlausible = ({ timesMs, marks }: MonthColumns): number | undefined =>
  timesMs.find((_, row) => ((marks[row] ?? 0) & IMPLAUSIBLE) === 0);
