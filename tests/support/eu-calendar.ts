import type { Step } from "../../shared/model/wire.ts";

/**
 * Boundaries of Danish local time from the rule itself (Directive 2000/84/EC): summer time, UTC+2, from the last
 * Sunday in March 01:00 UTC to the last Sunday in October 01:00 UTC, else UTC+1.
 */
const HOUR_MS = 3_600_000;

function lastSundayMs(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR_MS;
}

const offsetMs = (atMs: number): number => {
  const year = new Date(atMs).getUTCFullYear();
  return atMs >= lastSundayMs(year, 2) && atMs < lastSundayMs(year, 9) ? 2 * HOUR_MS : HOUR_MS;
};

/** The UTC instant at which a Danish clock shows midnight of this date; `month` from 0. No clock is changed at midnight. */
function danishMidnight(year: number, month: number, day: number): number {
  const wallMs = Date.UTC(year, month, day);
  return wallMs - offsetMs(wallMs - 2 * HOUR_MS);
}

/** Every boundary of `step` from the local date `from` to the local date `to`, both `YYYY-MM-DD` at midnight. */
export function danishBoundaries(from: string, to: string, step: Step): readonly number[] {
  const [y0 = 0, m0 = 1, d0 = 1] = from.split("-").map(Number);
  const [y1 = 0, m1 = 1, d1 = 1] = to.split("-").map(Number);
  const endMs = danishMidnight(y1, m1 - 1, d1);
  const boundaries: number[] = [];
  for (let n = 0; ; n++) {
    const atMs = {
      hour: () => danishMidnight(y0, m0 - 1, d0) + n * HOUR_MS,
      day: () => danishMidnight(y0, m0 - 1, d0 + n),
      month: () => danishMidnight(y0, m0 - 1 + n, 1),
      year: () => danishMidnight(y0 + n, 0, 1),
    }[step]();
    boundaries.push(atMs);
    if (atMs >= endMs) return boundaries;
  }
}
