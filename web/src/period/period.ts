import type { Step } from "../../../shared/model/wire.ts";
import { nextBoundary, startOfLocalDay, startOfStep } from "../../../shared/model/zoned-time.ts";

/** A stretch of time that is looked at, and the intervals it is cut into. */
export interface Period {
  /** How long one bar is. */
  readonly step: Step;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** Where a point's readings lie, and where the utility is. */
export interface History {
  readonly timeZone: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** A day in hours, a month in days, a year in months; all years there are in years. */
const WHOLE_OF: Readonly<Record<Step, Step>> = { hour: "day", day: "month", month: "year", year: "year" };
const FINER_THAN: Partial<Readonly<Record<Step, Step>>> = { year: "month", month: "day", day: "hour" };

export function periodAt(step: Step, atMs: number, history: History): Period {
  const { timeZone } = history;
  if (step === "year") {
    const toMs = nextBoundary(startOfStep(history.lastMs, "year", timeZone), "year", timeZone);
    return { step, fromMs: startOfStep(history.firstMs, "year", timeZone), toMs };
  }
  const whole = WHOLE_OF[step];
  const fromMs = startOfStep(atMs, whole, timeZone);
  return { step, fromMs, toMs: nextBoundary(fromMs, whole, timeZone) };
}

export const earlierPeriod = (period: Period, history: History): Period | undefined =>
  period.step === "year" || period.fromMs <= history.firstMs
    ? undefined
    : periodAt(period.step, period.fromMs - 1, history);

export const laterPeriod = (period: Period, history: History): Period | undefined =>
  period.step === "year" || period.toMs > history.lastMs
    ? undefined
    : periodAt(period.step, period.toMs, history);

/** A closer look at one interval: the year's months, the month's days, the day's hours. */
export function closerPeriod(period: Period, intervalFromMs: number, history: History): Period | undefined {
  const finer = FINER_THAN[period.step];
  return finer && periodAt(finer, intervalFromMs, history);
}

/** The same place in another resolution: what was looked at last, not the beginning of time. */
export const withStep = (period: Period, step: Step, history: History): Period =>
  periodAt(step, Math.max(period.fromMs, Math.min(history.lastMs, period.toMs - 1)), history);

/** The local date a period begins at, as it stands in the page's address. */
export const writeDate = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(atMs);

export function readDate(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  const atMs = startOfLocalDay(year ?? 0, month ?? 1, day ?? 1, timeZone);
  return Number.isFinite(atMs) ? atMs : undefined;
}
