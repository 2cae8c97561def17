import { describe, expect, it } from "vitest";
import { findReport } from "../../../shared/reports/index.ts";
import { firstParams, isAsked, presetDays, readParams } from "./report-params.ts";

const ZONE = "Europe/Copenhagen";
/** Half past midnight in Denmark, still the last day of February in Greenwich. */
const NEW_YEAR = Date.parse("2025-12-31T23:30:00Z");
const LEAP_MARCH = Date.parse("2024-02-29T23:30:00Z");
const fields = findReport("consumption")?.fields ?? [];

describe("a report's form", () => {
  it("offers months and years of the utility's calendar", () => {
    expect(presetDays("lastMonth", NEW_YEAR, ZONE)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(presetDays("thisMonth", NEW_YEAR, ZONE)).toEqual({ from: "2026-01-01", to: "2026-01-31" });
    expect(presetDays("lastMonth", LEAP_MARCH, ZONE)).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(presetDays("lastYear", NEW_YEAR, ZONE)).toEqual({ from: "2025-01-01", to: "2025-12-31" });
    expect(presetDays("thisYear", NEW_YEAR, ZONE)).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });

  it("begins with what is right for most, and takes what an address says", () => {
    const first = firstParams(fields, NEW_YEAR, ZONE);
    expect(first).toMatchObject({ from: "2025-12-01", registers: ["E1", "V1"], limit: "all", places: {} });
    expect(readParams(JSON.stringify({ limit: "zero" }), first)).toEqual({ ...first, limit: "zero" });
    expect(readParams("{nonsense", first)).toBe(first);
    expect(readParams("[1]", first)).toBe(first);
  });

  it("asks for a limit's value only where there is a limit", () => {
    const value = fields.find(({ id }) => id === "limitValue");
    const params = firstParams(fields, NEW_YEAR, ZONE);
    expect(value && isAsked(value, params)).toBe(false);
    expect(value && isAsked(value, { ...params, limit: "above" })).toBe(true);
  });
});
