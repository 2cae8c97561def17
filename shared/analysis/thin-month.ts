import { firstRowAt } from "../blocks/merge-months.ts";
import { type CountMonth, markBit, type RegisterColumn } from "../blocks/month-columns.ts";
import { MARKS } from "../model/reading.ts";

/** Rows on each side of a moment. One beside it is what a boundary stands on; two tell a fall from an outlier. */
const BESIDE = 2;
const SAID_OTHERWISE = markBit(["implausible", "edited", "estimated"], MARKS);

/**
 * The month without rows that nobody misses who counts between these moments (UTC milliseconds): a line built of it
 * (`buildCounterLine`) stands at each of them exactly where the line of all rows does, and sees the same falls. A
 * month whose counters fell, or in which somebody said otherwise than the meter, stays whole.
 */
export function thinMonth(month: CountMonth, momentsMs: readonly number[]): CountMonth {
  if (!month.registers.every((column) => isSteady(month, column, month.registers))) return month;
  const kept = new Uint8Array(month.timesMs.length);
  for (const column of month.registers) keepRows(month, column, { momentsMs, kept });
  const rows: number[] = [];
  for (let row = 0; row < kept.length; row++) if (kept[row] === 1) rows.push(row);
  if (rows.length === month.timesMs.length) return month;
  return {
    timesMs: Float64Array.from(rows, (row) => month.timesMs[row] ?? 0),
    marks: Uint16Array.from(rows, (row) => month.marks[row] ?? 0),
    registers: month.registers.map(({ counts, ...column }) => ({
      ...column,
      counts: Float64Array.from(rows, (row) => counts[row] ?? Number.NaN),
    })),
  };
}

/** One form all month, never less than before, and every count as the meter said it. */
function isSteady(
  { marks }: CountMonth,
  { register, counts }: RegisterColumn,
  all: readonly RegisterColumn[],
): boolean {
  if (all.filter((one) => one.register === register).length > 1) return false;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    if (count < last || ((marks[row] ?? 0) & SAID_OTHERWISE) !== 0) return false;
    last = count;
  }
  return true;
}

/** The first and last rows that have the register, and those beside each moment. */
function keepRows(
  { timesMs }: CountMonth,
  { counts }: RegisterColumn,
  { momentsMs, kept }: { readonly momentsMs: readonly number[]; readonly kept: Uint8Array },
): void {
  const keep = (from: number, step: 1 | -1): void => {
    let left = BESIDE;
    for (let row = from; left > 0 && row >= 0 && row < counts.length; row += step) {
      if (Number.isNaN(counts[row] ?? Number.NaN)) continue;
      kept[row] = 1;
      left -= 1;
    }
  };
  keep(0, 1);
  keep(counts.length - 1, -1);
  for (const atMs of momentsMs) {
    const middle = firstRowAt(timesMs, atMs);
    keep(middle - 1, -1);
    keep(middle, 1);
  }
}
