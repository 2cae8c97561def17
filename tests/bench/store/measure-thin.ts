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

/** A month of hourly readings thinned to one a day while new readings come in as fast as they can. */
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
  const alone = await ingestAlone(stores, feed);
  const store = await stores.open("thinned");
  const load = await bulkLoad(store, { meters: size.thinMeters, fromHour: MONTH_FROM, toHour: MONTH_TO });
  const before = await store.readings.count();
  const policy = { fullMonths: 13, years: 5 };
  const startedAtMs = performance.now();
  let isThinning = true;
  const thinning = applyRetention(store.upkeep, {
    policy,
    timeZone: "Europe/Copenhagen",
    nowMs: NOW,
    held: async () => [],
  }).then((report) => {
    isThinning = false;
    return { report, ms: performance.now() - startedAtMs };
  });
  let ingested = 0;
  let ingestMs = 0;
  while (isThinning) {
    ingestMs += await feed.commitTo(store);
    ingested += feed.rows.length;
  }
  const { report, ms } = await thinning;
  const kept = (await store.readings.count()) - (feed.rows.length - 0);
  if (before - report.thinned !== kept)
    throw new Error(`thinning took ${report.thinned} of ${before} and left ${kept}`);
  if (report.thinned < load.readings * 0.9) throw new Error(`thinning took only ${report.thinned}`);
  const scale = PER_METERS / size.thinMeters / 1000;
  print({ name: "store.thin", value: Math.round(ms * scale * 10) / 10, unit: "s per 100,000 meters" });
  const rate = (ingested / ingestMs) * 1000;
  print({
    name: "store.ingest_while_thinning",
    value: Math.round(rate),
    unit: "readings/s",
    reference: Math.round(alone),
    ratio: Math.round((rate / alone) * 1000) / 1000,
  });
  await stores.close("thinned");
}

/** The same commits, again and again as above, into a store that has nothing else to do. */
async function ingestAlone(stores: BenchStores, feed: HourlyFeed): Promise<number> {
  const store = await stores.open("alone");
  let ms = 0;
  const turns = 3;
  for (let turn = 0; turn < turns; turn++) ms += await feed.commitTo(store);
  await stores.close("alone");
  return ((feed.rows.length * turns) / ms) * 1000;
}
