import { expect, it } from "vitest";
import { type FakePlace, kwhPlace } from "../../tests/support/fake-report-source.ts";
import { column, faultOf, run } from "../../tests/support/run-consumption.ts";
import type { ReportTable } from "./report.ts";

/** Whole kWh of October of Denmark. */
const used = (id: string, kWh: number): FakePlace =>
  kwhPlace(id, [
    ["2026-09-30T22:00:00Z", 1000],
    ["2026-10-31T23:00:00Z", 1000 + kWh],
  ]);
/** One has no reading then; one does not count heat at all, and is no row. */
const silent = kwhPlace("silent", [["2026-06-01T00:00:00Z", 7]]);
const water: FakePlace = { place: { id: "water" }, counted: {} };
const PLACES = [used("none", 0), used("five", 5), used("six", 6), used("much", 700), silent, water];

const kept = async (limit: string, limitValue?: string, more: object = {}) => {
  const table = await run(PLACES, { limit, ...(limitValue ? { limitValue } : {}), ...more });
  return [table.rows.map(({ pointId }) => pointId), totalOf(table)];
};
const totalOf = (table: ReportTable) => table.columns.find(({ id }) => id === "use")?.total;

it.each([
  ["zero", undefined, ["none"], "0"],
  ["above", "5", ["six", "much"], "706"],
  ["below", "6", ["none", "five"], "5"],
  ["above", "5.999", ["six", "much"], "706"],
  ["above", "700", [], undefined],
  ["missing", undefined, ["silent"], undefined],
])("keeps what is %s %s kWh: %s, with their sum alone", async (limit, value, ids, total) => {
  expect(await kept(limit, value)).toEqual([ids, total]);
});

it("reads the limit in the unit of the column", async () => {
  expect(await kept("above", "0.005", { energyUnit: "MWh" })).toEqual([["six", "much"], "0.706"]);
  expect(await kept("above", "5", { energyUnit: "MWh" })).toEqual([[], undefined]);
});

it("keeps all without one, and asks for a number where one is missing", async () => {
  expect(column(await run(PLACES, {}), "use")).toEqual(["0", "5", "6", "700", null]);
  expect(await faultOf(PLACES, { limit: "above" })).toBe("not-a-number");
  expect(await faultOf(PLACES, { limit: "below", limitValue: "much" })).toBe("not-a-number");
});
