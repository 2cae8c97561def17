import { MARKS, type Mark } from "../model/reading.ts";
import { gatherRows } from "./merge-months.ts";
import { type MonthColumns, markBit } from "./month-columns.ts";

/** Marks that say something happened: rows with them stay. */
const TELLING: readonly Mark[] = ["edited", "estimated", "exchange", "rollover"];

/**
 * A month with one reading a day: the first plausible one of each day, so that a day's consumption stays exact. The
 * first and the last of the month stay too, the last plausible one also, and so do readings taken by hand with what
 * was measured at that moment, those whose marks tell of an event, and those at which the status changed. `dayStartsMs` are the utility's days, ascending.
 */
export function thinMonth(month: MonthColumns, dayStartsMs: readonly number[]): MonthColumns {
  const telling = markBit(TELLING, MARKS);
  const implausible = markBit(["implausible"], MARKS);
  const byHandMs = new Set(month.timesMs.filter((_, row) => isByHand(month, row)));
  const lastPlausible = month.marks.findLastIndex((marks) => (marks & implausible) === 0);
  const rows: number[] = [];
  let nextDay = 0;
  for (const [row, atMs] of month.timesMs.entries()) {
    const isPlausible = ((month.marks[row] ?? 0) & implausible) === 0;
    const isFirstOfDay = isPlausible && atMs >= (dayStartsMs[nextDay] ?? Number.POSITIVE_INFINITY);
    while (isPlausible && atMs >= (dayStartsMs[nextDay] ?? Number.POSITIVE_INFINITY)) nextDay += 1;
    const isEdge = row === 0 || row === lastPlausible || row === month.timesMs.length - 1;
    const isChange = row > 0 && month.statusIndex[row] !== month.statusIndex[row - 1];
    const isTelling = ((month.marks[row] ?? 0) & telling) !== 0;
    if (isFirstOfDay || isEdge || isChange || isTelling || byHandMs.has(atMs)) rows.push(row);
  }
  return rows.length === month.timesMs.length ? month : gatherRows(month, undefined, Int32Array.from(rows));
}

const isByHand = (month: MonthColumns, row: number): boolean =>
  month.origins[month.originIndex[row] ?? 0]?.source === "manual";
