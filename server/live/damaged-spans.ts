import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import type { Segment } from "../ports.ts";
import type { ReadingStore, TimeSpan } from "../reading-ports.ts";

/**
 * Of readings that were just asked for, the months that cannot be read (`damaged`), and those that lost some readings and
 * hold what came since (`lacking`); of each meter's time at the point only.
 */
export async function damagedSpans(
  readings: Pick<ReadingStore, "damagedMonths" | "isDamaged">,
  segments: readonly Segment[],
): Promise<{ readonly damaged: readonly TimeSpan[]; readonly lacking: readonly TimeSpan[] }> {
  const months = await readings.damagedMonths(segments.map(({ meter }) => meter));
  const damaged: TimeSpan[] = [];
  const lacking: TimeSpan[] = [];
  for (const [at, segment] of segments.entries()) {
    for (const monthMs of months[at] ?? []) {
      const isUnread = await readings.isDamaged(segment.meter, monthMs);
      (isUnread ? damaged : lacking).push(...damagedWithin(segment, [monthMs]));
    }
  }
  return { damaged, lacking };
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
