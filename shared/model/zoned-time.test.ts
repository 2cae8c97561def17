import { describe, expect, it } from "vitest";
import {
  boundariesBetween,
  instantOfMeterClock,
  nextBoundary,
  startOfStep,
  zoneOffsetMs,
} from "./zoned-time.ts";

const zone = "Europe/Copenhagen";
const iso = (ms: number) => new Date(ms).toISOString();
const hours = (a: number, b: number) => (b - a) / 3_600_000;

describe("local calendar boundaries", () => {
  it("the day summer time starts has 23 hours (2026-03-29, EU directive 2000/84/EC)", () => {
    const day = startOfStep(Date.parse("2026-03-29T12:00:00Z"), "day", zone);
    expect(iso(day)).toBe("2026-03-28T23:00:00.000Z");
    expect(hours(day, nextBoundary(day, "day", zone))).toBe(23);
  });

  it("the day summer time ends has 25 hours, all of them listed", () => {
    const day = startOfStep(Date.parse("2026-10-25T12:00:00Z"), "day", zone);
    const next = nextBoundary(day, "day", zone);
    expect(hours(day, next)).toBe(25);
    const boundaries = boundariesBetween({ fromMs: day, toMs: next }, "hour", { timeZone: zone, limit: 100 });
    expect(boundaries).toHaveLength(26);
  });

  it("months and years begin at local midnight", () => {
    const at = Date.parse("2026-07-15T10:00:00Z");
    expect(iso(startOfStep(at, "month", zone))).toBe("2026-06-30T22:00:00.000Z");
    expect(iso(startOfStep(at, "year", zone))).toBe("2025-12-31T23:00:00.000Z");
    expect(iso(nextBoundary(startOfStep(at, "year", zone), "year", zone))).toBe("2026-12-31T23:00:00.000Z");
  });

  it("a zone with a half-hour offset has its hours at half past in UTC", () => {
    expect(zoneOffsetMs(Date.parse("2026-01-01T00:00:00Z"), "Asia/Kolkata")).toBe(5.5 * 3_600_000);
    expect(iso(startOfStep(Date.parse("2026-01-01T10:10:00Z"), "hour", "Asia/Kolkata"))).toBe(
      "2026-01-01T09:30:00.000Z",
    );
  });

  it("where summer time skips midnight the day begins at the first minute that exists (Cairo, 2026-04-24)", () => {
    const day = startOfStep(Date.parse("2026-04-24T12:00:00Z"), "day", "Africa/Cairo");
    expect(iso(day)).toBe("2026-04-23T22:00:00.000Z");
    expect(hours(day, nextBoundary(day, "day", "Africa/Cairo"))).toBe(23);
  });

  it("stops at the limit instead of listing without end", () => {
    const span = { fromMs: 0, toMs: 1e12 };
    expect(boundariesBetween(span, "hour", { timeZone: zone, limit: 50 })).toHaveLength(50);
  });
});

describe("a meter's clock", () => {
  it("counts in the standard time of its zone all year", () => {
    // Denmark is an hour ahead of UTC; what a clock on the wall shows in July does not matter.
    expect(instantOfMeterClock("2026-01-15T12:00", "Europe/Copenhagen")).toBe(Date.UTC(2026, 0, 15, 11));
    expect(instantOfMeterClock("2026-07-15T12:00:30", "Europe/Copenhagen")).toBe(
      Date.UTC(2026, 6, 15, 11, 0, 30),
    );
    expect(instantOfMeterClock("2026-07-15", "Australia/Sydney")).toBe(Date.UTC(2026, 6, 14, 14));
    expect(instantOfMeterClock("--07-15", "Europe/Copenhagen")).toBeUndefined();
  });
});
