import { afterEach, describe, expect, it, vi } from "vitest";
import type { Figure } from "../bench/figure.ts";
import { bench } from "../bench/store.bench.ts";

/** The benchmark of the store in small: its checks of every output, not its times. */
describe("the benchmark of the store", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("finds every answer right and gives every figure", async () => {
    vi.stubEnv("ROUNDS_BENCH_READINGS", "4000");
    const figures: Figure[] = [];
    await bench.measure((figure) => figures.push(figure));
    expect(figures.map(({ name }) => name)).toEqual([
      "store.bulk_import",
      "store.encode",
      "store.ingest",
      "store.ingest_last_tenth",
      "store.bytes_per_reading",
      "store.one_meter_year",
      "store.one_meter_year_ten_registers",
      "store.latest_first",
      "store.latest",
      "store.month_report",
      "store.thin",
      "store.ingest_while_thinning",
      "store.memory",
      "store.bench",
    ]);
    expect(figures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  }, 120_000);
});
