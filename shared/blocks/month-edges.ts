import { MARKS } from "../model/reading.ts";
import { isCounter, type Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import { firstRowAt } from "./merge-months.ts";
import type { CountMonth, RegisterColumn } from "./month-columns.ts";

/** Counts on both sides of a moment, in the register's form; NaN where the month has no reading on that side. */
export interface CountsBeside {
  /** The last before the moment. */
  readonly before: number;
  readonly beforeMs: number;
  /** The first at or after it. */
  readonly after: number;
  readonly afterMs: number;
}

/**
 * What a meter's UTC month says of one counter around some moments within it. Implausible readings are passed
 * over. Exact: counts are integers in `unit` × 10^exponent.
 */
export interface RegisterEdge {
  readonly register: Register;
  /**
   * The counter has one form in the month, never falls, and what stands beside the moments was neither edited
   * nor estimated by a person. Where it is false the numbers mean nothing: the readings have to be asked.
   */
  readonly isSteady: boolean;
  readonly unit: Unit;
  readonly exponent: number;
  /** First and last count of the month. */
  readonly first: number;
  readonly last: number;
  /** A place for each moment. */
  readonly beside: readonly CountsBeside[];
}

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");
const BY_HAND = (1 << MARKS.indexOf("edited")) | (1 << MARKS.indexOf("estimated"));

/** Every counter of the month around moments, UTC milliseconds; without readings a counter has no edge. */
export function edgesOf(month: CountMonth, momentsMs: readonly number[]): RegisterEdge[] {
  const registers = new Set(month.registers.map(({ register }) => register));
  return [...registers]
    .filter(isCounter)
    .map((register) => edgeOf(month, register, momentsMs))
    .filter((edge) => edge !== undefined);
}

/** One counter of the month; `undefined` where the month does not count it. */
export function edgeOf(
  month: CountMonth,
  register: Register,
  momentsMs: readonly number[],
): RegisterEdge | undefined {
  const [column, ...others] = month.registers.filter((one) => one.register === register);
  if (!column) return undefined;
  const { unit, exponent } = column;
  const ends = others.length === 0 ? steadyEnds(month, column) : undefined;
  const beside = momentsMs.map((atMs) => besideOf(month, column, firstRowAt(month.timesMs, atMs)));
  const isSteady = ends !== undefined && beside.every(({ isByHand }) => !isByHand);
  return { register, isSteady, unit, exponent, ...(ends ?? NO_ENDS), beside };
}

const NO_ENDS = { first: Number.NaN, last: Number.NaN };

/** `undefined` where the counter falls, or no reading of it is plausible. */
function steadyEnds(
  month: CountMonth,
  column: RegisterColumn,
): Pick<RegisterEdge, "first" | "last"> | undefined {
  let first = Number.NaN;
  let last = Number.NaN;
  for (let row = 0; row < month.timesMs.length; row++) {
    if (!isCounted(month, column, row)) continue;
    const count = column.counts[row] ?? 0;
    if (count < last) return undefined;
    if (Number.isNaN(first)) first = count;
    last = count;
  }
  return Number.isNaN(first) ? undefined : { first, last };
}

function besideOf(
  month: CountMonth,
  column: RegisterColumn,
  middle: number,
): CountsBeside & { readonly isByHand: boolean } {
  const [before, after] = [stepTo(month, column, middle - 1, -1), stepTo(month, column, middle, 1)];
  const marks = (month.marks[before] ?? 0) | (month.marks[after] ?? 0);
  return {
    before: column.counts[before] ?? Number.NaN,
    beforeMs: month.timesMs[before] ?? Number.NaN,
    after: column.counts[after] ?? Number.NaN,
    afterMs: month.timesMs[after] ?? Number.NaN,
    isByHand: (marks & BY_HAND) !== 0,
  };
}

/** The next row in a direction that has the register and is plausible; −1 when there is none. */
function stepTo(month: CountMonth, column: RegisterColumn, from: number, step: 1 | -1): number {
  for (let row = from; row >= 0 && row < month.timesMs.length; row += step) {
    if (isCounted(month, column, row)) return row;
  }
  return -1;
}

const isCounted = (month: CountMonth, column: RegisterColumn, row: number): boolean =>
  !Number.isNaN(column.counts[row] ?? Number.NaN) && ((month.marks[row] ?? 0) & IMPLAUSIBLE) === 0;
