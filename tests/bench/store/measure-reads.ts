import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { OpenedStore } from "../../../server/store/open-utility-store.ts";
import type { Figure } from "../figure.ts";
import type { BenchSize } from "./bench-size.ts";
import type { BenchStores } from "./bench-stores.ts";
import { bulkLoad } from "./bulk-load.ts";
import { benchMeter, heatMeters } from "./heat-meters.ts";

const HOUR_MS = 3_600_000;
const [YEAR_FROM, YEAR_TO] = [Date.UTC(2025, 0, 1) / HOUR_MS, Date.UTC(2026, 0, 1) / HOUR_MS];
const [MONTH_FROM, MONTH_TO] = [Date.UTC(2025, 11, 1) / HOUR_MS, Date.UTC(2026, 0, 1) / HOUR_MS];
const REPEATS = 7;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const inMs = (name: string, ms: number): Figure => ({ name, value: Math.round(ms * 100) / 100, unit: "ms" });

/** Questions of one meter and of all: each answer is compared with the generator's own numbers. */
export async function measureReads(
  stores: BenchStores,
  size: BenchSize,
  print: (figure: Figure) => void,
): Promise<void> {
  await stores.close("live");
  await measureYear(stores, size, print);
  const wide = await stores.open("wide");
  const wish = { meters: size.wideMeters, fromHour: MONTH_FROM, toHour: MONTH_TO };
  await bulkLoad(wide, wish, 24);
  await measureLatest(wide, size, print);
  await measureMonth(wide, wish, print);
  await stores.close("wide");
}

/** Each meter is read once, in a store just opened whose pages the system has let go of where it can be asked to. */
async function measureYear(
  stores: BenchStores,
  size: BenchSize,
  print: (figure: Figure) => void,
): Promise<void> {
  const wish = { meters: size.yearMeters, fromHour: YEAR_FROM, toHour: YEAR_TO };
  await bulkLoad(await stores.open("year"), wish);
  await stores.close("year");
  forgetPages(join(stores.folder, "year/store.db"));
  const store = await stores.open("year");
  const all: number[] = [];
  const one: number[] = [];
  let meter = 0;
  for (const expected of heatMeters(wish)) {
    const registers = meter % 2 === 0 ? (["E1"] as const) : undefined;
    const startedAtMs = performance.now();
    const months = await store.readings.columns(
      benchMeter(meter),
      YEAR_FROM * HOUR_MS,
      YEAR_TO * HOUR_MS,
      registers,
    );
    (registers ? one : all).push(performance.now() - startedAtMs);
    const counts = (of: typeof expected) =>
      of.map(({ registers: columns }) => columns.find(({ register }) => register === "E1")?.counts.join());
    if (counts(months).join() !== counts(expected).join()) throw new Error(`meter ${meter}: another year`);
    meter += 1;
  }
  print(inMs("store.one_meter_year", median(one)));
  print(inMs("store.one_meter_year_ten_registers", median(all)));
  await stores.close("year");
}

/** Asks the system to drop what it has cached of a file; without the tool the file may be warm. */
function forgetPages(path: string): void {
  spawnSync("dd", [`if=${path}`, "iflag=nocache", "count=0"], { stdio: "ignore" });
}

async function measureLatest(
  store: OpenedStore,
  size: BenchSize,
  print: (figure: Figure) => void,
): Promise<void> {
  const startedAtMs = performance.now();
  await store.readings.latest();
  print(inMs("store.latest_first", performance.now() - startedAtMs));
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn++) {
    const before = performance.now();
    const latest = await store.readings.latest();
    times.push(performance.now() - before);
    if (latest.length !== size.wideMeters) throw new Error(`latest of ${latest.length} meters`);
    const probe = latest[(turn * 997) % latest.length];
    const own = probe && (await store.readings.latestOf(probe.meter));
    if (!own || JSON.stringify(own.reading) !== JSON.stringify(probe.reading))
      throw new Error("another latest");
  }
  print(inMs("store.latest", median(times)));
}

async function measureMonth(
  store: OpenedStore,
  wish: Parameters<typeof heatMeters>[0],
  print: (figure: Figure) => void,
): Promise<void> {
  const times: number[] = [];
  let used = new Float64Array();
  for (let turn = 0; turn < REPEATS; turn++) {
    const before = performance.now();
    const month = await store.readings.registerMonth("E1", MONTH_FROM * HOUR_MS);
    used = month.last.map((last, row) => last - (month.first[row] ?? 0));
    times.push(performance.now() - before);
    if (month.meters.length !== wish.meters) throw new Error(`a month of ${month.meters.length} meters`);
  }
  let meter = 0;
  for (const [month] of heatMeters({ ...wish, meters: Math.min(500, wish.meters) })) {
    const counts = month?.registers.find(({ register }) => register === "E1")?.counts ?? new Float64Array();
    const daily = counts.filter((_, row) => row % 24 === 0);
    const expected = (daily.at(-1) ?? 0) - (daily[0] ?? 0);
    if (used[meter] !== expected) throw new Error(`meter ${meter} used ${used[meter]}, not ${expected}`);
    meter += 1;
  }
  print(inMs("store.month_report", median(times)));
}
