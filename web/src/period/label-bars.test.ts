import { expect, it } from "vitest";
import { boundariesBetween } from "../../../shared/model/zoned-time.ts";
import { labelBars } from "./label-bars.ts";

const timeZone = "Europe/Copenhagen";
const intervalsOf = (fromMs: number, toMs: number, step: "hour" | "day") => {
  const at = boundariesBetween({ fromMs, toMs }, step, { timeZone, limit: 10_000 });
  return at.slice(1).map((end, i) => ({ fromMs: at[i] ?? 0, toMs: end }));
};
/** Midnights of Danish standard time. */
const [january, february, nextJanuary] = [
  Date.UTC(2025, 11, 31, 23),
  Date.UTC(2026, 0, 31, 23),
  Date.UTC(2026, 11, 31, 23),
];

it("labels every hour of a day, the days of a month of hours, the months of a year of hours", () => {
  expect(labelBars(intervalsOf(january, january + 86_400_000, "hour"), "hour", timeZone)).toEqual({
    ticks: Array.from({ length: 24 }, (_, hour) => hour),
    unit: "hour",
  });
  const month = labelBars(intervalsOf(january, february, "hour"), "hour", timeZone);
  expect(month).toEqual({ ticks: Array.from({ length: 31 }, (_, day) => day * 24), unit: "dayMonth" });
  const year = labelBars(intervalsOf(january, nextJanuary, "hour"), "hour", timeZone);
  expect(year.unit).toBe("shortMonth");
  // January and February have 59 days; April begins an hour early, for March had a day of 23 hours.
  expect(year.ticks.slice(0, 4)).toEqual([0, 31 * 24, 59 * 24, 90 * 24 - 1]);
  expect(year.ticks).toHaveLength(12);
});

it("labels every day of a month, the months of many days", () => {
  expect(labelBars(intervalsOf(january, february, "day"), "day", timeZone).ticks).toHaveLength(31);
  expect(labelBars(intervalsOf(january, nextJanuary, "day"), "day", timeZone).ticks.slice(0, 3)).toEqual([
    0, 31, 59,
  ]);
  expect(labelBars([], "hour", timeZone).ticks).toEqual([]);
});
