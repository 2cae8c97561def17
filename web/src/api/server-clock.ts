/**
 * How far the server's clock is ahead of ours, as its answers say. A phone whose clock is a year off
 * would send a year's wrong times.
 */
const MOST_OFF_MS = 5 * 60_000;

let offMs = 0;

/** Every answer passes here; `Date` has whole seconds, and the way takes a moment. */
export function noteServerTime(date: string | null, nowMs: number): void {
  const serverMs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(serverMs)) return;
  const off = serverMs - nowMs;
  offMs = Math.abs(off) < MOST_OFF_MS ? 0 : off;
}

/** To be added to our own clock; 0 where that is right enough. */
export const clockOffMs = (): number => offMs;
