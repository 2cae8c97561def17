import { applyRetention } from "../../../server/jobs/apply-retention.ts";
import type { Figure } from "../figure.ts";
import type { BenchSize } from "./bench-size.ts";
import type { BenchStores } from "./bench-stores.ts";
import { bulkLoad } from "./bulk-load.ts";
import { HourlyFeed } from "./hourly-feed.ts";

const HOUR_MS = 3_600_000;
const [MONTH_FROM, MONTH_TO] = [Date.UTC(2024, 2, 1) / HOUR_MS, Date.UTC(2024, 3, 1) / HOUR_MS];
const NOW = Date.UTC(2026, 0, 20);
const PER_METERS = 100_000;
const FEED_READINGS = 400_000;

/** A month of hourly readings thinned to one a day while new readings come in as fast as they can: medians. */
export async function measureThin(
  stores: BenchStores,
  size: BenchSize,
  print: (figure: Figure) => void,
): Promise<void> {
  const source = await stores.open("source");
  const span = {
    meters: size.meters,
    fromHour: size.fromHour,
    toHour: size.fromHour + Math.ceil(FEED_READINGS / size.meters),
  };
  const feed = await HourlyFeed.of(source, span);
  await stores.close("source");
  const turns: Turn[] = [];
  for (let turn = 0; turn < size.thinTurns; turn++) {
    const { times, ...thinned } = await thinMeanwhile(stores, size, { feed, name: `thinned-${turn}` });
    // As often as meanwhile: who commits for a minute folds in it, who does for a second does not.
    turns.push({ ...thinned, alone: await ingestAlone(stores, feed, { name: `alone-${turn}`, times }) });
  }
  const scale = PER_METERS / size.thinMeters / 1000;
  const ms = medianOf(turns, (turn) => turn.ms).ms;
  print({ name: "store.thin", value: Math.round(ms * scale * 10) / 10, unit: "s per 100,000 meters" });
  const { rate, alone } = medianOf(turns, (turn) => turn.rate / turn.alone);
  print({
    name: "store.ingest_while_thinning",
    value: Math.round(rate),
    unit: "readings/s",
    reference: Math.round(alone),
    ratio: Math.round((rate / alone) * 1000) / 1000,
  });
}

interface Turn {
  /** Readings a second into a store that has nothing else to do, and into one that thins. */
  readonly alone: number;
  readonly rate: number;
  /** That thinning took. */
  readonly ms: number;
}

const medianOf = (turns: readonly Turn[], of: (turn: Turn) => number): Turn => {
  const middle = turns.toSorted((a, b) => of(a) - of(b))[Math.floor(turns.length / 2)];
  if (!middle) throw new Error("there was no turn");
  return middle;
};

async function thinMeanwhile(
  stores: BenchStores,
  size: BenchSize,
  { feed, name }: { readonly feed: HourlyFeed; readonly name: string },
): Promise<Omit<Turn, "alone"> & { readonly times: number }> {
  const store = await stores.open(name);
  const load = await bulkLoad(store, { meters: size.thinMeters, fromHour: MONTH_FROM, toHour: MONTH_TO });
  const before = await store.readings.count();
  const startedAtMs = performance.now();
  let isThinning = true;
  const thinning = applyRetention(store.upkeep, {
    policy: { fullMonths: 13, years: 5 },
    timeZone: "Europe/Copenhagen",
    nowMs: NOW,
    held: async () => [],
  }).then((report) => {
    isThinning = false;
    return { report, ms: performance.now() - startedAtMs };
  });
  let times = 0;
  let ingestMs = 0;
  while (isThinning) {
    ingestMs += await feed.commitTo(store);
    times += 1;
  }
  const { report, ms } = await thinning;
  const kept = (await store.readings.count()) - feed.rows.length;
  if (before - report.thinned !== kept)
    throw new Error(`thinning took ${report.thinned} of ${before} and left ${kept}`);
  if (report.thinned < load.readings * 0.9) throw new Error(`thinning took only ${report.thinned}`);
  await stores.close(name);
  return { rate: ((times * feed.rows.length) / ingestMs) * 1000, ms, times };
}

/** The same commits, again and again as above, into a store that has nothing else to do. */
async function ingestAlone(
  stores: BenchStores,
  feed: HourlyFeed,
  { name, times }: { readonly name: string; readonly times: number },
): Promise<number> {
  const store = await stores.open(name);
  let ms = 0;
  for (let time = 0; time < times; time++) ms += await feed.commitTo(store);
  await stores.close(name);
  return ((feed.rows.length * times) / ms) * 1000;
}
