import { inflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { BlockFollower } from "../support/block-follower.ts";
import { ADA, BEN, batch, HOUR_MS, hours, MAY, type WithStore } from "../support/store-under-test.ts";

/** What those are told who keep copies of blocks. */
export function keptCopiesContract(withStore: WithStore): void {
  it(
    "tells those who keep copies which months changed since they last asked, and nothing twice",
    withStore(async ({ store, fold, reopen }) => {
      const follower = new BlockFollower();
      await store.commit(batch([...hours(0, 3), ...hours(31 * 24, 31 * 24 + 2)]));
      await store.importMonths(toMonthColumns(hours(0, 9, { meter: BEN, source: "import" })));
      expect((await follower.follow(store, 1)).length).toBe(3);
      await fold();
      expect(await follower.follow(store, 10)).toEqual([]);
      await store.commit(batch(hours(3, 4)));
      const again = await reopen();
      expect(await follower.follow(again.store, 10)).toEqual([`${ADA} ${MAY}`]);
      await again.fold();
      const folded = await again.reopen();
      expect(await follower.follow(folded.store, 10)).toEqual([]);
      await folded.store.commit(batch(hours(4, 5)));
      expect(await follower.follow(folded.store, 10)).toEqual([`${ADA} ${MAY}`]);
      expect(follower.readings(ADA)).toEqual([...hours(0, 5), ...hours(31 * 24, 31 * 24 + 2)]);
    }),
  );

  it(
    "gives a month as a block with a version that changes only when the month does, and parts of it",
    withStore(async ({ store, fold }) => {
      await store.commit(batch(hours(0, 24)));
      const first = await store.block(ADA, MAY + HOUR_MS);
      await fold();
      const folded = await store.block(ADA, MAY);
      expect(folded?.version).toBe(first?.version);
      await store.commit(batch(hours(24, 25)));
      const second = await store.block(ADA, MAY);
      expect(second?.version).toBeGreaterThan(first?.version ?? 0);
      expect(await store.blocks(ADA)).toEqual([{ monthMs: MAY, version: second?.version }]);
      const span = (from: number, to: number) => ({
        fromMs: MAY + from * HOUR_MS,
        toMs: MAY + to * HOUR_MS,
      });
      const part = await store.block(ADA, MAY, [span(-99, 2), span(20, 22)]);
      const month = decodeBlock(part?.bytes ?? new Uint8Array(), (body) => inflateRawSync(body));
      if (!month.ok) throw new Error(month.error.kind);
      expect(readingsOf(month.value)).toEqual([...hours(0, 2), ...hours(20, 22)]);
      expect(await store.block(ADA, MAY, [span(50, 60)])).toBeUndefined();
      expect(await store.block(BEN, MAY)).toBeUndefined();
      expect(await store.blocks(BEN)).toEqual([]);
    }),
  );
}
