import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import type { ByteReader } from "../../shared/blocks/byte-reader.ts";
import type { ClockColumn, MonthColumns, RegisterColumn } from "../../shared/blocks/month-columns.ts";
import { compareColumns } from "../../shared/blocks/month-readings.ts";
import { type BatchRow, ROW_FLAGS, type Shape } from "../../shared/blocks/reading-batch.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";

/** What the numbers in rows stand for. */
export interface RowNames {
  readonly receivers: readonly string[];
  readonly statusSets: readonly (readonly string[])[];
  readonly shapes: readonly Shape[];
}

/** Puts packed rows of one meter and month into columns, without making readings of them in between. */
export class MonthBuilder {
  readonly #meter: MeterKey;
  readonly #names: RowNames;
  readonly #rows: number;
  #row = 0;
  readonly #timesMs: Float64Array;
  readonly #statusIndex: Uint16Array;
  readonly #marks: Uint16Array;
  readonly #originIndex: Uint16Array;
  readonly #frameSeq: Float64Array;
  #clock: ClockColumn | undefined;
  readonly #columns: RegisterColumn[] = [];
  readonly #columnsOfShape: (readonly RegisterColumn[] | undefined)[] = [];
  readonly #statusSets = new Renumbering();
  readonly #origins = new Renumbering();

  constructor(meter: MeterKey, rows: number, names: RowNames) {
    this.#meter = meter;
    this.#names = names;
    this.#rows = rows;
    this.#timesMs = new Float64Array(rows);
    this.#statusIndex = new Uint16Array(rows);
    this.#marks = new Uint16Array(rows);
    this.#originIndex = new Uint16Array(rows);
    this.#frameSeq = new Float64Array(rows);
  }

  /** Takes the next row; `details` stands at its marks. */
  add(row: Omit<BatchRow, "meter" | "detailsAt" | "detailsEnd">, details: ByteReader): void {
    const at = this.#row;
    this.#row += 1;
    this.#timesMs[at] = row.atMs;
    this.#statusIndex[at] = this.#statusSets.of(row.status);
    this.#originIndex[at] = this.#origins.of(row.receiver * 8 + (row.flags & ROW_FLAGS.source));
    this.#marks[at] = details.varint();
    this.#frameSeq[at] = row.flags & ROW_FLAGS.frame ? details.varint() : Number.NaN;
    if (row.flags & ROW_FLAGS.clock) this.#addClock(at, details);
    for (const { counts } of this.#columnsOf(row.shape)) counts[at] = details.signed();
  }

  finish(): MonthColumns {
    return {
      meter: this.#meter,
      timesMs: this.#timesMs,
      registers: this.#columns.sort(compareColumns),
      statusIndex: this.#statusIndex,
      statusSets: this.#statusSets.list.map((status) => this.#names.statusSets[status] ?? []),
      marks: this.#marks,
      originIndex: this.#originIndex,
      origins: this.#origins.list.map((origin) => ({
        source: SOURCE_CODES[origin % 8] ?? "import",
        receiver: this.#names.receivers[Math.floor(origin / 8)] ?? "",
      })),
      frameSeq: this.#frameSeq,
      ...(this.#clock ? { clock: this.#clock } : {}),
    };
  }

  #addClock(at: number, details: ByteReader): void {
    this.#clock ??= {
      localMs: new Float64Array(this.#rows).fill(Number.NaN),
      form: new Uint8Array(this.#rows),
    };
    this.#clock.localMs[at] = details.signed();
    this.#clock.form[at] = details.u8();
  }

  #columnsOf(shape: number): readonly RegisterColumn[] {
    const known = this.#columnsOfShape[shape];
    if (known) return known;
    const columns = (this.#names.shapes[shape] ?? []).map((form) => {
      const same = this.#columns.find((column) => compareColumns(column, form) === 0);
      if (same) return same;
      const column = { ...form, counts: new Float64Array(this.#rows).fill(Number.NaN) };
      this.#columns.push(column);
      return column;
    });
    this.#columnsOfShape[shape] = columns;
    return columns;
  }
}

/** Numbers as they first come up: 0, 1, 2 … */
class Renumbering {
  readonly list: number[] = [];
  #last = -1;
  #lastPlace = -1;

  of(number: number): number {
    if (number === this.#last) return this.#lastPlace;
    const known = this.list.indexOf(number);
    this.#last = number;
    this.#lastPlace = known >= 0 ? known : this.list.push(number) - 1;
    return this.#lastPlace;
  }
}
