/**
 * UTC months, the periods of blocks. A month's number counts from January 1970, which is 0; it is
 * below 2^22 either side for every time a `Date` can hold.
 */
export function utcMonthNumber(atMs: number): number {
  const date = new Date(atMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** UTC milliseconds at which the month of this number begins. */
export const startOfUtcMonth = (month: number): number => Date.UTC(1970, month, 1);

/** UTC milliseconds at which the month after the one holding `atMs` begins. */
export const nextUtcMonthStart = (atMs: number): number => startOfUtcMonth(utcMonthNumber(atMs) + 1);
