import { describe, expect, it } from "vitest";
import {
  closerPeriod,
  earlierPeriod,
  freePeriod,
  hoursAround,
  laterPeriod,
  misreadDays,
  periodAt,
  presetPeriod,
  readDate,
  readPeriod,
  withStep,
  writeDate,
  writePeriod,
} from "./period.ts";

const timeZone = "Europe/Copenhagen";
/** Copenhagen is at UTC+1 in winter, UTC+2 in summer. */
const winter = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 3_600_000;
const summer = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 7_200_000;
const history = { timeZone, firstMs: winter(2025, 2, 10), lastMs: winter(2026, 11, 23) + 9 * 3_600_000 };

describe("periods", () => {
  it("are a day in hours, a month in days, a year in months and all years there are", () => {
    const at = summer(2026, 7, 14) + 5 * 3_600_000;
    expect(periodAt("hour", at, history)).toMatchObject({
      fromMs: summer(2026, 7, 14),
      toMs: summer(2026, 7, 15),
    });
    expect(periodAt("day", at, history)).toMatchObject({
      fromMs: summer(2026, 7, 1),
      toMs: summer(2026, 8, 1),
    });
    expect(periodAt("month", at, history)).toMatchObject({
      fromMs: winter(2026, 1, 1),
      toMs: winter(2027, 1, 1),
    });
    expect(periodAt("year", at, history)).toMatchObject({
      fromMs: winter(2025, 1, 1),
      toMs: winter(2027, 1, 1),
    });
  });

  it("are 23 and 25 hours long where summer time begins and ends", () => {
    const spring = periodAt("hour", summer(2026, 3, 29) + 12 * 3_600_000, history);
    const autumn = periodAt("hour", winter(2026, 10, 25) + 12 * 3_600_000, history);
    expect([spring, autumn].map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000)).toEqual([23, 25]);
  });

  it("lead to their neighbours as far as there are readings", () => {
    const october = periodAt("day", summer(2026, 10, 3), history);
    const november = laterPeriod(october, history);
    expect(november).toMatchObject({ fromMs: winter(2026, 11, 1), toMs: winter(2026, 12, 1) });
    expect(november && laterPeriod(november, history)).toBeUndefined();
    expect(november && earlierPeriod(november, history)).toEqual(october);
    expect(earlierPeriod(periodAt("day", history.firstMs, history), history)).toBeUndefined();
  });

  it("open closer: a year's bar its months, a month's bar its days, a day's bar its hours", () => {
    const years = periodAt("year", history.lastMs, history);
    const year = closerPeriod(years, winter(2026, 1, 1), history);
    expect(year).toMatchObject({ step: "month", fromMs: winter(2026, 1, 1) });
    const month = year && closerPeriod(year, summer(2026, 5, 1), history);
    expect(month).toMatchObject({ step: "day", fromMs: summer(2026, 5, 1), toMs: summer(2026, 6, 1) });
    const day = month && closerPeriod(month, summer(2026, 5, 9), history);
    expect(day).toMatchObject({ step: "hour", fromMs: summer(2026, 5, 9), toMs: summer(2026, 5, 10) });
    expect(day && closerPeriod(day, summer(2026, 5, 9), history)).toBeUndefined();
  });

  it("keep the place when the resolution changes, and never show only the future", () => {
    const year = periodAt("month", history.lastMs, history);
    expect(withStep(year, "hour", history).fromMs).toBe(winter(2026, 11, 23));
    const may = periodAt("day", summer(2026, 5, 9), history);
    expect(withStep(may, "hour", history).fromMs).toBe(summer(2026, 5, 31));
  });

  it("stand in the address as local dates", () => {
    expect(writeDate(summer(2026, 5, 9), timeZone)).toBe("2026-05-09");
    expect(readDate("2026-05-09", timeZone)).toBe(summer(2026, 5, 9));
    expect(readDate("yesterday", timeZone)).toBeUndefined();
  });

  it("are any days from one date to another, turned by as many days, over a change of the clock too", () => {
    const span = { fromMs: summer(2026, 10, 20), toMs: winter(2026, 10, 28) };
    const free = freePeriod(span, "hour", history);
    expect(free).toEqual({ step: "hour", ...span });
    // 20 to 27 October are eight days; the eight before begin on the 12th, the eight after end before 5 November.
    expect(earlierPeriod(free, history)).toMatchObject({
      fromMs: summer(2026, 10, 12),
      toMs: summer(2026, 10, 20),
    });
    expect(laterPeriod(free, history)).toMatchObject({
      fromMs: winter(2026, 10, 28),
      toMs: winter(2026, 11, 5),
    });
    expect(withStep(free, "day", history)).toEqual({ ...free, step: "day" });
  });

  it("are looked at in days where there would be more hours than a chart can show", () => {
    const year = { fromMs: winter(2026, 1, 1), toMs: winter(2027, 1, 1) };
    expect(freePeriod(year, "hour", history).step).toBe("hour");
    expect(freePeriod({ ...year, fromMs: winter(2025, 1, 1) }, "hour", history).step).toBe("day");
  });

  it("are offered ready made, up to the last reading", () => {
    // The last reading is of 23 November: seven days from the 17th.
    expect(presetPeriod("last7", history)).toEqual({
      step: "hour",
      fromMs: winter(2026, 11, 17),
      toMs: winter(2026, 11, 24),
    });
    expect(presetPeriod("lastYear", history)).toMatchObject({
      step: "month",
      fromMs: winter(2025, 1, 1),
      toMs: winter(2026, 1, 1),
    });
  });

  it("show all their hours, a day in those of its month", () => {
    const day = periodAt("hour", summer(2026, 5, 9), history);
    expect(hoursAround(day, history)).toEqual({
      step: "hour",
      fromMs: summer(2026, 5, 1),
      toMs: summer(2026, 6, 1),
    });
  });

  it("come back from the address as they were written, and nonsense is not taken", () => {
    const free = freePeriod({ fromMs: summer(2026, 5, 9), toMs: summer(2026, 5, 12) }, "day", history);
    expect(writePeriod(free, history)).toMatchObject({ from: "2026-05-09", to: "2026-05-11" });
    expect(readPeriod(writePeriod(free, history), history)).toEqual(free);
    const may = periodAt("day", summer(2026, 5, 9), history);
    expect(readPeriod(writePeriod(may, history), history)).toEqual(may);
    const november = periodAt("day", history.lastMs, history);
    expect(readPeriod({ from: "2026-05-09", to: "2026-05-01" }, history)).toEqual(november);
    // 2027 is no leap year.
    expect(readPeriod({ from: "2027-02-29", to: "2027-03-01" }, history)).toEqual(november);
    expect(readDate("2028-02-29", timeZone)).toBe(winter(2028, 2, 29));
  });
});

it.each([
  [{ at: "2026-02-30" }, "2026-02-30"],
  [{ at: "2025-02-29" }, "2025-02-29"],
  [{ at: "2024-02-29" }, undefined],
  [{ from: "2026-01-01", to: "soon" }, "soon"],
  [{ from: "2026-03-02", to: "2026-03-01" }, "2026-03-02 – 2026-03-01"],
  [{ from: "2026-03-01", to: "2026-03-01" }, undefined],
  [{ at: "", step: "day" }, undefined],
])("of the address %o says what is no stretch of days: %s", (address, said) => {
  expect(misreadDays(address, "Europe/Copenhagen")).toBe(said);
});
