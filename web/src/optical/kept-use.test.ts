import { expect, it } from "vitest";
import type { DailyUse } from "../../../shared/model/wire-door-uses.ts";
import { daysOf, monthsOf } from "./kept-use.ts";

const use = (
  fromDay: string,
  values: readonly (string | null)[],
  estimated: readonly number[] = [],
): DailyUse => ({
  ...{ register: "E1", unit: "kWh", fromDay, values, estimated },
});

it("begins with the first day that is known, and says which days are estimated", () => {
  expect(daysOf(use("2026-02-27", [null, "1.5", null, "2"], [3]))).toEqual([
    { from: "2026-02-28", text: "1.5", unit: "kWh" },
    { from: "2026-03-01", text: undefined, unit: "kWh" },
    { from: "2026-03-02", text: "2", unit: "kWh", isEstimated: true },
  ]);
  expect(daysOf(use("2026-02-27", [null, null]))).toEqual([]);
});

it("adds whole months up exactly, the running one so far, and none that lacks a day", () => {
  // February: 28 times 0.1 is 2.8. March lacks its second day. April so far: 0.1 + 0.25.
  const march = ["5", null, ...Array.from({ length: 29 }, () => "1")];
  const values = [...Array.from({ length: 28 }, () => "0.1"), ...march, "0.1", "0.25"];
  expect(monthsOf(daysOf(use("2026-02-01", values, [28 + 31])))).toEqual([
    { from: "2026-02-01", text: "2.8", unit: "kWh" },
    { from: "2026-03-01", text: undefined, unit: "kWh" },
    { from: "2026-04-01", text: "0.35", unit: "kWh", isEstimated: true },
  ]);
  // From the third on it is not the month's use.
  expect(monthsOf(daysOf(use("2026-02-03", ["1", "1"])))).toEqual([
    { from: "2026-02-01", text: undefined, unit: "kWh" },
  ]);
});
