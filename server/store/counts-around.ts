import { codeOfUnit, UNIT_CODES } from "../../shared/blocks/block-codes-table.ts";
import type { RegisterEdge } from "../../shared/blocks/month-edges.ts";
import type { EdgeReader } from "../../shared/blocks/pack-edges.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { CountsAround, SidesOfMoment } from "../reading-ports.ts";

/** `CountsAround` with meters and units as numbers: a hundred thousand names need not cross to another thread each time. */
export interface NumberedCounts extends Omit<CountsAround, "meters" | "units"> {
  readonly meterId: Uint32Array;
  /** Places in `UNIT_CODES`. */
  readonly unitCode: Uint8Array;
}

export const nameCounts = (
  { meterId, unitCode, ...around }: NumberedCounts,
  keyOf: (id: number) => MeterKey,
): CountsAround => ({
  ...around,
  meters: Array.from(meterId, keyOf),
  units: Array.from(unitCode, (code) => UNIT_CODES[code] ?? ""),
});

const SIDES = ["before", "beforeMs", "after", "afterMs"] as const;

/** Columns of `NumberedCounts` as they grow, over one stretch of memory that can go to another thread whole. */
export class AroundRows {
  readonly #moments: number;
  readonly #capacity: number;
  readonly #columns: Omit<NumberedCounts, "next">;
  #rows = 0;

  constructor(capacity: number, moments: number) {
    const floats = 3 + SIDES.length * moments;
    const buffer = new ArrayBuffer(capacity * (floats * 8 + 4 + 2));
    const column = (place: number) => new Float64Array(buffer, place * 8 * capacity, capacity);
    const behind = floats * 8 * capacity;
    this.#moments = moments;
    this.#capacity = capacity;
    this.#columns = {
      exponents: column(0),
      first: column(1),
      last: column(2),
      at: Array.from({ length: moments }, (_, n) => sidesOf((side) => column(3 + SIDES.length * n + side))),
      meterId: new Uint32Array(buffer, behind, capacity),
      unitCode: new Uint8Array(buffer, behind + 4 * capacity, capacity),
      isSteady: new Uint8Array(buffer, behind + 5 * capacity, capacity),
    };
  }

  add(meterId: number, edge: RegisterEdge): void {
    const { exponents, first, last, at, unitCode } = this.#columns;
    const row = this.#begin(meterId, edge.isSteady);
    exponents[row] = edge.exponent;
    first[row] = edge.first;
    last[row] = edge.last;
    unitCode[row] = codeOfUnit(edge.unit);
    for (let n = 0; n < this.#moments; n++) {
      for (const side of SIDES) {
        const column = at[n]?.[side];
        if (column) column[row] = edge.beside[n]?.[side] ?? Number.NaN;
      }
    }
  }

  /** What the reader has just read; `places` are those of the moments asked for among the edge's. */
  addRead(meterId: number, edge: EdgeReader, places: readonly number[]): void {
    const { exponents, first, last, at, unitCode } = this.#columns;
    const row = this.#begin(meterId, edge.isSteady);
    if (!edge.isSteady) return;
    exponents[row] = edge.exponent;
    first[row] = edge.first;
    last[row] = edge.last;
    unitCode[row] = edge.unitCode;
    for (let n = 0; n < this.#moments; n++) {
      const sides = at[n];
      const from = 4 * (places[n] ?? 0);
      if (!sides) continue;
      sides.before[row] = edge.beside[from] ?? Number.NaN;
      sides.beforeMs[row] = edge.beside[from + 1] ?? Number.NaN;
      sides.after[row] = edge.beside[from + 2] ?? Number.NaN;
      sides.afterMs[row] = edge.beside[from + 3] ?? Number.NaN;
    }
  }

  done(): NumberedCounts {
    const { exponents, first, last, at, meterId, unitCode, isSteady } = this.#columns;
    const rows = this.#rows;
    return {
      exponents: exponents.subarray(0, rows),
      first: first.subarray(0, rows),
      last: last.subarray(0, rows),
      at: at.map((sides) => sidesOf((side) => sides[SIDES[side] ?? "before"].subarray(0, rows))),
      meterId: meterId.subarray(0, rows),
      unitCode: unitCode.subarray(0, rows),
      isSteady: isSteady.subarray(0, rows),
    };
  }

  #begin(meterId: number, isSteady: boolean): number {
    const row = this.#rows;
    if (row >= this.#capacity) throw new RangeError(`more than ${this.#capacity} meters in a stretch`);
    this.#rows += 1;
    this.#columns.meterId[row] = meterId;
    this.#columns.isSteady[row] = isSteady ? 1 : 0;
    return row;
  }
}

const sidesOf = (column: (side: number) => Float64Array): SidesOfMoment => ({
  before: column(0),
  beforeMs: column(1),
  after: column(2),
  afterMs: column(3),
});
