import {
  emptyLatest,
  LATEST_VALUES,
  type LatestColumns,
  latestValuesOf,
} from "../../../shared/blocks/latest-values.ts";
import { nameOfStatus, Places } from "../../../shared/blocks/places.ts";
import type { Shape } from "../../../shared/blocks/reading-batch.ts";
import { formatScaled, parseScaled, scaledToNumber } from "../../../shared/model/scaled.ts";
import type { WirePoint, WireValue } from "../../../shared/model/wire.ts";

export type Latest = NonNullable<WirePoint["latest"]>;

const nameOfShape = (shape: Shape): string =>
  shape.map(({ register, unit, exponent }) => `${register} ${unit} ${exponent}`).join();

/** What each row of a list said last, as columns that take new readings. */
export class LatestTable {
  #hasKey: Uint8Array;
  #timesMs: Float64Array;
  #statusIndex: Uint16Array;
  #shapeIndex: Uint16Array;
  #counts: Float64Array;
  readonly #statuses: Places<readonly string[]>;
  readonly #shapes: Places<Shape>;

  constructor(columns: LatestColumns) {
    this.#hasKey = columns.hasKey;
    this.#timesMs = columns.timesMs;
    this.#statusIndex = columns.statusIndex;
    this.#shapeIndex = columns.shapeIndex;
    this.#counts = columns.counts;
    this.#statuses = new Places(nameOfStatus, columns.statusSets);
    this.#shapes = new Places(nameOfShape, columns.shapes);
  }

  /** `rows[n]` says which row line n of these columns belongs to; -1 for none. Rows nobody names have said nothing yet. */
  static placed(columns: LatestColumns, rows: Int32Array, count: number): LatestTable {
    const placed = emptyLatest(count);
    for (const [n, row] of rows.entries()) {
      if (row < 0) continue;
      placed.hasKey[row] = columns.hasKey[n] ?? 0;
      placed.timesMs[row] = columns.timesMs[n] ?? Number.NaN;
      placed.statusIndex[row] = columns.statusIndex[n] ?? 0;
      placed.shapeIndex[row] = columns.shapeIndex[n] ?? 0;
      for (let k = 0; k < LATEST_VALUES; k++) {
        placed.counts[row * LATEST_VALUES + k] = columns.counts[n * LATEST_VALUES + k] ?? 0;
      }
    }
    return new LatestTable({ ...placed, statusSets: columns.statusSets, shapes: columns.shapes });
  }

  /** So many rows that have said nothing yet. */
  static empty(count: number): LatestTable {
    return new LatestTable(emptyLatest(count));
  }

  get count(): number {
    return this.#timesMs.length;
  }

  /** The columns themselves, for storing and sending. */
  columns(): LatestColumns {
    return {
      pointIds: [],
      hasKey: this.#hasKey,
      timesMs: this.#timesMs,
      statusSets: this.#statuses.list,
      statusIndex: this.#statusIndex,
      shapes: this.#shapes.list,
      shapeIndex: this.#shapeIndex,
      counts: this.#counts,
    };
  }

  hasKey(row: number): boolean {
    return this.#hasKey[row] === 1;
  }

  /** UTC milliseconds; `NaN` when there is no reading. */
  atMs(row: number): number {
    return this.#timesMs[row] ?? Number.NaN;
  }

  /** Sets of active info codes that occur; a row's is the one at `statusPlace`. */
  get statusSets(): readonly (readonly string[])[] {
    return this.#statuses.list;
  }

  statusPlace(row: number): number {
    return this.#statusIndex[row] ?? 0;
  }

  status(row: number): readonly string[] {
    return Number.isNaN(this.atMs(row)) ? [] : (this.#statuses.list[this.statusPlace(row)] ?? []);
  }

  /** The main register as a float, for ordering; `undefined` when there is none. */
  mainValue(row: number): number | undefined {
    if (Number.isNaN(this.atMs(row))) return undefined;
    const form = this.#shapes.list[this.#shapeIndex[row] ?? 0]?.[0];
    return (
      form && scaledToNumber({ digits: this.#counts[row * LATEST_VALUES] ?? 0, exponent: form.exponent })
    );
  }

  at(row: number): Latest | undefined {
    const atMs = this.atMs(row);
    if (Number.isNaN(atMs)) return undefined;
    const columns = { shapes: this.#shapes.list, shapeIndex: this.#shapeIndex, counts: this.#counts };
    const values = latestValuesOf(columns, row).map(
      ({ register, unit, value }): WireValue => ({ register, unit, value: formatScaled(value) }),
    );
    return { atMs, values, status: this.status(row) };
  }

  /** A value of more than 53 bits, or beyond the second, is left to the point's own page. */
  set(row: number, latest: Latest | undefined, hasKey = this.hasKey(row)): void {
    this.#grow(row + 1);
    this.#hasKey[row] = hasKey ? 1 : 0;
    this.#timesMs[row] = latest?.atMs ?? Number.NaN;
    if (!latest) return;
    this.#statusIndex[row] = this.#statuses.of(latest.status);
    const values = latest.values.slice(0, LATEST_VALUES).flatMap(({ register, unit, value }) => {
      const scaled = parseScaled(value);
      return typeof scaled?.digits === "number"
        ? [{ register, unit, exponent: scaled.exponent, count: scaled.digits }]
        : [];
    });
    this.#shapeIndex[row] = this.#shapes.of(
      values.map(({ register, unit, exponent }) => ({ register, unit, exponent })),
    );
    for (const [n, { count }] of values.entries()) this.#counts[row * LATEST_VALUES + n] = count;
  }

  /** Takes over a row of other columns. */
  copy(row: number, from: LatestColumns, n: number): void {
    this.#hasKey[row] = from.hasKey[n] ?? 0;
    this.#timesMs[row] = from.timesMs[n] ?? Number.NaN;
    this.#statusIndex[row] = this.#statuses.of(from.statusSets[from.statusIndex[n] ?? 0] ?? []);
    this.#shapeIndex[row] = this.#shapes.of(from.shapes[from.shapeIndex[n] ?? 0] ?? []);
    for (let k = 0; k < LATEST_VALUES; k++) {
      this.#counts[row * LATEST_VALUES + k] = from.counts[n * LATEST_VALUES + k] ?? 0;
    }
  }

  #grow(count: number): void {
    if (count <= this.count) return;
    const room = Math.max(count, this.count + 256);
    const more = emptyLatest(room);
    more.hasKey.set(this.#hasKey);
    more.timesMs.set(this.#timesMs);
    more.statusIndex.set(this.#statusIndex);
    more.shapeIndex.set(this.#shapeIndex);
    more.counts.set(this.#counts);
    this.#hasKey = more.hasKey;
    this.#timesMs = more.timesMs;
    this.#statusIndex = more.statusIndex;
    this.#shapeIndex = more.shapeIndex;
    this.#counts = more.counts;
  }
}
