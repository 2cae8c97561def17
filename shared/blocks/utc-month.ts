/** UTC milliseconds at which the month holding `atMs` begins. */
export function utcMonthStart(atMs: number): number {
  const date = new Date(atMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** UTC milliseconds at which the month after the one holding `atMs` begins. */
export function nextUtcMonthStart(atMs: number): number {
  const date = new Date(atMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
