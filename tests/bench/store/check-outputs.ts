import type { OpenedStore } from "../../../server/store/open-utility-store.ts";
import { readingsOf } from "../../../shared/blocks/month-readings.ts";
import type { BenchSize } from "./bench-size.ts";
import type { BenchStores } from "./bench-stores.ts";
import { benchMeter } from "./heat-meters.ts";

const HOUR_MS = 3_600_000;

/** What came in hour by hour is what was imported whole, to the digit; and the file is sound. Closes both. */
export async function checkIngest(stores: BenchStores, size: BenchSize): Promise<void> {
  await stores.close("source");
  await stores.close("live");
  const [source, live] = [await stores.open("source"), await stores.open("live")];
  const counts = [await source.readings.count(), await live.readings.count()];
  if (counts[0] !== counts[1]) throw new Error(`ingest kept ${counts[1]} of ${counts[0]} readings`);
  for (let meter = 0; meter < size.meters; meter += Math.max(1, Math.floor(size.meters / 50))) {
    const [expected, found] = [await allOf(source, meter, size), await allOf(live, meter, size)];
    if (expected !== found) throw new Error(`meter ${meter} is not what was ingested`);
  }
  await stores.close("source");
}

async function allOf(store: OpenedStore, meter: number, { fromHour, toHour }: BenchSize): Promise<string> {
  const months = await store.readings.columns(benchMeter(meter), fromHour * HOUR_MS, toHour * HOUR_MS);
  const readings = months.flatMap((month) => readingsOf(month));
  // The order of the registers is the store's own.
  const ordered = readings.map((one) => ({
    ...one,
    values: [...one.values].sort((a, b) => (a.register < b.register ? -1 : 1)),
  }));
  return JSON.stringify(ordered);
}
