import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import { ByteReader } from "../../shared/blocks/byte-reader.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { nameOfStatus, Places } from "../../shared/blocks/places.ts";
import {
  type BatchRow,
  nameOfShape,
  type ReadingBatch,
  ROW_FLAGS,
  type Shape,
} from "../../shared/blocks/reading-batch.ts";
import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { MARKS, SOURCES } from "../../shared/model/reading.ts";
import { MonthBuilder } from "./month-builder.ts";
import type { PackedRow, RowLists } from "./newest-rows.ts";
import { PackedRows } from "./packed-rows.ts";

/** A reading's place among its meter's: time, then source. */
export interface RowKey {
  readonly atMs: number;
  /** Code of `SOURCE_CODES`. */
  readonly source: number;
}

/** Marks are the first byte of a row's details as long as there are no more than seven of them. */
const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

const RANKS = SOURCE_CODES.map((source) => SOURCES.indexOf(source));
const NONE = -1;

/**
 * Readings that are durable in the batch log and not in blocks yet, packed in memory: about 70 bytes
 * each. Every meter's rows form a list from the newest to the oldest; a reading with the time and source
 * of an earlier one takes its place.
 */
export class RecentReadings {
  readonly #rows = new PackedRows();
  readonly #receivers = new Places<string>((receiver) => receiver);
  readonly #statusSets = new Places<readonly string[]>(nameOfStatus);
  readonly #shapes = new Places<Shape>(nameOfShape);
  /** Newest row of each meter. */
  readonly #heads = new Map<number, number>();
  /** Meters with a row that is, or was, implausible. */
  readonly #doubted = new Set<number>();
  #oldestMs = Number.POSITIVE_INFINITY;

  /** Rows, each with a time and source of its own. */
  get count(): number {
    return this.#rows.count;
  }

  get oldestMs(): number {
    return this.#oldestMs;
  }

  /** Bytes of memory held. */
  get byteLength(): number {
    return this.#rows.byteLength;
  }

  meterIds(): readonly number[] {
    return [...this.#heads.keys()];
  }

  /** Takes a batch; `meterIds` are those of the batch's meters. `onRow` hears of each row and whether it is new or replaces one. */
  add(
    batch: ReadingBatch,
    meterIds: readonly number[],
    onRow: (meterId: number, key: RowKey, isNew: boolean) => void,
  ): void {
    const receivers = batch.receivers.map((one) => this.#receivers.of(one));
    const statuses = batch.statusSets.map((one) => this.#statusSets.of(one));
    const shapes = batch.shapes.map((one) => this.#shapes.of(one));
    for (const row of batch.rows) {
      const meterId = meterIds[row.meter] ?? 0;
      const packed = {
        ...row,
        receiver: receivers[row.receiver] ?? 0,
        status: statuses[row.status] ?? 0,
        shape: shapes[row.shape] ?? 0,
      };
      onRow(meterId, keyOf(row), this.#put(meterId, packed, batch.bytes));
      if (isImplausibleRow({ details: batch.bytes.subarray(row.detailsAt) })) this.#doubted.add(meterId);
      this.#oldestMs = Math.min(this.#oldestMs, row.atMs);
    }
  }

  /** Takes a meter's rows out that are meant; gives their keys, newest first. */
  remove(meterId: number, isMeant: (key: RowKey) => boolean): RowKey[] {
    const removed: RowKey[] = [];
    let newer = NONE;
    for (let row = this.#heads.get(meterId) ?? NONE; row !== NONE; ) {
      const older = this.#rows.older(row);
      const key = this.#keyAt(row);
      if (!isMeant(key)) newer = row;
      else {
        removed.push(key);
        if (newer !== NONE) this.#rows.setOlder(newer, older);
        else if (older === NONE) this.#heads.delete(meterId);
        else this.#heads.set(meterId, older);
      }
      row = older;
    }
    return removed;
  }

  has(meterId: number, key: RowKey): boolean {
    for (let row = this.#heads.get(meterId) ?? NONE; row !== NONE; row = this.#rows.older(row)) {
      const order = this.#compare(row, key);
      if (order <= 0) return order === 0;
    }
    return false;
  }

  /** Whether the meter's newest row may not be one that can be true, here or behind it. */
  isDoubted(meterId: number): boolean {
    return this.#doubted.has(meterId);
  }

  /** Rows of a meter, newest first. */
  keysOf(meterId: number): RowKey[] {
    const keys: RowKey[] = [];
    for (let row = this.#heads.get(meterId) ?? NONE; row !== NONE; row = this.#rows.older(row)) {
      keys.push(this.#keyAt(row));
    }
    return keys;
  }

  get lists(): RowLists {
    return { receivers: this.#receivers.list, statusSets: this.#statusSets.list, shapes: this.#shapes.list };
  }

  /** A meter's newest row, as it lies packed. */
  newest(meterId: number): PackedRow | undefined {
    const row = this.#heads.get(meterId);
    return row === undefined ? undefined : this.#rows.packed(row);
  }

  /** Whether the newest row of the meter wins over one of blocks. */
  newestWins(meterId: number, over: PackedRow): boolean {
    const row = this.#heads.get(meterId);
    if (row === undefined) return false;
    return this.#compare(row, { atMs: over.atMs, source: over.flags & ROW_FLAGS.source }) >= 0;
  }

  newestMs(meterId: number): number {
    const row = this.#heads.get(meterId) ?? NONE;
    return row === NONE ? Number.NEGATIVE_INFINITY : this.#rows.atMs(row);
  }

  /** A meter's rows with `fromMs ≤ time < toMs`, one `MonthColumns` per UTC month, oldest first. */
  months(meter: { id: number; key: MeterKey }, fromMs: number, toMs: number): MonthColumns[] {
    const rows: number[] = [];
    for (let row = this.#heads.get(meter.id) ?? NONE; row !== NONE; row = this.#rows.older(row)) {
      const atMs = this.#rows.atMs(row);
      if (atMs < fromMs) break;
      if (atMs < toMs) rows.push(row);
    }
    rows.reverse();
    const months: MonthColumns[] = [];
    for (let first = 0; first < rows.length; ) {
      const end = nextUtcMonthStart(this.#rows.atMs(rows[first] ?? 0));
      let next = first + 1;
      while (next < rows.length && this.#rows.atMs(rows[next] ?? 0) < end) next += 1;
      months.push(this.#build(meter.key, rows.slice(first, next)));
      first = next;
    }
    return months;
  }

  /** Whether the row is new, rather than put in the place of another. */
  #put(meterId: number, row: BatchRow, bytes: Uint8Array): boolean {
    const key = keyOf(row);
    let newer = NONE;
    let next = this.#heads.get(meterId) ?? NONE;
    while (next !== NONE && this.#compare(next, key) > 0) {
      newer = next;
      next = this.#rows.older(next);
    }
    const isReplacing = next !== NONE && this.#compare(next, key) === 0;
    if (isReplacing) {
      this.#rows.replace(next, row, bytes);
      return false;
    }
    const added = this.#rows.push(row, bytes, next);
    if (newer === NONE) this.#heads.set(meterId, added);
    else this.#rows.setOlder(newer, added);
    return true;
  }

  #keyAt(row: number): RowKey {
    return { atMs: this.#rows.atMs(row), source: this.#rows.flags(row) & ROW_FLAGS.source };
  }

  #compare(row: number, { atMs, source }: RowKey): number {
    const difference = this.#rows.atMs(row) - atMs;
    if (difference !== 0) return difference;
    return (RANKS[this.#rows.flags(row) & ROW_FLAGS.source] ?? 0) - (RANKS[source] ?? 0);
  }

  #build(meter: MeterKey, rows: readonly number[]): MonthColumns {
    const builder = new MonthBuilder(meter, rows.length, {
      receivers: this.#receivers.list,
      statusSets: this.#statusSets.list,
      shapes: this.#shapes.list,
    });
    const details = new ByteReader(new Uint8Array());
    for (const row of rows) builder.add(this.#rows.read(row, details), details);
    return builder.finish();
  }
}

/** Whether a packed row is of a reading that cannot be true. */
export const isImplausibleRow = (row: Pick<PackedRow, "details"> | undefined): boolean =>
  ((row?.details[0] ?? 0) & IMPLAUSIBLE) !== 0;

const keyOf = (row: BatchRow): RowKey => ({ atMs: row.atMs, source: row.flags & ROW_FLAGS.source });
