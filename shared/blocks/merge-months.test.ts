import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading } from "../model/reading.ts";
import { isOrdered, mergeMonths, orderRows, sliceMonth } from "./merge-months.ts";
import type { MonthColumns } from "./month-columns.ts";
import { compareReadings, readingsOf, toMonthColumns } from "./month-readings.ts";

const START = Date.UTC(2025, 2, 1);

const anyReading: fc.Arbitrary<Reading> = fc
  .tuple(
    fc.nat(30),
    fc.constantFrom("radio", "manual", "import") as fc.Arbitrary<Reading["source"]>,
    fc.nat(99),
  )
  .map(([hour, source, count]) => ({
    meter: "KAM-90000001-34-04" as MeterKey,
    atMs: START + hour * 3_600_000,
    values: [
      { register: "E1", unit: "kWh", value: { digits: count, exponent: count % 2 } },
      ...(count % 3 === 0
        ? [{ register: "t1", unit: "°C", value: { digits: 1 - count, exponent: -2 } } as const]
        : []),
    ],
    status: count % 5 === 0 ? ["leak"] : [],
    marks: count % 7 === 0 ? ["edited"] : [],
    source,
    receiver: `r${count % 2}`,
    ...(count % 4 === 0 ? { frameSeq: count } : {}),
    ...(count % 6 === 0 ? { meterClock: "2025-03-01T02:30" } : {}),
  }));

const keyOf = (one: Reading): string => `${one.atMs} ${one.source}`;
/** By plain search: the last reading of each time and source, in row order. */
const distinct = (readings: readonly Reading[]): Reading[] =>
  [...new Map(readings.map((one) => [keyOf(one), one])).values()].sort(compareReadings);

const anyReadings = fc.array(anyReading, { minLength: 1, maxLength: 40 });

function monthOf(readings: readonly Reading[]): MonthColumns {
  const [month] = toMonthColumns(distinct(readings));
  if (!month) throw new Error("no readings");
  return month;
}

describe("two halves of a month", () => {
  it("merge into what plain search makes of them, the newer winning", () => {
    fc.assert(
      fc.property(anyReadings, anyReadings, (older, newer) => {
        const merged = mergeMonths(monthOf(older), monthOf(newer));
        expect(readingsOf(merged)).toEqual(distinct([...older, ...newer]));
        expect(isOrdered(merged)).toBe(true);
      }),
    );
  });

  it("merge when the one simply follows the other", () => {
    fc.assert(
      fc.property(anyReadings, anyReadings, (older, later) => {
        const following = later.map((one) => ({ ...one, atMs: one.atMs + 40 * 3_600_000 }));
        const merged = mergeMonths(monthOf(older), monthOf(following));
        expect(readingsOf(merged)).toEqual(distinct([...older, ...following]));
      }),
    );
  });
});

describe("rows of a month", () => {
  it("are put in order, the last of two with one time and source staying", () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const byHour = new Map<number, Reading[]>();
        for (const one of readings) byHour.set(one.atMs, [...(byHour.get(one.atMs) ?? []), one]);
        const [unordered] = toMonthColumns(readings);
        if (!unordered) throw new Error("no readings");
        expect(readingsOf(orderRows(unordered))).toEqual(distinct(readings));
      }),
    );
  });

  it("are cut at a time, the first inclusive, the last not", () => {
    const month = monthOf(
      [0, 1, 2, 3].map((hour) => ({
        meter: "KAM-90000001-34-04" as MeterKey,
        atMs: START + hour,
        values: [],
        status: [],
        marks: [],
        source: "radio",
        receiver: "",
      })),
    );
    const times = (fromMs: number, toMs: number) => {
      const part = sliceMonth(month, START + fromMs, START + toMs);
      return part && [...part.timesMs].map((atMs) => atMs - START);
    };
    expect(times(1, 3)).toEqual([1, 2]);
    expect(times(-5, 9)).toEqual([0, 1, 2, 3]);
    expect(times(4, 9)).toBeUndefined();
    expect(times(2, 2)).toBeUndefined();
  });
});
