import { Scratch } from "./series-layout.ts";

/** What is known of a column before it is coded. Meaningless numbers (of an empty column) are 0. */
export interface SeriesScan {
  /** Rows with a number. */
  readonly count: number;
  /** Those numbers in order, in the first `count` places; valid until the next scan. */
  readonly numbers: Float64Array;
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Smallest step from one number to the next. */
  readonly minStep: number;
  /** Every number is whole and within ±(2^53 − 1). */
  readonly isExact: boolean;
}

const scratch = new Scratch();

/** Reads a column (NaN = nothing) once. */
export function scanSeries(column: Float64Array): SeriesScan {
  const numbers = scratch.take(column.length);
  const count = gather(column, numbers);
  if (count === 0) return { ...EMPTY, numbers };
  const first = numbers[0] ?? 0;
  let min = first;
  let max = first;
  let minStep = count > 1 ? Number.POSITIVE_INFINITY : 0;
  let isWhole = Math.floor(first) === first;
  for (let at = 1, before = first; at < count; at++) {
    const number = numbers[at] ?? 0;
    if (number < min) min = number;
    if (number > max) max = number;
    if (number - before < minStep) minStep = number - before;
    if (Math.floor(number) !== number) isWhole = false;
    before = number;
  }
  return {
    count,
    numbers,
    first,
    last: numbers[count - 1] ?? 0,
    min,
    max,
    firstRow: rowOfFirst(column),
    lastRow: rowOfLast(column),
    minStep,
    isExact: isWhole && min >= -Number.MAX_SAFE_INTEGER && max <= Number.MAX_SAFE_INTEGER,
  };
}

/** Copies the numbers of a column close together; gives how many. −0, which no count is, becomes 0. */
function gather(column: Float64Array, numbers: Float64Array): number {
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    const number = column[row] ?? 0;
    if (Number.isNaN(number)) continue;
    numbers[count] = number + 0;
    count += 1;
  }
  return count;
}

const EMPTY = {
  count: 0,
  first: 0,
  last: 0,
  min: 0,
  max: 0,
  firstRow: 0,
  lastRow: 0,
  minStep: 0,
  isExact: true,
};

function rowOfFirst(column: Float64Array): number {
  let row = 0;
  while (Number.isNaN(column[row])) row += 1;
  return row;
}

function rowOfLast(column: Float64Array): number {
  let row = column.length - 1;
  while (Number.isNaN(column[row])) row -= 1;
  return row;
}
