import { inflateRawSync } from "node:zlib";
import type { ReadingStore } from "../../server/reading-ports.ts";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";

/** Somebody who keeps a copy of every block and asks only what has changed since. */
export class BlockFollower {
  readonly #months = new Map<string, { readonly version: number; readonly readings: readonly Reading[] }>();
  #cursor = 0;

  /** Fetches what changed, a page of `limit` at a time; gives the months fetched or dropped. */
  async follow(store: ReadingStore, limit: number): Promise<readonly string[]> {
    const touched: string[] = [];
    for (;;) {
      const { cursor, changes } = await store.blocksSince(this.#cursor, limit);
      for (const { meter, monthMs, isGone } of changes) {
        const name = `${meter} ${monthMs}`;
        touched.push(name);
        if (isGone) this.#months.delete(name);
        else this.#months.set(name, await fetchMonth(store, meter, monthMs));
      }
      if (cursor === this.#cursor) return touched;
      this.#cursor = cursor;
    }
  }

  readings(meter: MeterKey): readonly Reading[] {
    return [...this.#months.values()]
      .flatMap(({ readings }) => readings)
      .filter((one) => one.meter === meter)
      .sort((a, b) => a.atMs - b.atMs);
  }
}

async function fetchMonth(store: ReadingStore, meter: MeterKey, monthMs: number) {
  const block = await store.block(meter, monthMs);
  if (!block) throw new Error(`${meter} says it has ${monthMs} and has not`);
  const month = decodeBlock(block.bytes, (body) => inflateRawSync(body));
  if (!month.ok) throw new Error(month.error.kind);
  return { version: block.version, readings: readingsOf(month.value) };
}
