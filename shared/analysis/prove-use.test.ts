import { describe, expect, it } from "vitest";
import type { MonthColumns } from "../blocks/month-columns.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS } from "../model/reading.ts";
import { makeScaled } from "../model/scaled.ts";
import type { MeterSpan } from "./counter-line.ts";
import { proveUse } from "./prove-use.ts";

const HOUR = 3_600_000;
const t0 = Date.parse("2026-01-01T00:00:00Z");
/** When all that is asked for is over. */
const LATER = t0 + 10_000 * HOUR;
const OLD = "KAM-00000001-34-04" as MeterKey;
const NEW = "KAM-00000002-34-04" as MeterKey;

/** Hourly rows of V1 in 0.01 m³; the n-th frame has the number 100 + n. */
function monthOf(
  meter: MeterKey,
  rows: readonly (readonly [hour: number, count: number])[],
  marks: readonly number[] = [],
): MonthColumns {
  const n = rows.length;
  return {
    meter,
    timesMs: Float64Array.from(rows, ([hour]) => t0 + hour * HOUR),
    registers: [
      { register: "V1", unit: "m³", exponent: -2, counts: Float64Array.from(rows, ([, count]) => count) },
    ],
    statusIndex: new Uint16Array(n),
    statusSets: [[]],
    marks: Uint16Array.from(rows, (_, i) => marks[i] ?? 0),
    originIndex: new Uint16Array(n),
    origins: [{ source: "radio", receiver: "church" }],
    frameSeq: Float64Array.from(rows, ([hour]) => 100 + hour),
  };
}

const span = (meter: MeterKey, columns: MonthColumns, more: Partial<MeterSpan> = {}): MeterSpan => ({
  meter,
  mountedAtMs: t0 - 1000 * HOUR,
  startValues: [],
  endValues: [],
  columns: [columns],
  ...more,
});

const between = (fromHour: number, toHour: number) =>
  ({ register: "V1", step: "hour", fromMs: t0 + fromHour * HOUR, toMs: t0 + toHour * HOUR }) as const;

describe("the proof of a consumption", () => {
  it("names the two registers, and the telegrams they came in", () => {
    const proof = proveUse(
      [
        span(
          OLD,
          monthOf(OLD, [
            [0, 1234],
            [1, 1240],
            [2, 1300],
          ]),
        ),
      ],
      between(0, 2),
      LATER,
    );
    // 13.00 − 12.34 = 0.66
    expect(proof).toMatchObject({ value: "0.66", mark: "measured", unit: "m³", readings: 3, leftOut: [] });
    expect(proof).toMatchObject({ resolution: "0.01", plusMinus: "0.01", toleranceMs: 120_000 });
    expect(proof?.terms).toEqual([
      {
        meter: OLD,
        begin: {
          value: "12.34",
          readings: [
            {
              atMs: t0,
              value: "12.34",
              unit: "m³",
              from: "radio",
              receiver: "church",
              marks: [],
              frameSeq: 100,
            },
          ],
        },
        end: { value: "13.00", readings: [expect.objectContaining({ value: "13.00", frameSeq: 102 })] },
        use: "0.66",
      },
    ]);
  });

  it("names both readings around a boundary that had to be estimated, and the bounds", () => {
    const proof = proveUse(
      [
        span(
          OLD,
          monthOf(OLD, [
            [0, 1000],
            [1, 1010],
            [4, 1040],
          ]),
        ),
      ],
      between(1, 2),
      LATER,
    );
    // A third of the way from 10.10 to 10.40 is 10.20; at least nothing, at most 0.30 was used.
    expect(proof).toMatchObject({ value: "0.10", mark: "estimated", bounds: ["0.00", "0.30"] });
    expect(proof?.terms[0]?.end.value).toBe("10.20");
    expect(proof?.terms[0]?.end.readings.map(({ frameSeq }) => frameSeq)).toEqual([101, 104]);
  });

  it("has a term for each meter of an exchange, with what was noted on the spot, and they add up", () => {
    const noted = (count: number) => [{ register: "V1", unit: "m³", value: makeScaled(count, -2) }] as const;
    const exchangedMs = t0 + 1.5 * HOUR;
    const proof = proveUse(
      [
        span(
          OLD,
          monthOf(OLD, [
            [0, 5000],
            [1, 5010],
          ]),
          { removedAtMs: exchangedMs, endValues: noted(5014) },
        ),
        span(
          NEW,
          monthOf(NEW, [
            [2, 3],
            [3, 20],
          ]),
          { mountedAtMs: exchangedMs, startValues: noted(1) },
        ),
      ],
      between(0, 3),
      LATER,
    );
    // (50.14 − 50.00) + (0.20 − 0.01) = 0.14 + 0.19 = 0.33
    expect(proof?.value).toBe("0.33");
    expect(proof?.terms.map(({ meter, begin, end, use }) => [meter, begin.value, end.value, use])).toEqual([
      [OLD, "50.00", "50.14", "0.14"],
      [NEW, "0.01", "0.20", "0.19"],
    ]);
    expect(proof?.terms[0]?.end.readings[0]).toMatchObject({ from: "removal", receiver: "" });
    expect(proof?.terms[1]?.begin.readings[0]?.from).toBe("mounting");
    expect(proof?.plusMinus).toBe("0.02");
  });

  it("is no more than an estimate over an exchange whose registers nobody noted, and still adds up", () => {
    const swapMs = t0 + 1.5 * HOUR;
    const [old, next] = [
      monthOf(OLD, [
        [0, 5000],
        [1, 5010],
      ]),
      monthOf(NEW, [
        [2, 3],
        [3, 20],
      ]),
    ];
    const spans = [span(OLD, old, { removedAtMs: swapMs }), span(NEW, next, { mountedAtMs: swapMs })];
    const proof = proveUse(spans, between(0, 3), LATER);
    // (50.10 − 50.00) + (0.20 − 0.03) = 0.10 + 0.17; of the hour between the two readings nothing is known.
    expect(proof).toMatchObject({ value: "0.27", mark: "estimated" });
    expect(proof?.bounds).toBeUndefined();
    expect(proof?.terms.map(({ use }) => use)).toEqual(["0.10", "0.17"]);
    expect(proveUse(spans, between(2, 3), LATER)?.mark).toBe("measured");
  });

  it("says what a register that passed its last digit was helped with", () => {
    // Eight digits: after 999999.99 comes 0. 1000000.00 + 0.05 − 999999.90 = 0.15
    const proof = proveUse(
      [
        span(
          OLD,
          monthOf(OLD, [
            [0, 99_999_990],
            [1, 5],
          ]),
        ),
      ],
      between(0, 1),
      LATER,
    );
    expect(proof).toMatchObject({ value: "0.15" });
    expect(proof?.terms[0]).toMatchObject({ rolledOver: "1000000.00", use: "0.15" });
    expect(proof?.terms[0]?.begin.value).toBe("999999.90");
    expect(proof?.terms[0]?.end.value).toBe("0.05");
  });

  it("lists what was left out, and marks what a person corrected", () => {
    const [edited, implausible] = [1 << MARKS.indexOf("edited"), 1 << MARKS.indexOf("implausible")];
    const columns = monthOf(
      OLD,
      [
        [0, 100],
        [1, 9_000],
        [2, 300],
      ],
      [edited, implausible, 0],
    );
    const proof = proveUse([span(OLD, columns)], between(0, 2), LATER);
    expect(proof).toMatchObject({ value: "2.00", mark: "edited" });
    expect(proof?.terms[0]?.begin.readings[0]?.marks).toEqual(["edited"]);
    expect(proof?.leftOut.map(({ value, frameSeq }) => [value, frameSeq])).toEqual([["90.00", 101]]);
  });

  it.each([
    ["first", [9999, 1240]],
    ["last", [1240, 9999]],
  ])("names the true one of two readings of the same moment, where the wrong one stands %s", (_, both) => {
    const rows = [0, 1, 1, 2].map((hour, i) => [hour, [1234, ...both, 1300][i] ?? 0] as const);
    const proof = proveUse([span(OLD, monthOf(OLD, rows))], between(1, 2), LATER);
    // 13.00 − 12.40 = 0.60; 99.99 is above the reading after it.
    expect(proof?.terms[0]?.begin).toMatchObject({ value: "12.40", readings: [{ value: "12.40" }] });
    expect(proof?.leftOut.map(({ value }) => value)).toEqual(["99.99"]);
    expect(proof).toMatchObject({ value: "0.60", readings: 2 });
  });

  it("has no terms where there is nothing to count from", () => {
    const spans = [
      span(
        OLD,
        monthOf(OLD, [
          [5, 100],
          [6, 200],
        ]),
      ),
    ];
    expect(proveUse(spans, between(0, 2), LATER)).toMatchObject({ value: null, mark: "missing", terms: [] });
    expect(proveUse(spans, { ...between(0, 2), register: "E1" }, LATER)).toBeUndefined();
  });

  it("counts an interval that is not over up to the last reading", () => {
    const proof = proveUse(
      [
        span(
          OLD,
          monthOf(OLD, [
            [0, 100],
            [1, 150],
          ]),
        ),
      ],
      between(0, 24),
      t0 + 2 * HOUR,
    );
    expect(proof).toMatchObject({ value: "0.50", mark: "running" });
    expect(proof?.terms[0]?.end.readings[0]?.frameSeq).toBe(101);
  });

  it("of an interval that is over and has no reading at its end, says up to when it counts", () => {
    const columns = monthOf(OLD, [
      [0, 100],
      [1, 150],
    ]);
    const proof = proveUse([span(OLD, columns)], between(0, 24), LATER);
    expect(proof).toMatchObject({ value: "0.50", mark: "silent", untilMs: t0 + HOUR });
    expect(proof?.terms.map(({ use }) => use)).toEqual(["0.50"]);
    // Of the hours after the last reading there is nothing to prove.
    expect(proveUse([span(OLD, columns)], between(1, 24), LATER)).toMatchObject({ value: null, terms: [] });
  });
});
