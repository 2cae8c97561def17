import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ReadingsTable } from "../store/readings.table.ts";
import { runMigrations } from "../store/run-migrations.ts";
import { Sql } from "../store/sql.ts";
import { isBilled, wouldChangeBill } from "./billed-period.ts";

const ADA = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
const LOCK = Date.UTC(2026, 9, 31, 23);

const reading = (
  hour: number,
  counted: Readonly<Partial<Record<"E1" | "V1", number>>>,
  marks: Reading["marks"] = [],
): Reading => ({
  meter: ADA,
  atMs: LOCK + hour * HOUR_MS,
  values: Object.entries(counted).map(([register, digits]) => ({
    register: register === "E1" ? "E1" : "V1",
    unit: register === "E1" ? "kWh" : "m³",
    value: { digits, exponent: 0 },
  })),
  status: [],
  marks,
  source: "radio",
  receiver: "mast",
});

let sql: Sql;
let table: ReadingsTable;
beforeEach(() => {
  sql = new Sql(":memory:");
  runMigrations(sql, ":memory:");
  table = new ReadingsTable(sql, { nowMs: () => LOCK, report: () => undefined });
  // Somebody typed the volume alone an hour after the lock; energy is told five hours after it.
  table.importMonths(
    toMonthColumns([
      reading(-2, { E1: 1700, V1: 50 }),
      reading(1, { V1: 51 }),
      reading(3, { E1: 9 }, ["implausible"]),
      reading(5, { E1: 1770, V1: 54 }),
      reading(6, { E1: 1780, V1: 55 }),
    ]),
  );
});
afterEach(() => sql.close());

const ask = (question: typeof isBilled, hour: number, lockMs = LOCK): Promise<boolean> =>
  question(
    {
      store: {
        review: { locks: async () => ({ beforeMs: lockMs, areas: {} }) },
        readings: {
          newest: async (...asked: Parameters<ReadingsTable["newest"]>) => table.newest(...asked),
          columns: async (...asked: Parameters<ReadingsTable["columns"]>) => table.columns(...asked),
        },
      },
      points: { find: () => ({ point: { area: "" } }) },
    } as unknown as Parameters<typeof isBilled>[0],
    { pointId: "p1", meter: ADA, atMs: LOCK + hour * HOUR_MS },
  );

describe("the end of a bill", () => {
  it("stands on readings up to the first of each register, whatever another register said before", async () => {
    const hours = [-2, 1, 3, 5, 6];
    const billed = await Promise.all(hours.map((hour) => ask(isBilled, hour)));
    expect(billed).toEqual([true, true, true, true, false]);
  });

  it("would be moved by a reading before that, and by none after it", async () => {
    const added = await Promise.all([-1, 0, 2, 4.5, 5.5, 7].map((hour) => ask(wouldChangeBill, hour)));
    expect(added).toEqual([true, true, true, true, false, false]);
  });

  it("is nowhere where nothing is locked", async () => {
    expect([await ask(isBilled, -2, 0), await ask(wouldChangeBill, -1, 0)]).toEqual([false, false]);
  });
});
