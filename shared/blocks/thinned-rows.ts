import type { Source } from "../model/reading.ts";
import { MARKS, type Mark } from "../model/reading.ts";
import { type MonthColumns, markBit } from "./month-columns.ts";

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
 * The first and the last of the month stay too, the last plausible one also, and so do readings taken by hand with what
 * was measured at that moment, those whose marks tell of an event, and those at which the status changed. `dayStartsMs` are the utility's days, ascending.
 */
export function thinnedRows(month: Rows, dayStartsMs: readonly number[]): Int32Array {
  const { timesMs, marks, statusIndex } = month;
  const byHandMs = timesByHand(month);
  const lastRow = timesMs.length - 1;
  const stays = daysOf(month, dayStartsMs);
  const lastPlausible = marks.findLastIndex((one) => (one & IMPLAUSIBLE) === 0);
  for (const row of [0, lastPlausible, lastRow]) if (row >= 0) stays[row] = 1;
  for (let row = 0; row <= lastRow; row++) {
    const isChange = row > 0 && statusIndex[row] !== statusIndex[row - 1];
    if (isChange || ((marks[row] ?? 0) & TELLS) !== 0 || byHandMs?.has(timesMs[row] ?? 0)) stays[row] = 1;
  }
  return numbersOf(stays);
}

/** Marks the rows with which the count where each day begins is read or reckoned. */
function daysOf({ timesMs, marks }: Rows, dayStartsMs: readonly number[]): Uint8Array {
  const stays = new Uint8Array(timesMs.length);
  let nextDay = 0;
  let nextMs = dayStartsMs[0] ?? Number.POSITIVE_INFINITY;
  // The first of all stays anyway.
  let earlier = 0;
  for (let row = 0; row < timesMs.length; row++) {
    if (((marks[row] ?? 0) & IMPLAUSIBLE) !== 0) continue;
    const atMs = timesMs[row] ?? 0;
    if (atMs >= nextMs) stays[row] = 1;
    while (atMs >= nextMs) {
      if (needsEarlier(nextMs, timesMs[earlier] ?? 0, atMs)) stays[earlier] = 1;
      nextMs = dayStartsMs[++nextDay] ?? Number.POSITIVE_INFINITY;
    }
    earlier = row;
  }
  return stays;
}

/** Whether the count where a day begins is that of the reading before it, or is reckoned with it. */
const needsEarlier = (startMs: number, beforeMs: number, afterMs: number): boolean =>
  afterMs - startMs > Math.min(DAY_TOLERANCE_MS, startMs - beforeMs);

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
