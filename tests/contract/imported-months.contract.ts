import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import {
  ADA,
  allOf,
  batch,
  HOUR_MS,
  hours,
  MAY,
  values,
  type WithStore,
} from "../support/store-under-test.ts";

/** History that comes in whole months. */
export function importedMonthsContract(withStore: WithStore): void {
  it(
    "imports whole months, as columns or as blocks, and the same again changes nothing",
    withStore(async ({ store }) => {
      const months = toMonthColumns(hours(0, 60 * 24, { source: "import" }));
      const blocks = months.map((month) => {
        const block = encodeBlock(month, (body) => deflateRawSync(body));
        if (!block.ok) throw new Error(block.error.kind);
        return block.value;
      });
      await store.importMonths(months.slice(0, 1));
      await store.importBlocks(blocks);
      await store.importMonths(months);
      expect(await store.count()).toBe(60 * 24);
      expect(await allOf(store, ADA)).toEqual(hours(0, 60 * 24, { source: "import" }));
      expect(await store.span(ADA)).toEqual({
        firstMs: MAY,
        lastMs: MAY + (60 * 24 - 1) * HOUR_MS,
        registers: ["E1", "V1"],
      });
    }),
  );

  it(
    "merges an import with what was read before, and the import wins where both have a reading",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 4, { source: "import" })));
      const imported = hours(2, 6, { source: "import", values: values(5) });
      await store.importMonths(toMonthColumns(imported));
      const expected = [...hours(0, 2, { source: "import" }), ...imported];
      expect(await allOf(store, ADA)).toEqual(expected);
      await fold();
      expect(await allOf(store, ADA)).toEqual(expected);
      expect(await store.count()).toBe(6);
    }),
  );

  it(
    "puts an import's rows in order and keeps the last of two with one time and source",
    withStore(async ({ store }) => {
      const [month] = toMonthColumns(hours(0, 4));
      if (!month) throw new Error("no month");
      const timesMs = Float64Array.of(MAY + 2 * HOUR_MS, MAY, MAY + 2 * HOUR_MS, MAY + HOUR_MS);
      await store.importMonths([{ ...month, timesMs }]);
      const rows = await allOf(store, ADA);
      const [first, , third, fourth] = hours(0, 4).map((one) => one.values);
      expect(rows.map((one) => [one.atMs - MAY, one.values])).toEqual([
        [0, hours(1, 2)[0]?.values],
        [HOUR_MS, fourth],
        [2 * HOUR_MS, third],
      ]);
      expect(first).not.toEqual(third);
    }),
  );
}
