import { appendPiece } from "../../shared/blocks/append-piece.ts";
import { headerBytesOf } from "../../shared/blocks/block-header.ts";
import { verifyBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { deflateRaw } from "./block-compression.ts";
import { monthOf } from "./block-ids.ts";
import type { BlockPlace, BlocksTable, NewBlock } from "./blocks.table.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestInBlocks, newestPlausibleOf } from "./newest-plausible.ts";

/** Where nobody came to join them. */
const MOST_PIECES = 32;

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
    const block = encodedMonth(merged);
    // A fold brings readings that came before an import changed the block: that change is not forgotten.
    const latest = Math.max(seq, blocks.changedSeq(meterId, month));
    blocks.write(
      { meterId, month, seq: latest },
      { bytes: block, headerBytes: headerBytesOf(block), columns: merged },
    );
    this.noteNewest(meterId, { lastMs: merged.timesMs.at(-1) ?? 0, columns: () => merged });
    return merged.timesMs.length - (older?.timesMs.length ?? lost);
  }

  /**
   * The same, but rows that all come behind those of the block are put there as a piece of it, and what is there is
   * neither decoded nor encoded again: what it costs does not depend on how long the month is.
   */
  append(meterId: number, newer: MonthColumns, seq: number): number {
    const { blocks } = this.#parts;
    const month = monthOf(newer.timesMs[0] ?? 0);
    const grown = this.#grown(meterId, month, newer);
    if (!grown) return this.merge(meterId, newer, seq);
    const latest = Math.max(seq, blocks.changedSeq(meterId, month));
    blocks.write({ meterId, month, seq: latest }, grown);
    this.noteNewest(meterId, { lastMs: newer.timesMs.at(-1) ?? 0, columns: () => newer });
    return newer.timesMs.length;
  }

  /** The stored block with one piece more; `undefined` where more of it has to be looked at than its header. */
  #grown(meterId: number, month: number, newer: MonthColumns): NewBlock | undefined {
    const { blocks } = this.#parts;
    const bytes = blocks.bytes(meterId, month);
    if (!bytes) return undefined;
    const older = verifyBlock(bytes);
    if (!older.ok || older.value.pieces >= MOST_PIECES || !newestPlausibleOf(newer)) return undefined;
    if ((newer.timesMs[0] ?? 0) <= older.value.lastMs) return undefined;
    const edges = blocks.edges.append(meterId, month, newer);
    if (!edges) return undefined;
    const grown = appendPiece(bytes, older.value, encodedMonth(newer));
    return grown && { bytes: grown, headerBytes: headerBytesOf(grown), edges };
  }

  /** Makes one block of a month that lies in pieces. Nothing changes for those who read it. */
  join(meterId: number, month: number): void {
    const { blocks } = this.#parts;
    if (blocks.header(meterId, month)?.pieces === 1) return;
    const columns = blocks.read(meterId, month);
    if (!columns) return;
    const bytes = encodedMonth(columns);
    const seq = blocks.changedSeq(meterId, month);
    blocks.write({ meterId, month, seq }, { bytes, headerBytes: headerBytesOf(bytes), columns });
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

function encodedMonth(month: MonthColumns): Uint8Array {
  const block = encodeBlock(month, deflateRaw);
  if (!block.ok) throw new Error(`a month of ${month.meter} is ${block.error.kind}`);
  return block.value;
}
