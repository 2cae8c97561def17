import type { OpenedStore } from "../../../server/store/open-utility-store.ts";
import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import { readingAt } from "../../../shared/blocks/month-readings.ts";
import { benchMeter } from "./heat-meters.ts";

const HOUR_MS = 3_600_000;
/** Readings of one commit, and commits on their way at a time: what a busy server sends. */
const COMMIT = 1_000;
const UNDER_WAY = 8;

export interface FeedRow {
  readonly meter: number;
  readonly month: MonthColumns;
  readonly row: number;
}

/** Readings of some hours of all meters as they come in from the air: hour by hour, every meter once. */
export class HourlyFeed {
  readonly rows: readonly FeedRow[];

  private constructor(rows: readonly FeedRow[]) {
    this.rows = rows;
  }

  /** From a store that has them, hours `fromHour` up to `toHour`. */
  static async of(
    source: OpenedStore,
    span: { meters: number; fromHour: number; toHour: number },
  ): Promise<HourlyFeed> {
    const rows: FeedRow[] = [];
    for (let meter = 0; meter < span.meters; meter++) {
      const months = await source.readings.columns(
        benchMeter(meter),
        span.fromHour * HOUR_MS,
        span.toHour * HOUR_MS,
      );
      for (const month of months) for (const row of month.timesMs.keys()) rows.push({ meter, month, row });
    }
    rows.sort((a, b) => (a.month.timesMs[a.row] ?? 0) - (b.month.timesMs[b.row] ?? 0) || a.meter - b.meter);
    return new HourlyFeed(rows);
  }

  /** Commits everything; gives the milliseconds until the last commit is durable. */
  async commitTo(store: OpenedStore): Promise<number> {
    const startedAtMs = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let at = 0; at < this.rows.length; at += COMMIT) {
      const readings = this.rows.slice(at, at + COMMIT).map(({ month, row }) => readingAt(month, row));
      const commit = store.readings
        .commit({ decodedSeq: 0, readings, outcomes: [], formats: [] })
        .finally(() => underWay.delete(commit));
      underWay.add(commit);
      if (underWay.size >= UNDER_WAY) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    return performance.now() - startedAtMs;
  }
}
