import type { MeterKey } from "../model/meter-id.ts";
import type { Mark, Source } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";

/** One register of a block, row by row with `MonthColumns.timesMs`. */
export interface RegisterColumn {
  readonly register: Register;
  readonly unit: Unit;
  /** Resolution of the counts: value = count × 10^exponent `unit`. */
  readonly exponent: number;
  /** Exact integer counts (|count| ≤ 2^53 − 1); NaN where this reading lacks the register. */
  readonly counts: Float64Array;
}

/** How much of a meter's clock a telegram said: `2025-03-01`, `2025-03-01T12:30`, `2025-03-01T12:30:15`. */
export const CLOCK_FORMS = ["date", "minute", "second"] as const;

/** The meter's own clock, row by row. */
export interface ClockColumn {
  /** The clock's digits read as if they were UTC, in milliseconds; NaN where the telegram had none. */
  readonly localMs: Float64Array;
  /** Index into `CLOCK_FORMS`. */
  readonly form: Uint8Array;
}

/**
 * One meter's readings of one UTC month, column by column and ordered by time: the unit of storage
 * and of transfer to phones and browsers. All columns have the same length.
 * A register that changes unit or exponent within the month has one column per form.
 */
export interface MonthColumns {
  readonly meter: MeterKey;
  /** UTC milliseconds, ascending; equal times are allowed (two sources at one moment). */
  readonly timesMs: Float64Array;
  readonly registers: readonly RegisterColumn[];
  /** Index into `statusSets`. */
  readonly statusIndex: Uint16Array;
  /** Each a sorted list of status ids. */
  readonly statusSets: readonly (readonly string[])[];
  /** Bit n set = `MARKS[n]`. */
  readonly marks: Uint16Array;
  /** Index into `origins`. */
  readonly originIndex: Uint16Array;
  readonly origins: readonly { readonly source: Source; readonly receiver: string }[];
  /** Journal sequence number of the frame behind each row; NaN for none. */
  readonly frameSeq: Float64Array;
  /** Absent when no reading of the month carries the meter's clock. */
  readonly clock?: ClockColumn;
}

/** What consumption is made of, of one meter's UTC month. */
export type CountMonth = Pick<MonthColumns, "timesMs" | "marks" | "registers">;

export const markBit = (marks: readonly Mark[], all: readonly Mark[]): number =>
  marks.reduce((bits, mark) => bits | (1 << all.indexOf(mark)), 0);
