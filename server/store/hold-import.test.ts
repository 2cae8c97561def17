import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ReadingsTable } from "./readings.table.ts";
import { runMigrations } from "./run-migrations.ts";
import { writeSetting } from "./settings.table.ts";
import { Sql } from "./sql.ts";

const ADA = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
/** Billed to the end of October in Denmark. */
const LOCK = Date.UTC(2026, 9, 31, 23);

const at = (hours: number, digits: number): Reading => ({
  meter: ADA,
  atMs: LOCK + hours * HOUR_MS,
  values: [{ register: "E1", unit: "kWh", value: { digits, exponent: 0 } }],
  status: [],
  marks: [],
  source: "import",
  receiver: "file",
});

let sql: Sql;
let table: ReadingsTable;
beforeEach(() => {
  sql = new Sql(":memory:");
  runMigrations(sql, ":memory:");
  table = new ReadingsTable(sql, { nowMs: () => LOCK, report: () => undefined });
  table.importMonths(toMonthColumns([at(-48, 100), at(-2, 146), at(3, 151)]));
});
afterEach(() => sql.close());

const all = () =>
  table
    .columns(ADA, 0, 8e15)
    .flatMap((month) => readingsOf(month))
    .map(({ atMs, values, marks }) => [(atMs - LOCK) / HOUR_MS, values[0]?.value.digits, ...marks]);

describe("months imported into a time that was billed", () => {
  it("change no reading the bill stands on and add none that counts, its end between two readings included", () => {
    writeSetting(sql, "period-locked-before", String(LOCK));
    table.importMonths(
      toMonthColumns([at(-48, 999), at(-24, 555), at(-2, 999), at(1, 777), at(3, 999), at(4, 152)]),
    );
    expect(all()).toEqual([
      [-48, 100],
      [-24, 555, "implausible"],
      [-2, 146],
      [1, 777, "implausible"],
      [3, 151],
      [4, 152],
    ]);
  });

  it("are held to the lock of the area their point lies in, and to none where nothing was billed", () => {
    table.importMonths(toMonthColumns([at(-48, 101)]));
    expect(all()[0]).toEqual([-48, 101]);
    writeSetting(sql, "period-locked-areas", JSON.stringify({ North: LOCK }));
    sql.run(
      "INSERT INTO points (id, number, address, postal_code, city, area, medium, interval_minutes, customer_number, customer_name) VALUES ('p', '1', '', '', '', 'North', 'heat', 60, '', '')",
    );
    sql.run(
      "INSERT INTO segments (point_id, mounted_at_ms, meter, type, start_values, end_values) VALUES ('p', 0, ?, '', '[]', '[]')",
      [ADA],
    );
    table.importMonths(toMonthColumns([at(-48, 102)]));
    expect(all()[0]).toEqual([-48, 101]);
  });

  it("are held to the lock of an area in which their point lay until it was taken away: it may come back", () => {
    writeSetting(sql, "period-locked-areas", JSON.stringify({ North: LOCK }));
    const mountings = JSON.stringify([{ meter: ADA, mountedAtMs: 0, removedAtMs: LOCK + 9 * HOUR_MS }]);
    sql.run("INSERT INTO removed_points VALUES ('p', '1', 'North', ?, ?)", [mountings, LOCK + 9 * HOUR_MS]);
    table.importMonths(toMonthColumns([at(-48, 102)]));
    expect(all()[0]).toEqual([-48, 100]);
  });
});
