import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ReadingsTable } from "./readings.table.ts";
import { runMigrations } from "./run-migrations.ts";
import { Sql } from "./sql.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
const MARCH = Date.UTC(2024, 2, 1);
const DAYS = Array.from({ length: 31 }, (_, day) => MARCH + day * 24 * HOUR_MS);
const STEP = { atMs: MARCH, dayStartsMs: DAYS, held: [] };

let sql: Sql;
let table: ReadingsTable;
beforeEach(() => {
  sql = new Sql(":memory:");
  runMigrations(sql, ":memory:");
  table = new ReadingsTable(sql, { nowMs: () => Date.UTC(2026, 0, 1), report: () => undefined });
});
afterEach(() => sql.close());

/** Twenty minutes before each full hour, or before so many of them. */
const said = (days: number, everyHours = 1): Reading[] =>
  Array.from({ length: (days * 24) / everyHours }, (_, n) => ({
    meter: METER,
    atMs: MARCH + n * everyHours * HOUR_MS + 40 * 60_000,
    values: [{ register: "E1", unit: "kWh", value: { digits: 2 * n * everyHours, exponent: 0 } }],
    status: [],
    marks: [],
    source: "radio",
    receiver: "mast",
  }));

const kept = () =>
  table.columns(METER, MARCH, MARCH + 32 * 24 * HOUR_MS).flatMap((month) => readingsOf(month));
const lookedAt = () => table.monthsToThin(STEP).months.length;

describe("a month that keeps more than one reading a day when it is thinned", () => {
  it("is thinned once: it is not opened again every day, and no more of it is said to go", () => {
    table.importMonths(toMonthColumns(said(31)));
    expect(lookedAt()).toBe(1);
    // The first two and the last two, and of 30 midnights the last before and the first behind: none is within a quarter of an hour.
    expect(table.retain(STEP).removed).toBe(744 - 64);
    expect(kept()).toHaveLength(64);
    expect(lookedAt()).toBe(0);
    expect(table.weigh(STEP)).toBe(0);
    expect(table.retain(STEP).removed).toBe(0);
    // Deleting is another thing.
    expect(table.weigh({ atMs: MARCH, held: [] })).toBe(64);
  });

  it("is looked at again when something was read in it since", () => {
    table.importMonths(toMonthColumns(said(31)));
    table.retain(STEP);
    // As much as was said forty minutes later: a counter that falls would stay.
    const late = { ...said(1)[12], atMs: MARCH + 12 * HOUR_MS } as Reading;
    table.importMonths(toMonthColumns([late]));
    expect(kept()).toHaveLength(65);
    expect(lookedAt()).toBe(1);
    expect(table.retain(STEP).removed).toBe(1);
    expect(kept()).toHaveLength(64);
    expect(table.count()).toBe(64);
  });

  it("is another version only where something went", () => {
    // At 0:40 and 12:40: of each midnight both sides are needed, so all stay.
    table.importMonths(toMonthColumns(said(31, 12)));
    const before = table.blocks(METER);
    expect(lookedAt()).toBe(1);
    expect(table.retain(STEP).removed).toBe(0);
    expect(kept()).toEqual(said(31, 12));
    expect(table.blocks(METER)).toEqual(before);
    expect(lookedAt()).toBe(0);
    expect(table.weigh(STEP)).toBe(0);
  });
});
