import { describe, expect, it } from "vitest";
import { monthBefore, nextRunMs } from "./report-schedule.ts";

const next = (day: number, hour: number, after: string): string =>
  new Date(nextRunMs({ day, hour }, Date.parse(after), "Europe/Copenhagen")).toISOString();

describe("a monthly schedule", () => {
  it("comes due on its day and hour of the utility's clock, in summer and winter", () => {
    expect(next(1, 3, "2026-01-15T12:00:00Z")).toBe("2026-02-01T02:00:00.000Z");
    expect(next(1, 3, "2026-06-15T12:00:00Z")).toBe("2026-07-01T01:00:00.000Z");
    expect(next(28, 6, "2026-12-28T06:00:00Z")).toBe("2027-01-28T05:00:00.000Z");
  });

  it("is this month's while that lies ahead, and next month's from the very moment on", () => {
    expect(next(20, 4, "2026-03-19T23:00:00Z")).toBe("2026-03-20T03:00:00.000Z");
    expect(next(20, 4, "2026-03-20T03:00:00Z")).toBe("2026-04-20T02:00:00.000Z");
  });

  it("keeps its hour the day before the clock is put forward", () => {
    expect(nextRunMs({ day: 28, hour: 4 }, Date.parse("2026-03-01T00:00:00Z"), "Europe/Copenhagen")).toBe(
      Date.parse("2026-03-28T03:00:00Z"),
    );
  });
});

describe("the month before", () => {
  it("is the last whole one of the utility's calendar", () => {
    const month = (now: string) => monthBefore(Date.parse(now), "Europe/Copenhagen");
    expect(month("2024-02-29T23:30:00Z")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(month("2026-01-10T12:00:00Z")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });
});
