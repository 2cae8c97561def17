import { describe, expect, it } from "vitest";
import { startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { RetentionRun } from "../retention-ports.ts";
import { clockAheadSince } from "./judge-clock.ts";

const DAY_MS = 86_400_000;
const YEAR_2099 = Date.UTC(2099, 0, 1);

/** A store whose readings were made in these months (a day each), and where retention ran last, or never. */
const ahead = (nowMs: number, readMs: readonly number[], last?: Partial<RetentionRun>) => {
  const run = last && { atMs: nowMs, thinned: 0, deleted: 0, journalBytes: 0, ...last };
  const months = [...new Set(readMs.map((atMs) => startOfUtcMonth(utcMonthNumber(atMs))))];
  const store = { retention: { lastRun: async () => run }, readings: { latest: async () => [] } };
  const known: unknown = { store, upkeep: { months: async () => months } };
  return clockAheadSince(known as Parameters<typeof clockAheadSince>[0], nowMs);
};

const monthly = (fromYear: number, toYear: number): number[] =>
  Array.from({ length: (toYear - fromYear) * 12 }, (_, month) => Date.UTC(fromYear, month, 15));

describe("a clock where retention never ran", () => {
  it("is ahead in 2099, also where readings came by it: it was never right, or only when the history was brought", async () => {
    expect(await ahead(YEAR_2099, monthly(2024, 2027))).toBe(YEAR_2099);
    expect(await ahead(YEAR_2099, [...monthly(2024, 2027), YEAR_2099 - DAY_MS])).toBe(YEAR_2099);
    expect(await ahead(YEAR_2099, [YEAR_2099 - DAY_MS])).toBe(YEAR_2099);
  });

  it("is ahead where the last run did not come to its end for another reason", async () => {
    const last = { atMs: YEAR_2099 - DAY_MS, failure: "The disk is full." };
    expect(await ahead(YEAR_2099, [...monthly(2024, 2027), YEAR_2099 - DAY_MS], last)).toBe(YEAR_2099);
  });

  it("can be right where readings tell of all the years since this program was written", async () => {
    expect(await ahead(Date.UTC(2040, 0, 5), monthly(2026, 2040))).toBeUndefined();
    // A year without any among them is no reason to doubt, two are.
    const [before, behind] = [monthly(2026, 2033), monthly(2034, 2040)];
    expect(await ahead(Date.UTC(2040, 0, 5), [...before, ...behind])).toBeUndefined();
    expect(await ahead(Date.UTC(2041, 0, 5), [...before, ...monthly(2035, 2041)])).toBe(Date.UTC(2041, 0, 5));
  });

  it("is believed after thirty days where an old program began with a young store", async () => {
    const [began, read] = [Date.UTC(2040, 0, 5), monthly(2039, 2040)];
    expect(await ahead(began, read)).toBe(began);
    const failed = { failure: "clock-ahead", aheadSinceMs: began };
    const aheadAfter = (days: number) =>
      ahead(began + days * DAY_MS, [...read, began + days * DAY_MS], {
        ...{ ...failed, atMs: began + (days - 1) * DAY_MS },
      });
    expect(await aheadAfter(29)).toBe(began);
    expect(await aheadAfter(30)).toBeUndefined();
  });

  it("can be right in a store in which nothing was read", async () => {
    expect(await ahead(YEAR_2099, [])).toBeUndefined();
  });
});

describe("a clock after a run", () => {
  it("can be right where this program was written since, however long the server stood still", async () => {
    const last = { atMs: Date.UTC(2023, 0, 1) };
    expect(await ahead(Date.UTC(2026, 11, 15), monthly(2022, 2023), last)).toBeUndefined();
  });
});
