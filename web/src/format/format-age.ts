/** Short words for units of time, as the catalogues give them: s, min, h, d. */
export interface AgeUnits {
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An age splits at two of the next unit (119 min, 2 h), so that a number is never as coarse as 1. */
const STEPS = [
  { unit: "day", fromMs: 2 * DAY_MS, ms: DAY_MS },
  { unit: "hour", fromMs: 2 * HOUR_MS, ms: HOUR_MS },
  { unit: "minute", fromMs: MINUTE_MS, ms: MINUTE_MS },
] as const;

/** How long ago, in the largest unit that says it. Clocks that disagree never make it negative. */
export function formatAge(ageMs: number, units: AgeUnits): string {
  const safeMs = Math.max(0, ageMs);
  const step = STEPS.find(({ fromMs }) => safeMs >= fromMs) ?? { unit: "second", ms: SECOND_MS };
  return `${Math.floor(safeMs / step.ms)} ${units[step.unit]}`;
}
