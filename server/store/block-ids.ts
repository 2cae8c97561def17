import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";

/**
 * Ids of blocks and summaries: two numbers in one integer of at most 53 bits, so that the order of
 * rows on disk is the order they are read in. Meters are below 2^30; months (`utc-month.ts`) below
 * 2^22 either side of 1970, which holds every time there is.
 */
const MONTH_SPAN = 2 ** 23;
const MONTH_OFFSET = 2 ** 22;
const METER_SPAN = 2 ** 30;

export const LAST_METER = METER_SPAN - 1;

export const blockId = (meterId: number, month: number): number =>
  meterId * MONTH_SPAN + month + MONTH_OFFSET;

export const meterOfBlockId = (id: number): number => Math.floor(id / MONTH_SPAN);

export const monthOfBlockId = (id: number): number => (id % MONTH_SPAN) - MONTH_OFFSET;

export const summaryId = (meterId: number, month: number): number =>
  (month + MONTH_OFFSET) * METER_SPAN + meterId;

export const meterOfSummaryId = (id: number): number => id % METER_SPAN;

export const monthOfSummaryId = (id: number): number => Math.floor(id / METER_SPAN) - MONTH_OFFSET;

/** Months that may hold a time, kept to those ids can name. */
export function monthOf(atMs: number): number {
  if (atMs === Number.POSITIVE_INFINITY) return MONTH_OFFSET - 1;
  if (atMs === Number.NEGATIVE_INFINITY) return -MONTH_OFFSET;
  const month = utcMonthNumber(Math.max(-MAX_TIME_MS, Math.min(MAX_TIME_MS, atMs)));
  return month;
}

/** The last moment a `Date` can hold. */
const MAX_TIME_MS = 8.64e15;
