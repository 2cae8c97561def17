import { CLOCK_FORMS } from "./month-columns.ts";

/**
 * A meter's own clock between its text (`Reading.meterClock`, ISO 8601 without a zone) and the two
 * numbers a block keeps of it. Exact for the three forms of `CLOCK_FORMS`; any other text has no
 * place in a block.
 */
export interface ClockValue {
  /** The digits read as if they were UTC, in milliseconds. */
  readonly localMs: number;
  /** Index into `CLOCK_FORMS`. */
  readonly form: number;
}

/** Length of the text of each of `CLOCK_FORMS`. */
const LENGTHS = [10, 16, 19];

/** `undefined` for a text that is none of the forms or names no moment (30 February). */
export function parseMeterClock(text: string): ClockValue | undefined {
  const form = LENGTHS.indexOf(text.length);
  if (form === -1) return undefined;
  const localMs = Date.parse(form === 0 ? `${text}T00:00Z` : `${text}Z`);
  const value = { localMs, form };
  return Number.isNaN(localMs) || formatMeterClock(value) !== text ? undefined : value;
}

/** The text `parseMeterClock` took. */
export function formatMeterClock(value: ClockValue): string {
  return new Date(value.localMs)
    .toISOString()
    .slice(0, LENGTHS[value.form] ?? LENGTHS[CLOCK_FORMS.length - 1]);
}
