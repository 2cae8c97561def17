import { nextBoundary, startOfStep } from "../model/zoned-time.ts";
import type { CountMonth } from "./month-columns.ts";
import { edgesOf } from "./month-edges.ts";
import { packEdges } from "./pack-edges.ts";
import { startOfUtcMonth, utcMonthNumber } from "./utc-month.ts";

/**
 * Where months of a zone's calendar begin within the UTC month of this number, as UTC milliseconds: one, seldom
 * none or two (a zone whose clocks cross UTC with the season). Empty for a zone that nobody knows.
 */
export function localMonthStarts(month: number, timeZone: string): readonly number[] {
  const [fromMs, toMs] = [startOfUtcMonth(month), startOfUtcMonth(month + 1)];
  try {
    const starts: number[] = [];
    let atMs = startOfStep(fromMs, "month", timeZone);
    for (; atMs < toMs; atMs = nextBoundary(atMs, "month", timeZone)) {
      if (atMs >= fromMs) starts.push(atMs);
    }
    return starts;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** What is kept beside the block of a month of at least one reading, for whoever makes blocks outside the store. */
export function packMonthEdges(month: CountMonth, timeZone: string): Uint8Array | undefined {
  const number = utcMonthNumber(month.timesMs[0] ?? 0);
  const momentsMs = localMonthStarts(number, timeZone);
  return packEdges(edgesOf(month, momentsMs), { monthMs: startOfUtcMonth(number), momentsMs });
}
