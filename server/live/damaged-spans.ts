import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import type { Segment } from "../ports.ts";
import type { ReadingStore, TimeSpan } from "../reading-ports.ts";

/** Of readings that were just asked for, the months that could not be read; of each meter's time at the point only. */
export async function damagedSpans(
  readings: Pick<ReadingStore, "damagedMonths">,
  segments: readonly Segment[],
): Promise<readonly TimeSpan[]> {
  const months = await readings.damagedMonths(segments.map(({ meter }) => meter));
  return segments.flatMap((segment, at) => damagedWithin(segment, months[at] ?? []));
}

/** What the meter said elsewhere is of the people there. */
export const damagedWithin = (
  { mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY }: Segment,
  months: readonly number[],
): readonly TimeSpan[] =>
  months
    .map((monthMs) => ({
      fromMs: Math.max(monthMs, mountedAtMs),
      toMs: Math.min(nextUtcMonthStart(monthMs), removedAtMs),
    }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
