import { decodeBlockHeader } from "../../shared/blocks/block-header.ts";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { thinMonth } from "../../shared/blocks/thin-month.ts";
import { deflateRaw, inflateRaw } from "./block-compression.ts";

/** A meter's month as it lies in the store. */
export interface StoredMonth {
  readonly meterId: number;
  readonly block: Uint8Array;
}

/** The same with fewer readings, and the header it had, by which the store knows whether it changed meanwhile. */
export interface ThinnedMonth extends StoredMonth {
  readonly headerBefore: Uint8Array;
  readonly removed: number;
}

export interface ThinnedMonths {
  readonly thinned: readonly ThinnedMonth[];
  /** Meters whose block is damaged: it stays as it is. */
  readonly unreadable: readonly number[];
}

/** One reading a day of each month (`shared/blocks/thin-month.ts`). Needs no store: it runs on any thread. */
export function thinBlocks(months: readonly StoredMonth[], dayStartsMs: readonly number[]): ThinnedMonths {
  const thinned: ThinnedMonth[] = [];
  const unreadable: number[] = [];
  for (const { meterId, block } of months) {
    const [full, before] = [decodeBlock(block, inflateRaw), decodeBlockHeader(block)];
    if (!(full.ok && before.ok)) {
      unreadable.push(meterId);
      continue;
    }
    const month = thinMonth(full.value, dayStartsMs);
    if (month === full.value) continue;
    const fewer = encodeBlock(month, deflateRaw);
    if (!fewer.ok) throw new Error(`a thinned month of ${month.meter} is ${fewer.error.kind}`);
    thinned.push({
      meterId,
      block: fewer.value,
      headerBefore: block.slice(0, before.value.headerBytes),
      removed: full.value.timesMs.length - month.timesMs.length,
    });
  }
  return { thinned, unreadable };
}
