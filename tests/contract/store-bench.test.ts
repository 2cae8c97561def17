import { describe, expect, it } from "vitest";
import type { Figure } from "../bench/figure.ts";
import { smokeSize } from "../bench/store/bench-size.ts";
import { measureStore } from "../bench/store.bench.ts";

const HALF_AN_HOUR_MS = 1_800_000;

/**
 * The benchmark of the store over ten million readings, for its checks of every output and for what does not hang on
 * how fast a machine is: size and memory. `ROUNDS_BENCH_READINGS=4000` is enough while one works on it.
 */
describe("the benchmark of the store", () => {
  it(
    "finds every answer right and gives every figure",
    async () => {
      const figures: Figure[] = [];
      const size = smokeSize();
      await measureStore(size, (figure) => figures.push(figure));
      const isLong = size.readings >= 1_000_000;
      expect(figures.map(({ name }) => name)).toEqual([
        "store.bulk_import",
        "store.encode",
        "store.ingest",
        "store.ingest_last_tenth",
        ...(isLong ? ["store.ingest_a_month_later"] : []),
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
      const figureOf = (name: string) => figures.find((figure) => figure.name === name)?.value;
      expect(figureOf("store.memory")).toBeLessThan(1_000);
      // A few thousand readings do not fill the pages of the file.
      if (isLong) expect(figureOf("store.bytes_per_reading")).toBeLessThanOrEqual(8);
    },
    HALF_AN_HOUR_MS,
  );
});
