import type { Source } from "../model/reading.ts";
import { MARKS, type Mark } from "../model/reading.ts";
import { isCounter } from "../model/register.ts";
import { type MonthColumns, markBit, type RegisterColumn } from "./month-columns.ts";

/** Marks that say something happened: rows with them stay. */
const TELLING: readonly Mark[] = ["edited", "estimated", "exchange", "rollover"];
const TELLS = markBit(TELLING, MARKS);
const IMPLAUSIBLE = markBit(["implausible"], MARKS);
/** A reading so near to where a day begins stands for its count there; between two that are farther it is reckoned. */
export const DAY_TOLERANCE_MS = 15 * 60_000;

/** What decides about a row: all but the registers. */
type Rows = Omit<MonthColumns, "registers">;

/**
 * Numbers of a month's rows that stay where one reading a day is kept: the first plausible one of each day, and the last
 * one before it where the day's beginning is read or reckoned with that one, so that a day's consumption stays what it was.
 * The same of each counter of `uneven`, columns that some rows lack (a telegram in between may not tell them) and counters
 * that fall, of which also stays what tells a new beginning from a value that was wrong alone. Of what is no count there, a
 * flow or a temperature, the first of each day that tells it stays. The first and the last of the month stay too, and the
 * first two and the last two of those that are plausible: what fell from one month to the next is weighed by them, and
 * neither month knows of the other. So do readings taken by hand with what was measured at that moment, those whose marks tell
 * of an event, and those at which the status changed. `dayStartsMs` are the utility's days, ascending.
 */
export function thinnedRows(
  month: Rows,
  dayStartsMs: readonly number[],
  uneven: readonly Pick<RegisterColumn, "register" | "counts">[] = [],
): Int32Array {
  const { timesMs, marks, statusIndex } = month;
  const byHandMs = timesByHand(month);
  const lastRow = timesMs.length - 1;
  const stays = new Uint8Array(timesMs.length);
  const days = { timesMs, dayStartsMs };
  const plausible = plausibleRows(marks);
  keepDays(stays, days, plausible);
  for (const { register, counts } of uneven) {
    const telling = plausible.filter((row) => !Number.isNaN(counts[row]));
    if (!isCounter(register)) {
      keepFirsts(stays, days, telling);
      continue;
    }
    keepDays(stays, days, telling);
    keepFalls(stays, counts, telling);
  }
  for (const row of [0, lastRow]) if (row >= 0) stays[row] = 1;
  for (let row = 0; row <= lastRow; row++) {
    const isChange = row > 0 && statusIndex[row] !== statusIndex[row - 1];
    if (isChange || ((marks[row] ?? 0) & TELLS) !== 0 || byHandMs?.has(timesMs[row] ?? 0)) stays[row] = 1;
  }
  return numbersOf(stays);
}

interface Days {
  readonly timesMs: Float64Array;
  readonly dayStartsMs: readonly number[];
}

/** Marks each day's first row, that of the day which began in the month before included. */
function keepFirsts(stays: Uint8Array, { timesMs, dayStartsMs }: Days, rows: Int32Array): void {
  let day = -1;
  let marked = -2;
  for (const row of rows) {
    while ((dayStartsMs[day + 1] ?? Number.POSITIVE_INFINITY) <= (timesMs[row] ?? 0)) day++;
    if (day !== marked) stays[row] = 1;
    marked = day;
  }
}

/** Marks the rows with which the count where each day begins is read or reckoned, in this month or beside it. */
function keepDays(stays: Uint8Array, { timesMs, dayStartsMs }: Days, rows: Int32Array): void {
  const timeOf = (row: number): number => timesMs[row] ?? 0;
  let at = 0;
  for (const startMs of dayStartsMs) {
    while (at < rows.length && timeOf(rows[at] ?? 0) < startMs) at++;
    const [before, after] = [rows[at - 1], rows[at]];
    if (after === undefined) break;
    stays[after] = 1;
    if (before !== undefined && needsEarlier(startMs, timeOf(before), timeOf(after))) stays[before] = 1;
  }
  for (const row of [rows[0], rows[1], rows.at(-2), rows.at(-1)]) if (row !== undefined) stays[row] = 1;
}

/** Rows by which a line of counts (`counter-line.ts`) weighs a fall: two before it, and one behind. */
const WEIGHED = { before: 2, behind: 1 };

/** Marks the rows around each fall: what was counted up to it is nowhere else, and they say what it was. */
function keepFalls(stays: Uint8Array, counts: Float64Array, rows: Int32Array): void {
  const countAt = (at: number): number => counts[rows[at] ?? 0] ?? Number.NaN;
  for (let at = 1; at < rows.length; at++) {
    if (countAt(at) >= countAt(at - 1)) continue;
    for (let near = Math.max(0, at - WEIGHED.before); near <= at + WEIGHED.behind; near++) {
      const row = rows[near];
      if (row !== undefined) stays[row] = 1;
    }
  }
}

/** Whether the count where a day begins is that of the reading before it, or is reckoned with it. */
const needsEarlier = (startMs: number, beforeMs: number, afterMs: number): boolean =>
  afterMs - startMs > Math.min(DAY_TOLERANCE_MS, startMs - beforeMs);

function plausibleRows(marks: Uint16Array): Int32Array {
  const rows = new Int32Array(marks.length);
  let kept = 0;
  for (let row = 0; row < marks.length; row++)
    if (((marks[row] ?? 0) & IMPLAUSIBLE) === 0) rows[kept++] = row;
  return rows.subarray(0, kept);
}

function numbersOf(stays: Uint8Array): Int32Array {
  const rows = new Int32Array(stays.length);
  let kept = 0;
  for (let row = 0; row < stays.length; row++) if (stays[row] === 1) rows[kept++] = row;
  return rows.subarray(0, kept);
}

/** Moments at which somebody read by hand; most months have none. */
function timesByHand(month: Rows): ReadonlySet<number> | undefined {
  if (!month.origins.some(({ source }) => BY_HAND.has(source))) return undefined;
  return new Set(month.timesMs.filter((_, row) => isByHand(month, row)));
}

const isByHand = (month: Rows, row: number): boolean =>
  BY_HAND.has(month.origins[month.originIndex[row] ?? 0]?.source ?? "import");

/** What a person typed, and what a person put in the place of that. */
const BY_HAND: ReadonlySet<Source> = new Set(["manual", "corrected"]);
