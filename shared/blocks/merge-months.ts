import { SOURCES } from "../model/reading.ts";
import type { ClockColumn, MonthColumns, RegisterColumn } from "./month-columns.ts";
import { compareColumns } from "./month-readings.ts";
import { nameOfStatus, Places } from "./places.ts";

/**
 * One month out of two of the same meter and month. Rows are told apart by time and source; where
 * both have a row, that of `newer` stays. Each must be in row order with no row twice (`orderRows`).
 */
export function mergeMonths(older: MonthColumns, newer: MonthColumns): MonthColumns {
  return gatherRows(older, newer);
}

/** The rows with `fromMs ≤ time < toMs`; `undefined` when there are none. */
export function sliceMonth(month: MonthColumns, fromMs: number, toMs: number): MonthColumns | undefined {
  const { timesMs } = month;
  const from = firstRowAt(timesMs, fromMs);
  const to = firstRowAt(timesMs, toMs);
  if (from === 0 && to === timesMs.length) return month;
  if (from >= to) return undefined;
  const { clock } = month;
  return {
    ...month,
    timesMs: timesMs.slice(from, to),
    registers: month.registers.map((one) => ({ ...one, counts: one.counts.slice(from, to) })),
    statusIndex: month.statusIndex.slice(from, to),
    marks: month.marks.slice(from, to),
    originIndex: month.originIndex.slice(from, to),
    frameSeq: month.frameSeq.slice(from, to),
    ...(clock ? { clock: { localMs: clock.localMs.slice(from, to), form: clock.form.slice(from, to) } } : {}),
  };
}

/** Index of the first row at or after `atMs`. */
export function firstRowAt(timesMs: Float64Array, atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether rows are in row order (time, then source) and none is there twice. */
export function isOrdered(month: MonthColumns): boolean {
  const { timesMs } = month;
  for (let row = 1; row < timesMs.length; row++) {
    const step = (timesMs[row] ?? 0) - (timesMs[row - 1] ?? 0);
    if (step < 0 || (step === 0 && sourceRank(month, row) <= sourceRank(month, row - 1))) return false;
  }
  return true;
}

/** The same month in row order; of rows with one time and source the last stays. */
export function orderRows(month: MonthColumns): MonthColumns {
  if (isOrdered(month)) return month;
  const rows = Array.from(month.timesMs, (_, row) => row).sort(
    (a, b) =>
      (month.timesMs[a] ?? 0) - (month.timesMs[b] ?? 0) ||
      sourceRank(month, a) - sourceRank(month, b) ||
      a - b,
  );
  const isLast = (row: number, at: number) => {
    const next = rows[at + 1];
    if (next === undefined || month.timesMs[next] !== month.timesMs[row]) return true;
    return sourceRank(month, next) !== sourceRank(month, row);
  };
  return gatherRows(month, undefined, Int32Array.from(rows.filter(isLast)));
}

const sourceRank = (month: MonthColumns, row: number): number =>
  SOURCES.indexOf(month.origins[month.originIndex[row] ?? 0]?.source ?? "import");

/** Rows of both in order: `row` of the older month as it is, of the newer one as `−1 − row`. */
function mergedRows(older: MonthColumns, newer: MonthColumns): Int32Array {
  const rows = new Int32Array(older.timesMs.length + newer.timesMs.length);
  let count = 0;
  let a = 0;
  let b = 0;
  while (a < older.timesMs.length || b < newer.timesMs.length) {
    const order = compareRows(older, a, { month: newer, row: b });
    if (order < 0) {
      rows[count] = a;
      a += 1;
    } else {
      rows[count] = -1 - b;
      b += 1;
      if (order === 0) a += 1;
    }
    count += 1;
  }
  return rows.subarray(0, count);
}

function compareRows(
  older: MonthColumns,
  row: number,
  newer: { readonly month: MonthColumns; readonly row: number },
): number {
  const a = older.timesMs[row] ?? Number.POSITIVE_INFINITY;
  const b = newer.month.timesMs[newer.row] ?? Number.POSITIVE_INFINITY;
  return a === b ? sourceRank(older, row) - sourceRank(newer.month, newer.row) : a < b ? -1 : 1;
}

/** The given rows of one or two months, in the order given: `row` of the first as it is, of the second as `−1 − row`. */
export function gatherRows(
  older: MonthColumns,
  newer: MonthColumns = NO_ROWS,
  rows: Int32Array = mergedRows(older, newer),
): MonthColumns {
  const numbers = (a: Float64Array | undefined, b: Float64Array | undefined): Float64Array => {
    const column = new Float64Array(rows.length);
    if (!isAppended(older, newer, rows)) return gather(column, rows, { a, b, missing: Number.NaN });
    const behind = older.timesMs.length;
    if (a) column.set(a);
    else column.fill(Number.NaN, 0, behind);
    if (b) column.set(b, behind);
    else column.fill(Number.NaN, behind);
    return column;
  };
  const indexes = (a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): Uint16Array =>
    gather(new Uint16Array(rows.length), rows, { a, b, missing: 0 });
  const clock: ClockColumn | undefined =
    older.clock || newer.clock
      ? {
          localMs: numbers(older.clock?.localMs, newer.clock?.localMs),
          form: Uint8Array.from(indexes(older.clock?.form, newer.clock?.form)),
        }
      : undefined;
  const status = mergeLists(older.statusSets, newer.statusSets, nameOfStatus);
  const origins = mergeLists(older.origins, newer.origins, (one) => `${one.source}\n${one.receiver}`);
  return {
    meter: older.meter,
    timesMs: numbers(older.timesMs, newer.timesMs),
    registers: mergeForms(older, newer)
      .map(({ form, a, b }) => ({ ...form, counts: numbers(a, b) }))
      .filter(({ counts }) => counts.some((count) => !Number.isNaN(count))),
    statusIndex: indexes(older.statusIndex, newer.statusIndex.map(status.place)),
    statusSets: status.list,
    marks: indexes(older.marks, newer.marks),
    originIndex: indexes(older.originIndex, newer.originIndex.map(origins.place)),
    origins: origins.list,
    frameSeq: numbers(older.frameSeq, newer.frameSeq),
    ...(clock ? { clock } : {}),
  };
}

/** Whether all rows of the newer month come behind all of the older: the common case, and a plain copy. */
const isAppended = (older: MonthColumns, newer: MonthColumns, rows: Int32Array): boolean =>
  rows.length === older.timesMs.length + newer.timesMs.length &&
  rows[rows.length - 1] === -newer.timesMs.length &&
  rows[older.timesMs.length] === -1;

interface Halves {
  readonly a: ArrayLike<number> | undefined;
  readonly b: ArrayLike<number> | undefined;
  readonly missing: number;
}

function gather<T extends Float64Array | Uint16Array>(
  column: T,
  rows: Int32Array,
  { a, b, missing }: Halves,
): T {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    column[at] = (row >= 0 ? a?.[row] : b?.[-1 - row]) ?? missing;
  }
  return column;
}

/** Both lists without repetition, and where an entry of the second is found in it. */
function mergeLists<T>(older: readonly T[], newer: readonly T[], nameOf: (entry: T) => string) {
  const merged = new Places(nameOf, older);
  const places = newer.map((entry) => merged.of(entry));
  return { list: merged.list, place: (index: number): number => places[index] ?? 0 };
}

interface MergedForm {
  readonly form: Omit<RegisterColumn, "counts">;
  readonly a: Float64Array | undefined;
  readonly b: Float64Array | undefined;
}

function mergeForms(older: MonthColumns, newer: MonthColumns): MergedForm[] {
  const isSame = (a: RegisterColumn) => (b: RegisterColumn) => compareColumns(a, b) === 0;
  const merged = older.registers.map(({ counts, ...form }, at): MergedForm => {
    const own = older.registers[at];
    return { form, a: counts, b: own && newer.registers.find(isSame(own))?.counts };
  });
  for (const { counts, ...form } of newer.registers) {
    if (!merged.some((one) => compareColumns(one.form, form) === 0)) {
      merged.push({ form, a: undefined, b: counts });
    }
  }
  return merged.sort((a, b) => compareColumns(a.form, b.form));
}

const NO_ROWS: MonthColumns = {
  meter: "" as MonthColumns["meter"],
  timesMs: new Float64Array(),
  registers: [],
  statusIndex: new Uint16Array(),
  statusSets: [],
  marks: new Uint16Array(),
  originIndex: new Uint16Array(),
  origins: [],
  frameSeq: new Float64Array(),
};
