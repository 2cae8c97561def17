import { describe, expect, it } from "vitest";
import type { HeadRow } from "../store/head-database.ts";
import { decimalsFor, useByDay, useByMonth } from "./daily-consumption.ts";

const HEAT = 60;
const row = (clock: string, kwh: string, id: number): HeadRow => ({
  pointId: "p1",
  log: "day",
  id,
  clock,
  values: [{ id: HEAT, text: kwh, unit: "kWh" }],
  status: [],
});

describe("use at the door", () => {
  it("is not told where a register began again: less than nothing was used by nobody", () => {
    const rows = [row("2026-11-30", "9999990", 1), row("2026-12-01", "15", 2), row("2026-12-02", "27", 3)];
    expect(useByDay(rows, HEAT).map(({ text }) => text)).toEqual([undefined, "12"]);
    const firsts = [row("2026-11-01", "9999000", 1), row("2026-12-01", "15", 2)];
    expect(useByMonth(firsts, HEAT).map(({ text }) => text)).toEqual([undefined]);
  });

  it("of a meter that counts MWh is told in as many decimals as tell its days apart", () => {
    // The largest day: 24 kWh, 1.9 m³, 0.137 m³, 0.0149 MWh, 0.0004 MWh, and none at all.
    expect([24, 1.9, 0.137, 0.0149, 0.0004, 0].map(decimalsFor)).toEqual([2, 2, 3, 4, 4, 2]);
  });

  it("of a day is what the counter rose until the next midnight, to the last digit", () => {
    const rows = [
      row("2026-11-20", "1200.30", 1),
      row("2026-11-21", "1241.55", 2),
      row("2026-11-22", "1241.55", 3),
    ];
    expect(useByDay(rows, HEAT)).toEqual([
      { from: "2026-11-20", text: "41.25", unit: "kWh" },
      { from: "2026-11-21", text: "0.00", unit: "kWh" },
    ]);
  });

  it("is missing for the days between two rows that are further apart", () => {
    const rows = [row("2026-02-27", "10", 1), row("2026-03-02", "40", 2)];
    expect(useByDay(rows, HEAT).map(({ from, text }) => [from, text])).toEqual([
      ["2026-02-27", undefined],
      ["2026-02-28", undefined],
      ["2026-03-01", undefined],
    ]);
  });

  it("of a month is between its first midnight and the next month's", () => {
    const rows = [
      row("2025-12-01", "100", 1),
      row("2025-12-15", "150", 2),
      row("2026-01-01", "230", 3),
      row("2026-02-01", "300", 4),
      row("2026-04-01", "390", 5),
    ];
    expect(useByMonth(rows, HEAT).map(({ from, text }) => [from, text])).toEqual([
      ["2025-12-01", "130"],
      ["2026-01-01", "70"],
      ["2026-02-01", undefined],
    ]);
  });

  it("is nothing of a register that the rows do not hold", () => {
    expect(useByDay([row("2026-11-20", "1", 1), row("2026-11-21", "2", 2)], 63)[0]?.text).toBeUndefined();
  });
});
