import { STEPS, type Step } from "../../../shared/model/wire.ts";
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

/** More bars than this no chart can show; a longer stretch is looked at in days. */
const MOST_HOURS = 9_600;
const HOUR_MS = 3_600_000;

/** Any stretch of local days, from midnight to midnight, in `step` or as finely as it can be shown. */
export function freePeriod(
  { fromMs, toMs }: Pick<Period, "fromMs" | "toMs">,
  step: Step,
  { timeZone }: Pick<History, "timeZone">,
): Period {
  const from = startOfStep(fromMs, "day", timeZone);
  const lastDay = startOfStep(Math.max(toMs - 1, from), "day", timeZone);
  const to = nextBoundary(lastDay, "day", timeZone);
  const isTooFine = step === "hour" && (to - from) / HOUR_MS > MOST_HOURS;
  return { step: isTooFine ? "day" : step, fromMs: from, toMs: to };
}

/** Whether it is one of the stretches that `periodAt` gives: a day, a month, a year, or all years. */
function isWhole(period: Period, history: History): boolean {
  const whole = periodAt(period.step, period.fromMs, history);
  return whole.fromMs === period.fromMs && whole.toMs === period.toMs;
}

/** Whether one name says it: a day of hours, a month of days, a year of months, or years. */
export function isCalendar({ step, fromMs, toMs }: Period, timeZone: string): boolean {
  const whole = WHOLE_OF[step];
  const isBoundary = (atMs: number): boolean => startOfStep(atMs, whole, timeZone) === atMs;
  if (step === "year") return isBoundary(fromMs) && isBoundary(toMs);
  return isBoundary(fromMs) && nextBoundary(fromMs, whole, timeZone) === toMs;
}

/** As many local days later, or earlier. */
function shiftDays(atMs: number, days: number, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = writeDate(atMs, timeZone).split("-").map(Number);
  return startOfLocalDay(year, month, day + days, timeZone);
}

/** The neighbouring stretch of as many days. */
function turnFree(period: Period, way: 1 | -1, { timeZone }: History): Period {
  const days = way * Math.max(1, Math.round((period.toMs - period.fromMs) / (24 * HOUR_MS)));
  const move = (atMs: number): number => shiftDays(atMs, days, timeZone);
  return { step: period.step, fromMs: move(period.fromMs), toMs: move(period.toMs) };
}

export function earlierPeriod(period: Period, history: History): Period | undefined {
  if (period.fromMs <= history.firstMs) return undefined;
  if (!isWhole(period, history)) return turnFree(period, -1, history);
  return period.step === "year" ? undefined : periodAt(period.step, period.fromMs - 1, history);
}

export function laterPeriod(period: Period, history: History): Period | undefined {
  if (period.toMs > history.lastMs) return undefined;
  if (!isWhole(period, history)) return turnFree(period, 1, history);
  return period.step === "year" ? undefined : periodAt(period.step, period.toMs, history);
}

export const PERIOD_PRESETS = ["last7", "last30", "last365", "thisYear", "lastYear"] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/** Stretches that are asked for often, counted from the last reading there is. */
export function presetPeriod(preset: PeriodPreset, history: History): Period {
  const { lastMs, timeZone } = history;
  const lastDays = (days: number, step: Step): Period => {
    const fromMs = shiftDays(lastMs, 1 - days, timeZone);
    return freePeriod({ fromMs, toMs: lastMs + 1 }, step, history);
  };
  switch (preset) {
    case "last7":
      return lastDays(7, "hour");
    case "last30":
      return lastDays(30, "day");
    case "last365":
      return lastDays(365, "day");
    case "thisYear":
      return periodAt("month", lastMs, history);
    case "lastYear":
      return periodAt("month", startOfStep(lastMs, "year", timeZone) - 1, history);
  }
}

/** The same stretch as finely as a view of all its hours needs it; a single day is seen in its month. */
export function hoursAround(period: Period, history: History): Period {
  const isShort = period.toMs - period.fromMs < 7 * 24 * HOUR_MS;
  return freePeriod(isShort ? periodAt("day", period.fromMs, history) : period, "hour", history);
}

/** A closer look at one interval: the year's months, the month's days, the day's hours. */
export function closerPeriod(period: Period, intervalFromMs: number, history: History): Period | undefined {
  const finer = FINER_THAN[period.step];
  return finer && periodAt(finer, intervalFromMs, history);
}

/** The same place in another resolution: what was looked at last, not the beginning of time. */
export const withStep = (period: Period, step: Step, history: History): Period =>
  isWhole(period, history)
    ? periodAt(step, Math.max(period.fromMs, Math.min(history.lastMs, period.toMs - 1)), history)
    : freePeriod(period, step, history);

/** The local date a period begins at, as it stands in the page's address. */
export const writeDate = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(atMs);

export function readDate(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  const atMs = startOfLocalDay(year ?? 0, month ?? 1, day ?? 1, timeZone);
  // A 30 February would be another day's name.
  return Number.isFinite(atMs) && writeDate(atMs, timeZone) === text ? atMs : undefined;
}

/** How a period stands in the page's address; both days of a free one are within it. */
export interface PeriodInAddress {
  readonly step?: string | undefined;
  readonly at?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What an address says of days where it is no stretch of days: a day that is none, or a last one before the first. */
export function misreadDays(
  address: Readonly<Partial<Record<"at" | "from" | "to", unknown>>>,
  timeZone: string,
): string | undefined {
  const said = [address.at, address.from, address.to].filter((text) => typeof text === "string");
  const wrong = said.find((text) => text !== "" && readDate(text, timeZone) === undefined);
  if (wrong !== undefined) return wrong;
  const { from, to } = address;
  return typeof from === "string" && typeof to === "string" && from > to ? `${from} – ${to}` : undefined;
}

export function readPeriod(address: PeriodInAddress, history: History): Period {
  const { timeZone } = history;
  const step = STEPS.find((name) => name === address.step) ?? "day";
  const [from, to, at] = [address.from, address.to, address.at].map((text) => readDate(text ?? "", timeZone));
  if (from !== undefined && to !== undefined && from <= to)
    return freePeriod({ fromMs: from, toMs: to + 1 }, step, history);
  return periodAt(step, at ?? history.lastMs, history);
}

export function writePeriod(period: Period, history: History): PeriodInAddress {
  const { step, fromMs, toMs } = period;
  const date = (atMs: number): string => writeDate(atMs, history.timeZone);
  return isWhole(period, history)
    ? { step, at: date(fromMs), from: undefined, to: undefined }
    : { step, at: undefined, from: date(fromMs), to: date(toMs - 1) };
}
