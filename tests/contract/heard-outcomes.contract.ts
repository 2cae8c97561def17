import { expect, it } from "vitest";
import type { Outcome } from "../../server/reading-ports.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { ADA, BEN, batch, MAY, type WithStore } from "../support/store-under-test.ts";

/** What became of the frames that were heard. */
export function heardOutcomesContract(withStore: WithStore): void {
  it(
    "counts what was heard, and finds frames a key may open",
    withStore(async ({ store, fold, reopen }) => {
      const outcome = (seq: number, meter: MeterKey, more: Partial<Outcome> = {}): Outcome => ({
        seq,
        meter,
        outcome: "no-key",
        rxAtMs: MAY + seq,
        ...more,
      });
      await store.commit(
        batch([], {
          decodedSeq: 3,
          outcomes: [outcome(1, ADA), outcome(2, BEN, { rssiDbm: -71 }), outcome(3, ADA)],
        }),
      );
      await fold();
      await store.commit(batch([], { decodedSeq: 4, outcomes: [outcome(4, ADA, { outcome: "wrong-key" })] }));
      expect(await store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([1, 3, 4]);
      await store.commit(batch([], { decodedSeq: 4, outcomes: [outcome(3, ADA, { outcome: "decoded" })] }));
      expect(await store.undecoded(ADA, ["no-key"])).toEqual([1]);
      expect(await store.heard(10)).toEqual([
        { meter: ADA, count: 3, lastAtMs: MAY + 4, lastSeq: 4, outcome: "wrong-key" },
        { meter: BEN, count: 1, lastAtMs: MAY + 2, lastSeq: 2, outcome: "no-key", rssiDbm: -71 },
      ]);
      expect(await store.hasUndecoded({ firstSeq: 2, lastSeq: 2 }, ["no-key"])).toBe(true);
      expect(await store.hasUndecoded({ firstSeq: 3, lastSeq: 3 }, ["no-key"])).toBe(false);
      expect(await store.hasUndecoded({ firstSeq: 1, lastSeq: 2 }, ["no-key"], [BEN])).toBe(true);
      expect(await store.hasUndecoded({ firstSeq: 1, lastSeq: 1 }, ["no-key"], [BEN])).toBe(false);
      const again = await reopen();
      expect(await again.store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([1, 4]);
      await again.store.forgetUndecoded({ firstSeq: 1, lastSeq: 3 });
      expect(await again.store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([4]);
      expect((await again.store.heard(1))[0]?.count).toBe(3);
      expect(await again.store.decodedSeq()).toBe(4);
    }),
  );

  it(
    "tells whose frames are not read, and under which keys a maker's meter was heard",
    withStore(async ({ store, fold, reopen }) => {
      const heard = (seq: number, meter: MeterKey, outcome: string): Outcome => ({
        ...{ seq, meter, outcome, rxAtMs: MAY + seq },
      });
      const adaAsWater = ADA.replace(/..$/, "16") as MeterKey;
      const open = async (of = store) => [...(await of.metersUndecoded())].sort();
      const keys = async (of = store) => [...(await of.keysOfSerial(ADA))].sort();
      await store.commit(
        batch([], {
          decodedSeq: 2,
          outcomes: [heard(1, BEN, "no-key"), heard(2, adaAsWater, "unsupported")],
        }),
      );
      await fold();
      await store.commit(batch([], { decodedSeq: 3, outcomes: [heard(3, ADA, "decoded")] }));
      expect(await open()).toEqual([adaAsWater, BEN].sort());
      expect(await keys()).toEqual([ADA, adaAsWater].sort());
      await store.commit(batch([], { decodedSeq: 3, outcomes: [heard(1, BEN, "decoded")] }));
      await fold();
      expect(await open()).toEqual([adaAsWater]);
      const again = await reopen();
      expect(await open(again.store)).toEqual([adaAsWater]);
      expect(await keys(again.store)).toEqual([ADA, adaAsWater].sort());
    }),
  );

  it(
    "tells whose frames another program may read, beside those that lack a key or a place",
    withStore(async ({ store, fold, reopen }) => {
      const heard = (seq: number, meter: MeterKey, outcome: string): Outcome => ({
        ...{ seq, meter, outcome, rxAtMs: MAY + seq },
      });
      const named = (serial: string) => `KAM-${serial}-34-04` as MeterKey;
      const open = async (of = store) => [...(await of.metersUndecoded("program"))].sort();
      const lacking = ["no-key", "wrong-key", "no-place", "rows-without-place"];
      await store.commit(
        batch([], {
          decodedSeq: 6,
          outcomes: [
            ...lacking.map((outcome, n) => heard(n + 1, named(`0000000${n}`), outcome)),
            heard(5, BEN, "no-key"),
            heard(6, BEN, "unsupported"),
          ],
        }),
      );
      expect(await open()).toEqual([BEN]);
      await fold();
      await store.commit(batch([], { decodedSeq: 7, outcomes: [heard(7, ADA, "unknown-signature")] }));
      expect(await open()).toEqual([ADA, BEN].sort());
      expect(await store.undecoded(BEN, ["unsupported"])).toEqual([6]);
      await store.commit(batch([], { decodedSeq: 7, outcomes: [heard(6, BEN, "no-key")] }));
      await fold();
      const again = await reopen();
      expect(await open(again.store)).toEqual([ADA]);
      expect(await again.store.metersUndecoded()).toHaveLength(6);
    }),
  );

  it(
    "finds frames that were read before their meter had a place, by when they were heard",
    withStore(async ({ store, fold, reopen }) => {
      const heard = (seq: number, meter: MeterKey, outcome = "no-place"): Outcome => ({
        ...{ seq, meter, outcome, rxAtMs: MAY + seq },
      });
      const placeless = async (of = store) => [...(await of.metersWithoutPlace())].sort();
      const within = (of: typeof store, fromMs: number, toMs: number) =>
        of.undecoded(ADA, ["no-place"], { fromMs: MAY + fromMs, toMs: MAY + toMs });
      await store.commit(
        batch([], {
          decodedSeq: 4,
          outcomes: [heard(1, ADA), heard(2, ADA), heard(3, BEN, "no-key"), heard(4, ADA)],
        }),
      );
      expect(await placeless()).toEqual([ADA]);
      await fold();
      await store.commit(batch([], { decodedSeq: 6, outcomes: [heard(5, BEN), heard(6, ADA, "no-key")] }));
      expect(await placeless()).toEqual([ADA, BEN]);
      expect(await within(store, 2, 4)).toEqual([2]);
      expect(await within(store, 0, Infinity)).toEqual([1, 2, 4]);
      await store.commit(batch([], { decodedSeq: 6, outcomes: [heard(2, ADA, "decoded")] }));
      expect(await within(store, 0, 9)).toEqual([1, 4]);
      // To those who look at what is heard such a frame was read.
      expect((await store.heard(10)).map(({ meter, outcome }) => [meter, outcome])).toEqual([
        [ADA, "no-key"],
        [BEN, "decoded"],
      ]);
      const again = await reopen();
      expect(await placeless(again.store)).toEqual([ADA, BEN]);
      expect(await within(again.store, 1, 5)).toEqual([1, 4]);
    }),
  );

  it(
    "never moves the cursor back",
    withStore(async ({ store, reopen }) => {
      const format = { meterType: "KAM-30", signature: "A8ED", headers: "0406" };
      await store.commit(batch([], { decodedSeq: 9, formats: [format] }));
      await store.commit(batch([], { decodedSeq: 4 }));
      expect(await store.decodedSeq()).toBe(9);
      const again = await reopen();
      expect(await again.store.decodedSeq()).toBe(9);
      expect(await again.store.formats()).toEqual([format]);
    }),
  );
}
