import { performance } from "node:perf_hooks";
import type { Bench, Figure } from "./figure.ts";
import { type BenchSize, benchSize } from "./store/bench-size.ts";
import { BenchStores } from "./store/bench-stores.ts";
import { checkIngest } from "./store/check-outputs.ts";
import { measureIngest } from "./store/measure-ingest.ts";
import { measureMemory } from "./store/measure-memory.ts";
import { measureReads } from "./store/measure-reads.ts";
import { measureThin } from "./store/measure-thin.ts";

/**
 * The store of one utility at scale: ten registers a reading, hourly. `ROUNDS_BENCH_READINGS=10000000`
 * (or 100000000) sets how many readings are ingested; two million by default.
 */
export const bench: Bench = { measure: (print) => measureStore(benchSize(), print) };

/** Every output is checked on the way; throws where one is wrong. */
export async function measureStore(size: BenchSize, print: (figure: Figure) => void): Promise<void> {
  const stores = new BenchStores();
  const startedAtMs = performance.now();
  try {
    await measureIngest(stores, size, print);
    await checkIngest(stores, size);
    await measureReads(stores, size, print);
    await measureThin(stores, size, print);
    await measureMemory(stores, print);
    print({ name: "store.bench", value: Math.round((performance.now() - startedAtMs) / 1000), unit: "s" });
  } finally {
    await stores.remove();
  }
}
