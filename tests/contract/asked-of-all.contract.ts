import { expect, it } from "vitest";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import {
  ADA,
  BEN,
  batch,
  HOUR_MS,
  hours,
  MAY,
  METERS,
  reading,
  type WithStore,
} from "../support/store-under-test.ts";

/** Questions about all meters at a time. */
export function askedOfAllContract(withStore: WithStore): void {
  it(
    "passes over what cannot be true when asked for the latest, however it came and wherever it lies",
    withStore(async ({ store, fold, reopen }) => {
      const latestMs = async (one = store) => {
        const [all, own] = [await one.latest(), await one.latestOf(ADA)];
        expect(all.map(({ reading: { atMs } }) => atMs)).toEqual(own ? [own.reading.atMs] : []);
        return own && (own.reading.atMs - MAY) / HOUR_MS;
      };
      const impossible = (hour: number) => reading(MAY + hour * HOUR_MS, { marks: ["implausible"] });
      await store.commit(batch([impossible(-1)]));
      expect(await latestMs()).toBeUndefined();
      await store.commit(batch([...hours(0, 3), impossible(3)]));
      expect(await latestMs()).toBe(2);
      await fold();
      expect(await latestMs()).toBe(2);
      // A decision about the one that is shown, and a month in which nothing can be true.
      await store.commit(batch([impossible(2), impossible(40 * 24)]));
      expect(await latestMs()).toBe(1);
      await fold();
      expect(await latestMs()).toBe(1);
      await store.importMonths(toMonthColumns([reading(MAY + 1.5 * HOUR_MS, { source: "import" })]));
      expect(await latestMs()).toBe(1.5);
      const again = await reopen();
      expect(await latestMs(again.store)).toBe(1.5);
      await again.store.commit(batch([reading(MAY + 3 * HOUR_MS)]));
      expect(await latestMs(again.store)).toBe(3);
    }),
  );

  it(
    "knows the latest reading of every meter, from imports, folds and commits alike",
    withStore(async ({ store, fold }) => {
      await store.importMonths(toMonthColumns(hours(0, 40 * 24, { meter: BEN, source: "import" })));
      await store.commit(batch(hours(0, 5)));
      await fold();
      await store.commit(batch([reading(MAY + 2 * HOUR_MS, { status: ["leak"] })]));
      expect((await store.latestOf(BEN))?.reading).toEqual(
        hours(40 * 24 - 1, 40 * 24, { meter: BEN, source: "import" })[0],
      );
      expect((await store.latestOf(ADA))?.reading).toEqual(reading(MAY + 4 * HOUR_MS));
      expect((await store.latest()).map((one) => one.meter).sort()).toEqual([ADA, BEN]);
      expect(await store.latestOf(METERS[2] ?? ADA)).toBeUndefined();
    }),
  );

  it(
    "answers a month's report for all meters: recent, folded, and both",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 10)));
      await store.importMonths(toMonthColumns(hours(5, 9, { meter: BEN, source: "import" })));
      await fold();
      await store.commit(batch(hours(10, 12)));
      const digits = (hour: number) => Math.floor(MAY / HOUR_MS + hour) % 100_000;
      const month = await store.registerMonth("E1", MAY + 99 * HOUR_MS);
      const rows = new Map(month.meters.map((meter, row) => [meter, row]));
      const used = (meter: MeterKey) => {
        const row = rows.get(meter) ?? -1;
        return [month.count[row], (month.last[row] ?? 0) - (month.first[row] ?? 0), month.lastMs[row]];
      };
      expect(used(ADA)).toEqual([12, digits(11) - digits(0), MAY + 11 * HOUR_MS]);
      expect(used(BEN)).toEqual([4, digits(8) - digits(5), MAY + 8 * HOUR_MS]);
      expect((await store.registerMonth("E1", MAY - 1)).meters).toEqual([]);
      expect((await store.registerMonth("E3", MAY)).meters).toEqual([]);
    }),
  );
}
