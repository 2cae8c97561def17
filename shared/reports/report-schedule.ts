import { startOfLocalDay, startOfStep, zoneOffsetMs } from "../model/zoned-time.ts";
import { dayOf } from "./report-span.ts";

/** Every month on this day (1–28, so that every month has it), at this hour of the utility's clock. */
export interface MonthlySchedule {
  readonly day: number;
  readonly hour: number;
}

/** The first time after a moment that a schedule comes due, UTC milliseconds. */
export function nextRunMs({ day, hour }: MonthlySchedule, afterMs: number, timeZone: string): number {
  const local = new Date(afterMs + zoneOffsetMs(afterMs, timeZone));
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + 1];
  const inMonth = (ahead: number): number => {
    const midnightMs = startOfLocalDay(year, month + ahead, day, timeZone);
    const wallMs = midnightMs + zoneOffsetMs(midnightMs, timeZone) + hour * 3_600_000;
    return wallMs - zoneOffsetMs(wallMs - zoneOffsetMs(midnightMs, timeZone), timeZone);
  };
  const soon = inMonth(0);
  return soon > afterMs ? soon : inMonth(1);
}

/** What a report that runs by itself looks at: the last whole month before it runs, as days. */
export function monthBefore(nowMs: number, timeZone: string): { readonly from: string; readonly to: string } {
  const thisMonthMs = startOfStep(nowMs, "month", timeZone);
  const lastMonthMs = startOfStep(thisMonthMs - 1, "month", timeZone);
  return { from: dayOf(lastMonthMs, timeZone), to: dayOf(thisMonthMs - 1, timeZone) };
}
