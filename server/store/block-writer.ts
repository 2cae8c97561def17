import { type BlockHeader, decodeBlockHeader } from "../../shared/blocks/block-header.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingAt } from "../../shared/blocks/month-readings.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { deflateRaw } from "./block-compression.ts";
import { monthOf } from "./block-ids.ts";
import type { BlockPlace, BlocksTable } from "./blocks.table.ts";
import type { MeterIds } from "./meter-ids.ts";

interface Parts {
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly nowMs: () => number;
}

/** Writes months into blocks, together with what the blocks hold already. Call it in a transaction. */
export class BlockWriter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Rows of `newer`, which change `seq` brought, win over those in the block. Gives how many readings there are more now. */
  merge(meterId: number, newer: MonthColumns, seq: number): number {
    const { blocks } = this.#parts;
    const month = monthOf(newer.timesMs[0] ?? 0);
    const older = blocks.read(meterId, month);
    const lost = older ? 0 : blocks.setAside(meterId, month, this.#parts.nowMs());
    const merged = older ? mergeMonths(older, newer) : newer;
    const block = encodeBlock(merged, deflateRaw);
    if (!block.ok) throw new Error(`a month of ${newer.meter} is ${block.error.kind}`);
    const header = decodeBlockHeader(block.value);
    if (!header.ok) throw new Error(`a header of ${newer.meter} is ${header.error.kind}`);
    // A fold brings readings that came before an import changed the block: that change is not forgotten.
    const latest = Math.max(seq, blocks.changedSeq(meterId, month));
    blocks.write({ meterId, month, seq: latest }, block.value, header.value);
    this.noteNewest(meterId, merged);
    return merged.timesMs.length - (older?.timesMs.length ?? lost);
  }

  /** Puts a block where there is none yet; the caller sees to `noteNewest`. */
  put({ meterId, seq }: Omit<BlockPlace, "month">, block: Uint8Array, header: BlockHeader): void {
    this.#parts.blocks.write({ meterId, month: monthOf(header.firstMs), seq }, block, header);
  }

  /** Keeps the month's last reading at hand where it is the meter's newest. */
  noteNewest(meterId: number, month: MonthColumns): void {
    const row = month.timesMs.length - 1;
    const lastMs = month.timesMs[row] ?? 0;
    if (lastMs < this.#parts.ids.foldedLastMs(meterId)) return;
    this.#parts.ids.setFolded(meterId, lastMs, packReadings([readingAt(month, row)]));
  }
}
