import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import { type BlockHeader, decodeBlockHeader, decodeRowCount } from "../../shared/blocks/block-header.ts";
import { decodeBlock, openBlock, type RegisterChoice } from "../../shared/blocks/decode-block.ts";
import { firstRowAt } from "../../shared/blocks/merge-months.ts";
import type { CountMonth, MonthColumns } from "../../shared/blocks/month-columns.ts";
import { inflateRaw } from "./block-compression.ts";
import {
  blockId,
  LAST_METER,
  meterOfBlockId,
  monthOf,
  monthOfBlockId,
  monthOfSummaryId,
  summaryId,
} from "./block-ids.ts";
import { describeDamage } from "./describe-damage.ts";
import { EdgesTable } from "./edges.table.ts";
import type { RowKey } from "./recent-readings.ts";
import { elseWhereDamaged, type Sql, toBytes, toNumber } from "./sql.ts";

/** Where a block goes and which change (`change-count.ts`) it is of. */
export interface BlockPlace {
  readonly meterId: number;
  /** Number of the UTC month. */
  readonly month: number;
  readonly seq: number;
}

/** A block that another one is to take the place of. */
export interface ReplacedBlock extends Omit<BlockPlace, "seq"> {
  readonly seq?: number;
  /** Its header as it was when the other was made of it. */
  readonly before: Uint8Array;
}

/** A block as it is written. */
export interface NewBlock extends Pick<BlockHeader, "headerBytes"> {
  readonly bytes: Uint8Array;
  /** What its edges are made of; absent: the block is opened for them. */
  readonly columns?: CountMonth;
  /** Edges that were made with the block, elsewhere. */
  readonly edges?: Uint8Array;
}

/** A damaged block that another one took the place of. */
interface Aside {
  readonly row: number;
  readonly month: number;
  readonly had: BlockHeader;
  /** The month was thinned while it lacked some of its readings. */
  readonly isThinned: boolean;
}

/** Blocks and, beside them, their headers and edges. What cannot be read is as good as not there, and reported. */
export class BlocksTable {
  readonly edges: EdgesTable;
  readonly #sql: Sql;
  readonly #report: (text: string) => void;
  /** Blocks that could not be read when somebody wanted them. */
  readonly #unread = new Set<number>();
  /** Whether any was kept aside; nobody looked yet: `undefined`. */
  #isAnyAside: boolean | undefined;
  #lastFacts: { readonly id: number; readonly month: MonthColumns | undefined } | undefined;

  constructor(sql: Sql, report: (text: string) => void) {
    this.edges = new EdgesTable(sql);
    this.#sql = sql;
    this.#report = report;
  }

  /** The block's bytes as stored; none of them where their page of the file cannot be read: headers lie elsewhere. */
  bytes(meterId: number, month: number): Uint8Array | undefined {
    return elseWhereDamaged(
      () => {
        const row = this.#sql.get("SELECT bytes FROM blocks WHERE id = ?", [blockId(meterId, month)]);
        return row && toBytes(row[0]);
      },
      () => (this.headerBytes(meterId, month) ? NOTHING : undefined),
    );
  }

  /** The same, but nothing where they are not what was written. */
  whole(meterId: number, month: number): Uint8Array | undefined {
    const bytes = this.bytes(meterId, month);
    const opened = bytes && openBlock(bytes);
    if (!opened || opened.ok) return bytes;
    this.#report(describeDamage(this.#sql, blockId(meterId, month), opened.error));
    return undefined;
  }

  isDamaged(meterId: number, month: number): boolean {
    const bytes = this.bytes(meterId, month);
    return bytes !== undefined && !openBlock(bytes).ok;
  }

  /**
   * Months of the meter that could not be read when they were wanted, and still cannot; or whose block took the place of
   * one that could not be read, and still lacks readings of it.
   */
  damagedMonths(meterId: number): number[] {
    const unread = [...this.#unread]
      .filter((id) => meterOfBlockId(id) === meterId)
      .map(monthOfBlockId)
      .filter((month) => this.isDamaged(meterId, month));
    return [...new Set([...unread, ...this.#lackingMonths(meterId)])];
  }

  #lackingMonths(meterId: number): number[] {
    return this.#asides(meterId, -LAST_MONTH, LAST_MONTH)
      .filter((aside) => this.#lacks(meterId, aside))
      .map(({ month }) => month);
  }

  /** Blocks of these months, both inclusive, that were kept aside, and whose readings are not known to be there again. */
  #asides(meterId: number, fromMonth: number, toMonth: number): readonly Aside[] {
    if (!this.#hasAsides()) return [];
    return this.#sql
      .all(
        "SELECT rowid, block_id, header, is_thinned FROM damaged_blocks WHERE header IS NOT NULL AND block_id BETWEEN ? AND ?",
        [blockId(meterId, fromMonth), blockId(meterId, toMonth)],
      )
      .flatMap(([row, id, header, isThinned]): readonly Aside[] => {
        const had = decodeBlockHeader(toBytes(header));
        const month = monthOfBlockId(toNumber(id));
        return had.ok
          ? [{ row: toNumber(row), month, had: had.value, isThinned: toNumber(isThinned) === 1 }]
          : [];
      });
  }

  #hasAsides(): boolean {
    this.#isAnyAside ??=
      this.#sql.get("SELECT 1 FROM damaged_blocks WHERE header IS NOT NULL LIMIT 1") !== undefined;
    return this.#isAnyAside;
  }

  /** Whether the month cannot have all that its block had before; a thinned one lacks what it lacked when it was thinned. */
  #lacks(meterId: number, { month, had, isThinned }: Aside): boolean {
    const now = this.header(meterId, month);
    if (!now) return false;
    if (now.firstMs > had.firstMs || now.lastMs < had.lastMs) return true;
    if (now.isThinned) return isThinned;
    if (now.count < had.count) return true;
    // What came beside it since makes up for nothing.
    const { timesMs } = this.read(meterId, month, () => false) ?? { timesMs: new Float64Array() };
    return firstRowAt(timesMs, had.lastMs + 1) - firstRowAt(timesMs, had.firstMs) < had.count;
  }

  /**
   * Before another block takes a month's place: what lacks nothing now never will again, however few of its readings an
   * edit or thinning leaves; of what is thinned nobody could tell later.
   */
  #settleAsides(meterId: number, month: number, next: Uint8Array): void {
    for (const aside of this.#asides(meterId, month, month)) {
      if (this.isDamaged(meterId, month)) continue;
      if (!this.#lacks(meterId, aside))
        this.#sql.run("UPDATE damaged_blocks SET header = NULL WHERE rowid = ?", [aside.row]);
      else if (decodeRowCount(next)?.isThinned)
        this.#sql.run("UPDATE damaged_blocks SET is_thinned = 1 WHERE rowid = ?", [aside.row]);
    }
  }

  read(meterId: number, month: number, choice?: RegisterChoice): MonthColumns | undefined {
    const bytes = this.bytes(meterId, month);
    return bytes && this.#decode(bytes, blockId(meterId, month), choice);
  }

  /** Whether a block has a reading with this time and source. */
  has(meterId: number, { atMs, source }: RowKey): boolean {
    const month = this.#rowFacts(meterId, monthOf(atMs));
    if (!month) return false;
    const { timesMs, origins, originIndex } = month;
    for (let row = firstRowAt(timesMs, atMs); timesMs[row] === atMs; row++) {
      if (origins[originIndex[row] ?? 0]?.source === SOURCE_CODES[source]) return true;
    }
    return false;
  }

  /** The month without registers; the last one asked for is kept. */
  #rowFacts(meterId: number, month: number): MonthColumns | undefined {
    const id = blockId(meterId, month);
    if (this.#lastFacts?.id !== id) {
      this.#lastFacts = { id, month: this.read(meterId, month, () => false) };
    }
    return this.#lastFacts.month;
  }

  /** The meter's months from `fromMonth` to `toMonth`, both inclusive, oldest first. */
  readSpan(
    meterId: number,
    fromMonth: number,
    { toMonth, choice }: { readonly toMonth: number; readonly choice?: RegisterChoice },
  ): MonthColumns[] {
    const read = () =>
      this.#sql
        .all("SELECT id, bytes FROM blocks WHERE id BETWEEN ? AND ? ORDER BY id", [
          blockId(meterId, fromMonth),
          blockId(meterId, toMonth),
        ])
        .map(([id, bytes]) => this.#decode(toBytes(bytes), toNumber(id), choice));
    const readEach = () =>
      this.#headed(meterId)
        .filter((month) => month >= fromMonth && month <= toMonth)
        .map((month) => this.read(meterId, month, choice));
    return elseWhereDamaged(read, readEach).filter((month) => month !== undefined);
  }

  /** Which months the meter has blocks of, oldest first. */
  months(meterId: number): number[] {
    const find = () =>
      this.#sql
        .all("SELECT id FROM blocks WHERE id BETWEEN ? AND ? ORDER BY id", [
          blockId(meterId, -LAST_MONTH),
          blockId(meterId, LAST_MONTH),
        ])
        .map(([id]) => monthOfBlockId(toNumber(id)));
    return elseWhereDamaged(find, () => this.#headed(meterId));
  }

  #headed(meterId: number): number[] {
    return this.allMonths().filter((month) => this.headerBytes(meterId, month) !== undefined);
  }

  header(meterId: number, month: number): BlockHeader | undefined {
    const bytes = this.headerBytes(meterId, month);
    const header = bytes && decodeBlockHeader(bytes);
    return header?.ok ? header.value : undefined;
  }

  headerBytes(meterId: number, month: number): Uint8Array | undefined {
    const row = this.#sql.get("SELECT header FROM summaries WHERE id = ?", [summaryId(meterId, month)]);
    return row && toBytes(row[0]);
  }

  /** The change that last touched the stored month; 0 for one that is not there or from before changes were counted. */
  changedSeq(meterId: number, month: number): number {
    const id = summaryId(meterId, month);
    return toNumber(this.#sql.get("SELECT changed_seq FROM summaries WHERE id = ?", [id])?.[0]);
  }

  /** Writes a block over the one that was there. Call this in a transaction. */
  write({ meterId, month, seq }: BlockPlace, { bytes, headerBytes, columns, edges }: NewBlock): void {
    this.#settleAsides(meterId, month, bytes);
    this.#lastFacts = undefined;
    this.#sql.run("INSERT OR REPLACE INTO blocks VALUES (?, ?)", [blockId(meterId, month), bytes]);
    const id = summaryId(meterId, month);
    const head = bytes.subarray(0, headerBytes);
    this.#sql.run("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?)", [id, head, seq]);
    this.#sql.run("DELETE FROM gone_blocks WHERE id = ?", [id]);
    if (edges) this.edges.write(meterId, month, edges);
    else this.#writeEdges(meterId, month, columns ?? this.#decode(bytes, blockId(meterId, month)));
  }

  /**
   * Writes a block over the one whose header is `before`: nothing, and false, where that has changed meanwhile. Without `seq`
   * nothing changes for those who read it. Call this in a transaction.
   */
  replace(
    { meterId, month, seq, before }: ReplacedBlock,
    { bytes, headerBytes, edges }: Omit<NewBlock, "columns">,
  ): boolean {
    const id = summaryId(meterId, month);
    if (this.#hasAsides()) {
      if (Buffer.compare(this.headerBytes(meterId, month) ?? NOTHING, before) !== 0) return false;
      this.#settleAsides(meterId, month, bytes);
    }
    const head = bytes.subarray(0, headerBytes);
    const changed =
      seq === undefined
        ? this.#sql.run("UPDATE summaries SET header = ? WHERE id = ? AND header = ?", [head, id, before])
        : this.#sql.run("UPDATE summaries SET header = ?, changed_seq = ? WHERE id = ? AND header = ?", [
            ...[head, seq, id, before],
          ]);
    if (changed === 0) return false;
    this.#lastFacts = undefined;
    this.#sql.run("UPDATE blocks SET bytes = ? WHERE id = ?", [bytes, blockId(meterId, month)]);
    if (edges) this.edges.write(meterId, month, edges);
    else this.#writeEdges(meterId, month, this.#decode(bytes, blockId(meterId, month)));
    return true;
  }

  /** Makes the edges of a stored block; `undefined` where it cannot be read. Call this in a transaction. */
  fillEdges(meterId: number, month: number): Uint8Array | undefined {
    return this.#writeEdges(meterId, month, this.read(meterId, month));
  }

  #writeEdges(meterId: number, month: number, columns: CountMonth | undefined): Uint8Array | undefined {
    const packed = columns && this.edges.pack(month, columns);
    this.edges.write(meterId, month, packed);
    return packed;
  }

  /** A change was of this month, whose block stays as it is. Call this in a transaction. */
  touch({ meterId, month, seq }: BlockPlace): void {
    this.#sql.run("UPDATE summaries SET changed_seq = ? WHERE id = ?", [seq, summaryId(meterId, month)]);
  }

  /** Call this in a transaction. */
  remove({ meterId, month, seq }: BlockPlace): void {
    this.#lastFacts = undefined;
    this.#sql.run("DELETE FROM blocks WHERE id = ?", [blockId(meterId, month)]);
    const id = summaryId(meterId, month);
    this.#sql.run("DELETE FROM summaries WHERE id = ?", [id]);
    this.edges.remove(meterId, month);
    this.#sql.run("INSERT OR REPLACE INTO gone_blocks VALUES (?, ?)", [id, seq]);
  }

  /** Months that any meter has a block of, oldest first. */
  allMonths(): number[] {
    const months: number[] = [];
    for (let after = summaryId(0, -LAST_MONTH); ; ) {
      const [id] = this.#sql.get("SELECT min(id) FROM summaries WHERE id > ?", [after]) ?? [];
      if (id === null || id === undefined) return months;
      const month = monthOfSummaryId(toNumber(id));
      months.push(month);
      after = summaryId(LAST_METER, month);
    }
  }

  /** Keeps a block aside that nobody can read, before another takes its place; gives how many readings it had. */
  setAside(meterId: number, month: number, nowMs: number): number {
    const bytes = this.bytes(meterId, month);
    if (!bytes) return 0;
    this.#isAnyAside = undefined;
    this.#sql.run("INSERT INTO damaged_blocks (block_id, found_at_ms, bytes, header) VALUES (?, ?, ?, ?)", [
      ...[blockId(meterId, month), nowMs, bytes],
      this.headerBytes(meterId, month) ?? null,
    ]);
    return this.header(meterId, month)?.count ?? 0;
  }

  #decode(bytes: Uint8Array, id: number, choice?: RegisterChoice): MonthColumns | undefined {
    const month = decodeBlock(bytes, inflateRaw, choice);
    if (month.ok) return month.value;
    this.#unread.add(id);
    this.#report(describeDamage(this.#sql, id, month.error));
    return undefined;
  }
}

const LAST_MONTH = 2 ** 22 - 1;

const NOTHING = new Uint8Array();
