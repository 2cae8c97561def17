import { join } from "node:path";
import { FOLD_LIMITS } from "../../../server/store/fold-readings.ts";
import { type Figure, makeRate } from "../figure.ts";
import type { BenchSize } from "./bench-size.ts";
import type { BenchStores } from "./bench-stores.ts";
import { bulkLoad } from "./bulk-load.ts";
import { HourlyFeed } from "./hourly-feed.ts";
import { WideTable } from "./wide-table.ts";

/** Readings made ready at a time, outside the measured part: as many as the store's log takes until it is folded. */
const WINDOW_READINGS = FOLD_LIMITS.readings;
/** A fold writes the running month anew: like is compared with like at the same place of the month before. */
const MONTH_HOURS = 31 * 24;
/** Readings the reference table takes: it gets slower the longer it is. */
const REFERENCE_READINGS = 300_000;
/** Bytes per reading ClickHouse's codecs need (MergeTree, ZSTD, Delta) for ten registers as measured in the lab. */
const CLICKHOUSE_BYTES = 11.4;

/** Bulk import of all readings into `source`, then the same readings hour by hour into `live`, folded. */
export async function measureIngest(
  stores: BenchStores,
  size: BenchSize,
  print: (figure: Figure) => void,
): Promise<void> {
  const source = await stores.open("source");
  const bulk = await bulkLoad(source, size);
  print(makeRate("store.bulk_import", "readings/s", (bulk.readings / bulk.storeMs) * 1000));
  print(makeRate("store.encode", "readings/s", (bulk.readings / bulk.encodeMs) * 1000));
  const live = await stores.open("live");
  const windows: Window[] = [];
  const hours = windowHours(size);
  let reference = 0;
  for (let fromHour = size.fromHour; fromHour < size.toHour; fromHour += hours) {
    const toHour = Math.min(size.toHour, fromHour + hours);
    const feed = await HourlyFeed.of(source, { meters: size.meters, fromHour, toHour });
    reference ||= measureWide(join(stores.folder, "wide.db"), feed);
    const commitMs = await feed.commitTo(live);
    // Whatever the store would still have to do is done within the measured part: every window has its one fold.
    const startedAtMs = performance.now();
    await live.upkeep.fold();
    windows.push({ fromHour, readings: feed.rows.length, ms: commitMs + performance.now() - startedAtMs });
  }
  print(makeRate("store.ingest", "readings/s", rateOf(windows), reference));
  const tenth = Math.max(1, Math.round(windows.length / 10));
  const [first, last] = [rateOf(windows.slice(0, tenth)), rateOf(windows.slice(-tenth))];
  print(makeRate("store.ingest_last_tenth", "readings/s", last, first));
  const before = windows.findLast(({ fromHour }) => fromHour <= size.toHour - hours - MONTH_HOURS);
  if (before) print(makeRate("store.ingest_a_month_later", "readings/s", last, rateOf([before])));
  await live.upkeep.vacuum();
  const perReading = stores.bytes("live") / windows.reduce((sum, one) => sum + one.readings, 0);
  print({
    name: "store.bytes_per_reading",
    value: round(perReading),
    unit: "bytes",
    reference: CLICKHOUSE_BYTES,
    ratio: round(perReading / CLICKHOUSE_BYTES),
  });
}

interface Window {
  readonly fromHour: number;
  readonly readings: number;
  readonly ms: number;
}

/** All windows are as long: a short one would pay for a whole fold with few readings. */
function windowHours({ meters, fromHour, toHour }: BenchSize): number {
  const all = toHour - fromHour;
  return Math.ceil(all / Math.max(1, Math.round((all * meters) / WINDOW_READINGS)));
}

const round = (value: number): number => Math.round(value * 100) / 100;

const rateOf = (windows: readonly Omit<Window, "fromHour">[]): number => {
  const sum = (of: (one: (typeof windows)[number]) => number) =>
    windows.reduce((all, one) => all + of(one), 0);
  return (sum(({ readings }) => readings) / sum(({ ms }) => ms)) * 1000;
};

/** The same rows into a table with a row per reading. */
function measureWide(path: string, feed: HourlyFeed): number {
  const table = new WideTable(path);
  const rows = feed.rows.slice(0, REFERENCE_READINGS);
  const startedAtMs = performance.now();
  for (let at = 0; at < rows.length; at += 1000) table.insert(rows.slice(at, at + 1000));
  const seconds = (performance.now() - startedAtMs) / 1000;
  table.close();
  return rows.length / seconds;
}
