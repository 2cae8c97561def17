import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading } from "../model/reading.ts";
import { readingsOf, toMonthColumns } from "./month-readings.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const LAST_OF_JANUARY = Date.UTC(2025, 1, 1) - 1;

const reading = (atMs: number, more: Partial<Reading> = {}): Reading => ({
  meter: METER,
  atMs,
  values: [{ register: "E1", unit: "kWh", value: { digits: 12, exponent: -1 } }],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
  ...more,
});

describe("readings as months of columns", () => {
  it("come back as they were, with status, marks, clock, source and frame", () => {
    const readings = [
      reading(LAST_OF_JANUARY - 9, {
        frameSeq: 7,
        meterClock: "2025-01-31T23:59",
        status: ["leak", "reset"],
      }),
      reading(LAST_OF_JANUARY, { marks: ["estimated", "unproven"], source: "manual", receiver: "Ada" }),
      reading(LAST_OF_JANUARY, { source: "import", values: [] }),
    ];
    const [month] = toMonthColumns(readings);
    expect(month && readingsOf(month)).toEqual(readings);
  });

  it("are split where a UTC month ends", () => {
    const months = toMonthColumns([reading(LAST_OF_JANUARY), reading(LAST_OF_JANUARY + 1)]);
    expect(months.map((month) => [...month.timesMs])).toEqual([[LAST_OF_JANUARY], [LAST_OF_JANUARY + 1]]);
  });

  it("have one column per register, unit and resolution, in the register table's order", () => {
    const volume = (digits: number, exponent: number): Reading["values"] => [
      { register: "V1", unit: "m³", value: { digits, exponent } },
      { register: "E1", unit: "kWh", value: { digits: 1, exponent: 0 } },
    ];
    const [month] = toMonthColumns([
      reading(1, { values: volume(5, -2) }),
      reading(2, { values: volume(51, -3) }),
    ]);
    expect(
      month?.registers.map(({ register, exponent, counts }) => [register, exponent, [...counts]]),
    ).toEqual([
      ["E1", 0, [1, 1]],
      ["V1", -3, [Number.NaN, 51]],
      ["V1", -2, [5, Number.NaN]],
    ]);
  });

  it("leave out a value beyond 53 bits, which no column can hold", () => {
    const values: Reading["values"] = [
      { register: "E1", unit: "kWh", value: { digits: 2n ** 60n, exponent: 0 } },
    ];
    const [month] = toMonthColumns([reading(1, { values })]);
    expect(month?.registers).toEqual([]);
  });
});
