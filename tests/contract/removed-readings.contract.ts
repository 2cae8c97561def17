import { expect, it } from "vitest";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { BlockFollower } from "../support/block-follower.ts";
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

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
const NOTHING_KEPT = { held: [], lockedBeforeMs: 0 };
const hour = (n: number): number => MAY + n * HOUR_MS;

/** A meter's readings that go, and what was read anew in the place of others. */
export function removedReadingsContract(withStore: WithStore): void {
  it(
    "takes a meter away whole, wherever its readings lie, and leaves all others alone",
    withStore(async ({ store, fold, reopen }) => {
      await store.importMonths(toMonthColumns(hours(-40 * 24, -40 * 24 + 5, { source: "import" })));
      await store.commit(batch([...hours(0, 5), ...hours(0, 5, { meter: BEN })]));
      await fold();
      await store.commit(batch(hours(5, 8)));
      const removal = { meter: ADA, ...ALWAYS, kept: NOTHING_KEPT };
      expect(await store.removeSpan(removal)).toEqual({ removed: 13, isHeld: false });
      expect(await store.removeSpan(removal)).toEqual({ removed: 0, isHeld: false });
      const check = async (one = store) => {
        expect(await allOf(one, ADA)).toEqual([]);
        expect(await one.latestOf(ADA)).toBeUndefined();
        expect((await one.latest()).map(({ meter }) => meter)).toEqual([BEN]);
        expect(await one.span(ADA)).toBeUndefined();
        expect(await one.blocks(ADA)).toEqual([]);
        expect((await one.registerMonth("E1", MAY)).meters).toEqual([BEN]);
        expect(await one.count()).toBe(5);
        expect(await allOf(one, BEN)).toEqual(hours(0, 5, { meter: BEN }));
      };
      await check();
      const again = await reopen();
      await check(again.store);
      await again.fold();
      await check(again.store);
      await again.store.commit(batch(hours(9, 10)));
      expect(await allOf(again.store, ADA)).toEqual(hours(9, 10));
    }),
  );

  it(
    "puts readings made anew in the place of a span, and what people said stays",
    withStore(async ({ store, fold, reopen }) => {
      const byHand = reading(hour(3), { source: "manual", receiver: "Ada" });
      await store.commit(batch([...hours(0, 4), byHand]));
      await fold();
      await store.commit(batch(hours(4, 8)));
      const anew = [2, 5].map((n) => reading(hour(n), { values: values(7000 + n) }));
      const replacement = {
        meter: ADA,
        fromMs: hour(2),
        toMs: hour(7),
        sources: ["radio" as const],
        // One of another meter and one outside the span are passed over.
        readings: [...anew, reading(hour(5), { meter: BEN }), reading(hour(7), { values: values(1) })],
        kept: NOTHING_KEPT,
      };
      expect(await store.replaceSpan(replacement)).toEqual({ removed: 3, isHeld: false });
      const expected = [...hours(0, 2), anew[0], byHand, anew[1], ...hours(7, 8)];
      expect(await allOf(store, ADA)).toEqual(expected);
      expect(await allOf(store, BEN)).toEqual([]);
      expect(await store.count()).toBe(6);
      const again = await reopen();
      expect(await allOf(again.store, ADA)).toEqual(expected);
      await again.fold();
      await again.store.commit(batch([reading(hour(4))]));
      expect(await again.store.count()).toBe(7);
      expect((await again.store.latestOf(ADA))?.reading).toEqual(reading(hour(7)));
    }),
  );

  it(
    "touches neither a meter under a legal hold nor what was billed",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 6)));
      await fold();
      const held = { held: [BEN, ADA], lockedBeforeMs: 0 };
      expect(await store.removeSpan({ meter: ADA, ...ALWAYS, kept: held })).toEqual({
        removed: 0,
        isHeld: true,
      });
      expect(await allOf(store, ADA)).toEqual(hours(0, 6));
      const billed = { held: [BEN], lockedBeforeMs: hour(4) };
      const anew = [3, 4].map((n) => reading(hour(n), { values: values(7000 + n) }));
      expect(await store.replaceSpan({ meter: ADA, ...ALWAYS, readings: anew, kept: billed })).toEqual({
        removed: 1,
        isHeld: false,
      });
      expect(await allOf(store, ADA)).toEqual([...hours(0, 4), anew[1]]);
    }),
  );

  it(
    "tells those who keep copies what went, what came instead, and nothing when nothing changed",
    withStore(async ({ store, fold, reopen }) => {
      const follower = new BlockFollower();
      const june = 31 * 24;
      await store.commit(batch([...hours(0, 3), ...hours(june, june + 3)]));
      await fold();
      await store.commit(batch(hours(3, 5)));
      await follower.follow(store, 10);
      const span = { meter: ADA, fromMs: hour(3), toMs: hour(june + 9), kept: NOTHING_KEPT };
      await store.removeSpan(span);
      expect((await follower.follow(store, 10)).toSorted()).toEqual([
        `${ADA} ${MAY}`,
        `${ADA} ${hour(june)}`,
      ]);
      expect(follower.readings(ADA)).toEqual(hours(0, 3));
      await store.replaceSpan({ ...span, fromMs: MAY, readings: hours(0, 3) });
      expect(await follower.follow(store, 10)).toEqual([]);
      const again = await reopen();
      await again.store.replaceSpan({ ...span, readings: hours(june + 1, june + 2) });
      await follower.follow(again.store, 10);
      expect(follower.readings(ADA)).toEqual([...hours(0, 3), ...hours(june + 1, june + 2)]);
    }),
  );
}
