import type { Source } from "../model/reading.ts";
import { MARKS, type Mark } from "../model/reading.ts";
import { type MonthColumns, markBit } from "./month-columns.ts";

/** Marks that say something happened: rows with them stay. */
const TELLING: readonly Mark[] = ["edited", "estimated", "exchange", "rollover"];
const TELLS = markBit(TELLING, MARKS);
const IMPLAUSIBLE = markBit(["implausible"], MARKS);

/** What decides about a row: all but the registers. */
type Rows = Omit<MonthColumns, "registers">;

/**
 * Numbers of a month's rows that stay where one reading a day is kept: the first plausible one of each day, so that a day's consumption stays exact. The
 * first and the last of the month stay too, the last plausible one also, and so do readings taken by hand with what
 * was measured at that moment, those whose marks tell of an event, and those at which the status changed. `dayStartsMs` are the utility's days, ascending.
 */
export function thinnedRows(month: Rows, dayStartsMs: readonly number[]): Int32Array {
  const { timesMs, marks, statusIndex } = month;
  const byHandMs = timesByHand(month);
  const lastRow = timesMs.length - 1;
  const lastPlausible = marks.findLastIndex((one) => (one & IMPLAUSIBLE) === 0);
  const rows = new Int32Array(timesMs.length);
  let kept = 0;
  let nextDay = 0;
  let nextMs = dayStartsMs[0] ?? Number.POSITIVE_INFINITY;
  for (let row = 0; row <= lastRow; row++) {
    const atMs = timesMs[row] ?? 0;
    const mark = marks[row] ?? 0;
    const isFirstOfDay = atMs >= nextMs && (mark & IMPLAUSIBLE) === 0;
    while (isFirstOfDay && atMs >= nextMs) nextMs = dayStartsMs[++nextDay] ?? Number.POSITIVE_INFINITY;
    const isEdge = row === 0 || row === lastPlausible || row === lastRow;
    const isChange = row > 0 && statusIndex[row] !== statusIndex[row - 1];
    if (isFirstOfDay || isEdge || isChange || (mark & TELLS) !== 0 || byHandMs?.has(atMs)) rows[kept++] = row;
  }
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
