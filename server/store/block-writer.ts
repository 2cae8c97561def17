import { decodeBlockHeader } from "../../shared/blocks/block-header.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { deflateRaw } from "./block-compression.ts";
import { monthOf } from "./block-ids.ts";
import type { BlockPlace, BlocksTable, NewBlock } from "./blocks.table.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestInBlocks, newestPlausibleOf } from "./newest-plausible.ts";

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
    const { headerBytes } = header.value;
    blocks.write({ meterId, month, seq: latest }, { bytes: block.value, headerBytes, columns: merged });
    this.noteNewest(meterId, { lastMs: header.value.lastMs, columns: () => merged });
    return merged.timesMs.length - (older?.timesMs.length ?? lost);
  }

  /** Puts a block where there is none yet; the caller sees to `noteNewest`. */
  put({ meterId, month, seq }: BlockPlace, block: NewBlock): void {
    this.#parts.blocks.write({ meterId, month, seq }, block);
  }

  /** Keeps the meter's newest reading that can be true at hand, where it may be one of this month. */
  noteNewest(meterId: number, { lastMs, columns }: { lastMs: number; columns: () => MonthColumns }): void {
    const { ids, blocks } = this.#parts;
    const foldedMs = ids.foldedLastMs(meterId);
    // What stands at hand is of a later month: the common case of readings that come late.
    if (lastMs < foldedMs && monthOf(lastMs) < monthOf(ids.newestMs(meterId) ?? lastMs)) return;
    const month = columns();
    const newest = lastMs < foldedMs ? newestInBlocks(blocks, meterId, month) : newestPlausibleOf(month);
    const reading = newest ?? newestInBlocks(blocks, meterId, month);
    ids.setFolded(meterId, Math.max(lastMs, foldedMs), reading && packReadings([reading]));
  }
}
