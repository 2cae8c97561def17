import { describe, expect, it } from "vitest";
import type { MonthColumns } from "../blocks/month-columns.ts";
import { meterKeyOf } from "../model/meter-id.ts";
import { MARKS } from "../model/reading.ts";
import { formatScaled } from "../model/scaled.ts";
import { registersAt } from "./registers-at.ts";

const HOUR = 3_600_000;
const T0 = Date.parse("2026-03-01T00:00:00Z");

/** E1 in kWh with two decimals at these hours after T0. */
function monthOf(rows: readonly (readonly [hour: number, count: number, marks?: number])[]): MonthColumns {
  const n = rows.length;
  return {
    meter: meterKeyOf({ manufacturer: "KAM", id: "80000001", version: 0x34, deviceType: 0x04 }),
    timesMs: Float64Array.from(rows, ([hour]) => T0 + hour * HOUR),
    registers: [
      { register: "E1", unit: "kWh", exponent: -2, counts: Float64Array.from(rows, ([, count]) => count) },
      { register: "t1", unit: "°C", exponent: -2, counts: new Float64Array(n).fill(7000) },
    ],
    statusIndex: new Uint16Array(n),
    statusSets: [[]],
    marks: Uint16Array.from(rows, ([, , marks]) => marks ?? 0),
    originIndex: new Uint16Array(n),
    origins: [{ source: "radio", receiver: "mast" }],
    frameSeq: new Float64Array(n).fill(Number.NaN),
  };
}

const at = (columns: readonly MonthColumns[], hour: number) =>
  registersAt(columns, T0 + hour * HOUR).map(({ register, value, unit, mark, bounds }) => [
    register,
    `${formatScaled(value)} ${unit}`,
    mark,
    ...(bounds ? bounds.map(formatScaled) : []),
  ]);

describe("what a meter's counters showed at a moment", () => {
  it("is the reading of that moment, within a quarter of an hour", () => {
    const columns = [
      monthOf([
        [0, 1000],
        [10, 2000],
      ]),
    ];
    expect(at(columns, 0)).toEqual([["E1", "10.00 kWh", "measured"]]);
    expect(at(columns, 9.8)).toEqual([["E1", "20.00 kWh", "measured"]]);
  });

  it("lies in proportion between its neighbours, which bound it, over a month's end too", () => {
    // A quarter of the way from 10.00 to 20.00.
    expect(at([monthOf([[0, 1000]]), monthOf([[40, 2000]])], 10)).toEqual([
      ["E1", "12.50 kWh", "estimated", "10.00", "20.00"],
    ]);
  });

  it("is what both neighbours said where they said the same: it is known, and no estimate", () => {
    expect(at([monthOf([[0, 1000]]), monthOf([[40, 1000]])], 10)).toEqual([["E1", "10.00 kWh", "measured"]]);
  });

  it("is not known before the first reading, after the last, or where the counter fell", () => {
    const columns = [
      monthOf([
        [10, 2000],
        [20, 1000],
      ]),
    ];
    expect(at(columns, 5)).toEqual([]);
    expect(at(columns, 25)).toEqual([]);
    expect(at(columns, 15)).toEqual([]);
  });

  it("passes over what was found implausible", () => {
    const implausible = 1 << MARKS.indexOf("implausible");
    expect(
      at(
        [
          monthOf([
            [0, 1000],
            [5, 99999, implausible],
            [10, 2000],
          ]),
        ],
        5,
      ),
    ).toEqual([["E1", "15.00 kWh", "estimated", "10.00", "20.00"]]);
  });
});
