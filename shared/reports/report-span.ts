import { err, ok, type Result } from "../model/result.ts";
import type { Step } from "../model/wire.ts";
import { boundariesBetween, startOfLocalDay, zoneOffsetMs } from "../model/zoned-time.ts";
import type { ReportFault } from "./report.ts";

/** An interval of whole local days: `fromMs` (inclusive) to `toMs` (exclusive), UTC milliseconds. */
export interface ReportSpan {
  /** First and last day as they were said, `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface World {
  readonly timeZone: string;
  readonly nowMs: number;
}

const MAX_YEARS = 20;

/** A day that the calendar has: 2025-02-29 is none. */
function readDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal ? { year, month, day } : undefined;
}

const startOf = ({ year, month, day }: Day, timeZone: string): number =>
  startOfLocalDay(year, month, day, timeZone);

/** Where a day, or one so many days later, begins; `undefined` where the text is no day of the calendar. */
export function dayStart(text: string, timeZone: string, later = 0): number | undefined {
  const day = readDay(text);
  return day && startOf({ ...day, day: day.day + later }, timeZone);
}

export function daySpan(
  days: { readonly from: string; readonly to: string },
  { timeZone, nowMs }: World,
): Result<ReportSpan, ReportFault> {
  const [first, last] = [readDay(days.from), readDay(days.to)];
  if (!first) return err({ code: "not-a-day", field: "from", actual: days.from });
  if (!last) return err({ code: "not-a-day", field: "to", actual: days.to });
  const fromMs = startOf(first, timeZone);
  const toMs = startOf({ ...last, day: last.day + 1 }, timeZone);
  if (toMs <= fromMs) return err({ code: "reversed", field: "to", actual: days.to });
  if (last.year - first.year > MAX_YEARS) return err({ code: "too-long", field: "from", actual: days.from });
  if (fromMs > nowMs) return err({ code: "in-future", field: "from", actual: days.from });
  return ok({ ...days, fromMs, toMs });
}

/** The same days a year before. 29 February has none. */
export function lastYear(span: ReportSpan, { timeZone }: World): Result<ReportSpan, ReportFault> {
  const [first, last] = [readDay(span.from), readDay(span.to)];
  const before = (day: Day | undefined): Day | undefined =>
    day && readDay(dayText({ ...day, year: day.year - 1 }));
  const [from, to] = [before(first), before(last) ?? endOfFebruary(last)];
  if (!(from && to)) return err({ code: "no-last-year", field: "from", actual: span.from });
  return ok({
    from: dayText(from),
    to: dayText(to),
    fromMs: startOf(from, timeZone),
    toMs: startOf({ ...to, day: to.day + 1 }, timeZone),
  });
}

/** An interval that ends with a leap February is compared with a February that ends a day earlier. */
const endOfFebruary = (last: Day | undefined): Day | undefined =>
  last && { year: last.year - 1, month: 2, day: 28 };

const dayText = ({ year, month, day }: Day): string =>
  `${year}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`;

/** The local date a moment lies on, `YYYY-MM-DD`. */
export const dayOf = (atMs: number, timeZone: string): string =>
  new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 10);

/** The interval's ends and the starts of the utility's days, months or years between them. */
export function stepBoundaries(
  span: Pick<ReportSpan, "fromMs" | "toMs">,
  step: Step | "whole",
  timeZone: string,
): readonly number[] {
  if (step === "whole") return [span.fromMs, span.toMs];
  const limit = 20_000;
  const inner = boundariesBetween(span, step, { timeZone, limit }).filter(
    (atMs) => atMs > span.fromMs && atMs < span.toMs,
  );
  return [span.fromMs, ...inner, span.toMs];
}
