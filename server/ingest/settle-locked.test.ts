import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import { proveUse } from "../../shared/analysis/prove-use.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { packCommit } from "../store/reading-log.ts";
import { ReadingsTable } from "../store/readings.table.ts";
import { runMigrations } from "../store/run-migrations.ts";
import { Sql } from "../store/sql.ts";
import { settleLocked } from "./settle-locked.ts";

const ADA = "KAM-90000001-34-04" as MeterKey;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** October of the utility was billed; its end is reckoned between 21:00 and 04:00 UTC around it. */
const LOCK = Date.UTC(2026, 9, 31, 23);
const FROM = Date.UTC(2026, 8, 30, 22);

const reading = (atMs: number, digits: number): Reading => ({
  meter: ADA,
  atMs,
  values: [{ register: "E1", unit: "kWh", value: { digits, exponent: 0 } }],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
  frameSeq: digits,
});

let sql: Sql;
let table: ReadingsTable;
beforeEach(() => {
  sql = new Sql(":memory:");
  runMigrations(sql, ":memory:");
  table = new ReadingsTable(sql, { nowMs: () => LOCK, report: () => undefined });
  // 1000 kWh at the beginning; 1700 two hours before the end, 1770 five hours after it: ten an hour.
  table.importMonths(
    toMonthColumns([
      reading(FROM, 1000),
      reading(LOCK - 2 * HOUR_MS, 1700),
      reading(LOCK + 5 * HOUR_MS, 1770),
    ]),
  );
});
afterEach(() => sql.close());

const spans = (): MeterSpan[] => [
  { meter: ADA, mountedAtMs: 0, startValues: [], endValues: [], columns: table.columns(ADA, 0, 8e15) },
];
const billed = () => {
  const line = buildCounterLine(spans(), "E1");
  return line && consumptionOf(line, [FROM, LOCK], { step: "month", nowMs: LOCK + 30 * 24 * HOUR_MS })[0];
};

async function arrive(late: readonly Reading[], lockMs = LOCK) {
  const settled = await settleLocked(late, {
    locks: { beforeMs: lockMs, areas: {} },
    readings: {
      newest: async (...asked) => table.newest(...asked),
      columns: async (...asked) => table.columns(...asked),
    },
    latestReading: () => table.newest(ADA, 8e15, 1)[0],
    hungAt: () => ({ point: { id: "p1", area: "" } }),
    nowMs: () => LOCK + 90 * HOUR_MS,
  });
  table.commitAll([packCommit({ decodedSeq: 1, readings: settled.readings, outcomes: [], formats: [] })]);
  return settled;
}

describe("a reading that comes late around the end of a billed period", () => {
  it("moves no billed number that was reckoned between readings, and is told of in the proof and to the office", async () => {
    // Two of seven hours: 1700 + 70 × 2/7 = 1720 at the end, 720 used; it lies between 700 and 770.
    const asBilled = {
      fromMs: FROM,
      toMs: LOCK,
      mark: "estimated",
      value: { digits: 720, exponent: 0 },
      bounds: [
        { digits: 700, exponent: 0 },
        { digits: 770, exponent: 0 },
      ],
    };
    expect(billed()).toEqual(asBilled);
    // Within the quarter of an hour in which a reading stands for the end itself, and it says 1765 already.
    const { findings } = await arrive([reading(LOCK + 10 * MINUTE_MS, 1765)]);
    expect(billed()).toEqual(asBilled);
    expect(findings).toMatchObject([{ pointId: "p1", reason: "period-locked", atMs: LOCK + 10 * MINUTE_MS }]);
    const proof = proveUse(
      spans(),
      { register: "E1", step: "month", fromMs: FROM, toMs: LOCK },
      LOCK + 30 * 24 * HOUR_MS,
    );
    expect(proof?.value).toBe("720");
    expect(proof?.leftOut).toMatchObject([{ atMs: LOCK + 10 * MINUTE_MS, value: "1765", frameSeq: 1765 }]);
  });

  it("moves no billed number of a register that a reading at the door beside the end did not tell", async () => {
    const both = (atMs: number, kWh: number, m3: number): Reading => ({
      ...reading(atMs, kWh),
      values: [
        { register: "E1", unit: "kWh", value: { digits: kWh, exponent: 0 } },
        { register: "V1", unit: "m³", value: { digits: m3, exponent: 0 } },
      ],
    });
    table.importMonths(
      toMonthColumns([
        ...[both(FROM, 1000, 0), both(LOCK - 2 * HOUR_MS, 1700, 500), both(LOCK + 5 * HOUR_MS, 1770, 570)],
        { ...reading(LOCK + HOUR_MS, 1730), source: "manual", receiver: "Otto" },
      ]),
    );
    const volume = () => {
      const line = buildCounterLine(spans(), "V1");
      return (
        line && consumptionOf(line, [FROM, LOCK], { step: "month", nowMs: LOCK + 90 * HOUR_MS })[0]?.value
      );
    };
    // Two of seven hours between 500 and 570 m³.
    expect(volume()).toEqual({ digits: 520, exponent: 0 });
    const { findings } = await arrive([both(LOCK + 2 * HOUR_MS, 1740, 560)]);
    expect(volume()).toEqual({ digits: 520, exponent: 0 });
    expect(findings).toMatchObject([{ reason: "period-locked", atMs: LOCK + 2 * HOUR_MS }]);
  });

  it("counts where no bill was reckoned beyond it: after the reading the end was reckoned with, or before any", async () => {
    const beyond = [reading(LOCK + 6 * HOUR_MS, 1775)];
    expect(await arrive(beyond)).toEqual({ readings: beyond, findings: [] });
    const notLocked = [reading(LOCK + MINUTE_MS, 1722)];
    expect(await arrive(notLocked, 0)).toEqual({ readings: notLocked, findings: [] });
  });

  it("is passed over where it is the very reading the end was reckoned with, heard again or corrected", async () => {
    expect(await arrive([reading(LOCK + 5 * HOUR_MS, 1999)])).toEqual({ readings: [], findings: [] });
    expect(billed()?.value).toEqual({ digits: 720, exponent: 0 });
  });
});
