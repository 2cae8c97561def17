import { expect, it } from "vitest";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import {
  ADA,
  allOf,
  BEN,
  batch,
  HOUR_MS,
  hours,
  MAY,
  reading,
  values,
  type WithStore,
} from "../support/store-under-test.ts";

/** Readings come back as they went in, whatever the order they came in. */
export function keptReadingsContract(withStore: WithStore): void {
  it(
    "gives back what was committed, in order of time, and nothing of other meters",
    withStore(async ({ store }) => {
      await store.commit(batch([...hours(3, 5), ...hours(0, 3)]));
      await store.commit(batch(hours(0, 2, { meter: BEN })));
      expect(await allOf(store, ADA)).toEqual(hours(0, 5));
      expect(await allOf(store, BEN)).toEqual(hours(0, 2, { meter: BEN }));
      expect(await store.count()).toBe(7);
    }),
  );

  it(
    "changes nothing when the same readings come again, before a fold and after it",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 10)));
      await store.commit(batch(hours(0, 10)));
      expect(await store.count()).toBe(10);
      await fold();
      await store.commit(batch(hours(5, 12)));
      expect(await store.count()).toBe(12);
      await fold();
      expect(await store.count()).toBe(12);
      expect(await allOf(store, ADA)).toEqual(hours(0, 12));
    }),
  );

  it(
    "takes a corrected reading in the place of the first, and keeps two sources at one moment apart",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 3)));
      await fold();
      const corrected = reading(MAY + HOUR_MS, { values: values(77), marks: ["edited"] });
      const manual = reading(MAY + HOUR_MS, { source: "manual", receiver: "Ada" });
      await store.commit(batch([corrected, manual]));
      const expected = [reading(MAY), corrected, manual, reading(MAY + 2 * HOUR_MS)];
      expect(await allOf(store, ADA)).toEqual(expected);
      await fold();
      expect(await allOf(store, ADA)).toEqual(expected);
      expect(await store.count()).toBe(4);
    }),
  );

  it(
    "takes readings that come late, of months long folded too",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 4)));
      await fold();
      const late = [reading(MAY - 40 * 24 * HOUR_MS), reading(MAY + HOUR_MS / 2)];
      await store.commit(batch(late));
      const expected = [late[0], reading(MAY), late[1], ...hours(1, 4)];
      expect(await allOf(store, ADA)).toEqual(expected);
      await fold();
      expect(await allOf(store, ADA)).toEqual(expected);
      expect((await store.latestOf(ADA))?.reading).toEqual(reading(MAY + 3 * HOUR_MS));
    }),
  );

  it(
    "cuts columns at the asked times, across months and folds",
    withStore(async ({ store, fold }) => {
      const start = 30 * 24;
      await store.commit(batch(hours(start, start + 24)));
      await fold();
      await store.commit(batch(hours(start + 24, start + 72)));
      const fromMs = MAY + (start + 20) * HOUR_MS;
      const toMs = MAY + (start + 60) * HOUR_MS;
      const months = await store.columns(ADA, fromMs, toMs);
      expect(months.map((month) => month.timesMs.length)).toEqual([4, 36]);
      expect(months.flatMap((month) => readingsOf(month))).toEqual(hours(start + 20, start + 60));
      expect(await store.columns(ADA, toMs, toMs)).toEqual([]);
      expect(await store.columns("ZZZ-00000000-00-00" as MeterKey, 0, 8e15)).toEqual([]);
    }),
  );

  it(
    "pages through readings, newest first",
    withStore(async ({ store, fold }) => {
      const all = hours(0, 1600);
      await store.commit(batch(all.slice(0, 1000)));
      await fold();
      await store.commit(batch(all.slice(1000)));
      const pages: Reading[] = [];
      let beforeMs = Number.POSITIVE_INFINITY;
      for (;;) {
        const page = await store.newest(ADA, beforeMs, 300);
        if (page.length === 0) break;
        pages.push(...page);
        beforeMs = page.at(-1)?.atMs ?? 0;
      }
      expect(pages).toEqual(all.reverse());
    }),
  );

  it(
    "keeps status, marks, the meter's clock, the frame and units exactly",
    withStore(async ({ store, fold, reopen }) => {
      const rich: Reading[] = [
        reading(MAY, { status: ["leak", "reverse-flow"], meterClock: "2025-05-01T02:00", frameSeq: 12 }),
        reading(MAY + 1, {
          marks: ["estimated", "unproven"],
          source: "manual",
          receiver: "Søren",
          values: [
            { register: "E1", unit: "GJ", value: { digits: Number.MAX_SAFE_INTEGER, exponent: -3 } },
            { register: "t1", unit: "°C", value: { digits: -1234, exponent: -2 } },
          ],
        }),
        reading(MAY + 2, { values: [] }),
      ];
      await store.commit(batch(rich));
      expect(await allOf(store, ADA)).toEqual(rich);
      await fold();
      const again = await reopen();
      expect(await allOf(again.store, ADA)).toEqual(rich);
    }),
  );
}
