import { afterEach, expect, it, vi } from "vitest";
import { meterTimeAt } from "./meter-time.ts";

afterEach(() => vi.unstubAllEnvs());

it.each([
  // Denmark is an hour ahead of UTC, in summer two; its standard time stays one.
  ["Europe/Copenhagen", "2026-07-01T10:00:05Z", "standard", { month: 7, day: 1, hour: 11, second: 5 }],
  ["Europe/Copenhagen", "2026-07-01T10:00:05Z", "local", { month: 7, day: 1, hour: 12, second: 5 }],
  ["Europe/Copenhagen", "2026-12-31T23:30:00Z", "local", { year: 2027, month: 1, day: 1, hour: 0 }],
  // South of the equator summer is around New Year: Sydney's standard time is ten hours ahead.
  ["Australia/Sydney", "2026-01-01T00:00:00Z", "standard", { year: 2026, month: 1, day: 1, hour: 10 }],
  ["Australia/Sydney", "2026-01-01T00:00:00Z", "local", { year: 2026, month: 1, day: 1, hour: 11 }],
] as const)("in %s at %s the meter's %s time is what its zone says", (timeZone, at, time, expected) => {
  // The phone came from elsewhere.
  vi.stubEnv("TZ", "America/New_York");
  expect(meterTimeAt(Date.parse(at), { time, timeZone })).toMatchObject(expected);
});
