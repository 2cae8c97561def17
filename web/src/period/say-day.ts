import type { Formats } from "../format/make-formats.ts";
import { readDate } from "./period.ts";

/**
 * The first moment of a day of the utility's calendar, UTC milliseconds; `NaN` where it is none. Noon in Greenwich is
 * the next day in New Zealand.
 */
export const momentOfDay = (day: string, { timeZone }: Pick<Formats, "timeZone">): number =>
  readDate(day, timeZone) ?? Number.NaN;

/** A day such as `2026-11-29` as it is written in this language; what is no day stays as it is. */
export function sayDay(day: string, formats: Pick<Formats, "timeZone" | "date">): string {
  const atMs = momentOfDay(day, formats);
  return Number.isNaN(atMs) ? day : formats.date(atMs);
}
