import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import type { BlockHeader } from "../../shared/blocks/block-header.ts";
import { decodeBlock, openBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { orderRows } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingAt } from "../../shared/blocks/month-readings.ts";
import { areEdgesFor } from "../../shared/blocks/pack-edges.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { deflateRaw, inflateRaw } from "./block-compression.ts";
import { monthOf } from "./block-ids.ts";
import type { BlockWriter } from "./block-writer.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import { billedThrough, heldMonth } from "./hold-import.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingQuery } from "./query-readings.ts";
import { packCommit, type ReadingLog } from "./reading-log.ts";
import type { Sql } from "./sql.ts";
import type { StoredCount } from "./stored-count.ts";

interface Parts {
  readonly sql: Sql;
  readonly query: ReadingQuery;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly writer: BlockWriter;
  readonly log: ReadingLog;
  readonly stored: StoredCount;
  readonly changes: ChangeCount;
}

/** Months of history that come whole, straight into blocks. */
export class BlockImport {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  importMonths(months: readonly MonthColumns[]): void {
    this.importBlocks(months.map((month) => encodedMonth(month)));
  }

  /** All of the blocks or none, held to the period lock. `edges`, where given, were made with the block in the same place. */
  importBlocks(blocks: readonly Uint8Array[], edges?: readonly (Uint8Array | undefined)[]): void {
    const opened = blocks.flatMap((block, at) => this.#held(openMonth(block, edges?.[at])));
    let added = 0;
    try {
      this.#parts.changes.change((seq) => {
        for (const month of opened) added += this.#importMonth(month, seq);
        for (const month of newestOf(opened)) this.#noteNewest(month);
        this.#parts.stored.save(added);
      });
    } catch (error) {
      this.#parts.ids.reload();
      throw error;
    }
    this.#parts.stored.add(added);
    for (const { header } of opened) this.#doubtRecent(header);
    this.#outdo(opened);
  }

  /** What was billed stays as it is. */
  #held(month: OpenedMonth): readonly OpenedMonth[] {
    const throughMs = billedThrough(this.#parts, month.header.meter);
    if (month.header.firstMs > throughMs) return [month];
    const held = heldMonth(this.#parts, month.columns(), throughMs);
    return held ? [openMonth(encodedMonth(held))] : [];
  }

  #importMonth(month: OpenedMonth, seq: number): number {
    const { ids, blocks, writer } = this.#parts;
    const meterId = ids.idOf(month.header.meter);
    const number = monthOf(month.header.firstMs);
    const stored = blocks.bytes(meterId, number);
    if (!stored) {
      const { block, edges, header } = month;
      const isOurs = edges && areEdgesFor(edges, blocks.edges.head(number));
      const own = { bytes: block, headerBytes: header.headerBytes, ...(isOurs ? { edges } : {}) };
      writer.put({ meterId, month: number, seq }, own);
      return header.count;
    }
    return isSame(stored, month.block) ? 0 : writer.merge(meterId, month.columns(), seq);
  }

  #noteNewest({ header, columns }: OpenedMonth): void {
    const meterId = this.#parts.ids.idOf(header.meter);
    this.#parts.writer.noteNewest(meterId, {
      lastMs: header.lastMs,
      columns: () => this.#parts.blocks.read(meterId, monthOf(header.firstMs)) ?? columns(),
    });
  }

  #doubtRecent({ meter }: BlockHeader): void {
    const meterId = this.#parts.ids.find(meter) ?? 0;
    for (const { readings, fresh } of this.#parts.log.sets) fresh.doubt(meterId, readings.keysOf(meterId));
  }

  /** Recent readings win over blocks, so imported ones with the same time and source are committed too. */
  #outdo(opened: readonly OpenedMonth[]): void {
    const readings: Reading[] = [];
    for (const month of opened) {
      const meterId = this.#parts.ids.find(month.header.meter) ?? 0;
      if (!this.#parts.log.sets.some((set) => set.readings.newestMs(meterId) >= month.header.firstMs))
        continue;
      readings.push(...this.#alsoRecent(meterId, month.columns()));
    }
    if (readings.length === 0) return;
    const { decodedSeq } = this.#parts.log;
    this.#parts.log.commit([packCommit({ decodedSeq, readings, outcomes: [], formats: [] })]);
  }

  #alsoRecent(meterId: number, month: MonthColumns): Reading[] {
    const readings = Array.from(month.timesMs, (_, row) => readingAt(month, row));
    return readings.filter(({ atMs, source }) =>
      this.#parts.log.sets.some((set) =>
        set.readings.has(meterId, { atMs, source: SOURCE_CODES.indexOf(source) }),
      ),
    );
  }
}

interface OpenedMonth {
  readonly block: Uint8Array;
  readonly edges?: Uint8Array;
  readonly header: BlockHeader;
  readonly columns: () => MonthColumns;
}

function openMonth(block: Uint8Array, edges?: Uint8Array): OpenedMonth {
  const opened = openBlock(block);
  if (!opened.ok) throw new Error(`an imported block is ${opened.error.kind}`);
  if (!opened.value.header.isDistinct) return openMonth(encodedMonth(decoded(block)));
  return {
    block,
    header: opened.value.header,
    columns: () => decoded(block),
    ...(edges ? { edges } : {}),
  };
}

function decoded(block: Uint8Array): MonthColumns {
  const month = decodeBlock(block, inflateRaw);
  if (!month.ok) throw new Error(`an imported block is ${month.error.kind}`);
  return month.value;
}

function encodedMonth(month: MonthColumns): Uint8Array {
  const block = encodeBlock(orderRows(month), deflateRaw);
  if (!block.ok) throw new Error(`an imported month of ${month.meter} is ${block.error.kind}`);
  return block.value;
}

/** Of each meter the month that ends last. */
function newestOf(opened: readonly OpenedMonth[]): OpenedMonth[] {
  const newest = new Map<string, OpenedMonth>();
  for (const month of opened) {
    const known = newest.get(month.header.meter);
    if (!known || known.header.lastMs <= month.header.lastMs) newest.set(month.header.meter, month);
  }
  return [...newest.values()];
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
