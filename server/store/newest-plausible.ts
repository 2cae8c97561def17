import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingAt } from "../../shared/blocks/month-readings.ts";
import { MARKS, type Reading } from "../../shared/model/reading.ts";
import { monthOf } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/** The last reading of a month that can be true. */
export function newestPlausibleOf(month: MonthColumns): Reading | undefined {
  const row = month.marks.findLastIndex((marks) => (marks & IMPLAUSIBLE) === 0);
  return row < 0 ? undefined : readingAt(month, row);
}

/** The last reading in a meter's blocks that can be true; `known` is one of its months, as it is now. */
export function newestInBlocks(
  blocks: Pick<BlocksTable, "months" | "read">,
  meterId: number,
  known?: MonthColumns,
): Reading | undefined {
  const knownMonth = known && monthOf(known.timesMs[0] ?? 0);
  for (const month of [...blocks.months(meterId)].sort((a, b) => b - a)) {
    const columns = month === knownMonth ? known : blocks.read(meterId, month);
    const reading = columns && newestPlausibleOf(columns);
    if (reading) return reading;
  }
  return undefined;
}
