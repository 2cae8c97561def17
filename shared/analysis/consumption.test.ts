import { describe, expect, it } from "vitest";
import type { MonthColumns } from "../blocks/month-columns.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS } from "../model/reading.ts";
import { formatScaled, makeScaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import { boundariesBetween } from "../model/zoned-time.ts";
import { consumptionOf, totalOf } from "./consumption.ts";
import { buildCounterLine, type MeterSpan } from "./counter-line.ts";

const HOUR = 3_600_000;
const t0 = Date.parse("2026-01-01T00:00:00Z");

interface Rows {
  readonly meter?: string;
  readonly unit?: Unit;
  readonly exponent?: number;
  readonly marks?: readonly number[];
}

function monthOf(rows: readonly (readonly [hour: number, count: number])[], shape: Rows = {}): MonthColumns {
  const n = rows.length;
  return {
    meter: (shape.meter ?? "KAM-00000001-34-04") as MeterKey,
    timesMs: Float64Array.from(rows, ([hour]) => t0 + hour * HOUR),
    registers: [
      {
        register: "V1",
        unit: shape.unit ?? "m³",
        exponent: shape.exponent ?? -2,
        counts: Float64Array.from(rows, ([, count]) => count),
      },
    ],
    statusIndex: new Uint16Array(n),
    statusSets: [[]],
    marks: Uint16Array.from(rows, (_, i) => shape.marks?.[i] ?? 0),
    originIndex: new Uint16Array(n),
    origins: [{ source: "radio", receiver: "mast" }],
    frameSeq: new Float64Array(n).fill(Number.NaN),
  };
}

const span = (columns: readonly MonthColumns[], more: Partial<MeterSpan> = {}): MeterSpan => ({
  meter: "KAM-00000001-34-04" as MeterKey,
  mountedAtMs: t0 - 1000 * HOUR,
  startValues: [],
  endValues: [],
  columns,
  ...more,
});

function hourly(spans: readonly MeterSpan[], fromHour: number, toHour: number) {
  const line = buildCounterLine(spans, "V1");
  if (!line) throw new Error("no line");
  const boundaries = Array.from({ length: toHour - fromHour + 1 }, (_, i) => t0 + (fromHour + i) * HOUR);
  const intervals = consumptionOf(line, boundaries, "hour");
  return {
    line,
    total: formatScaled(totalOf(intervals, line.exponent)),
    shown: intervals.map((i) => [i.mark, i.value ? formatScaled(i.value) : null]),
    intervals,
  };
}

describe("consumption between boundaries", () => {
  it("is the difference of exact registers", () => {
    // 12.34, 12.40, 13.00 m³: 0.06 and 0.60, sum 0.66
    const result = hourly(
      [
        span([
          monthOf([
            [0, 1234],
            [1, 1240],
            [2, 1300],
          ]),
        ]),
      ],
      0,
      2,
    );
    expect(result.shown).toEqual([
      ["measured", "0.06"],
      ["measured", "0.60"],
    ]);
    expect(result.total).toBe("0.66");
  });

  it("a gap is shared out linearly, marked estimated, bounded by the registers on both sides", () => {
    // 10.00 at 0 h, 10.30 at 3 h: 0.10 each; a single hour can have used anything from 0 to 0.30
    const result = hourly(
      [
        span([
          monthOf([
            [0, 1000],
            [3, 1030],
          ]),
        ]),
      ],
      0,
      3,
    );
    expect(result.shown).toEqual([
      ["estimated", "0.10"],
      ["estimated", "0.10"],
      ["estimated", "0.10"],
    ]);
    expect(result.intervals[1]?.bounds?.map(formatScaled)).toEqual(["0.00", "0.30"]);
    expect(result.total).toBe("0.30");
  });

  it("a silence of years is not shared out over its months", () => {
    const old = span(
      [
        monthOf([
          [0, 1_000_000],
          [1, 1_000_010],
        ]),
      ],
      {
        mountedAtMs: t0 - 9 * 365 * 24 * HOUR,
        startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
      },
    );
    expect(hourly([old], -2, 1).shown).toEqual([
      ["missing", null],
      ["missing", null],
      ["measured", "0.10"],
    ]);
  });

  it("before the first and after the last reading nothing is invented", () => {
    const result = hourly(
      [
        span([
          monthOf([
            [1, 100],
            [2, 110],
          ]),
        ]),
      ],
      0,
      4,
    );
    expect(result.shown).toEqual([
      ["missing", null],
      ["measured", "0.10"],
      ["running", "0.00"],
      ["missing", null],
    ]);
  });

  it("a rollover at eight digits continues the count (pitfall 8)", () => {
    // 99,999,990 → 00,000,015 counts of 0.01 m³: 25 counts
    const result = hourly(
      [
        span([
          monthOf([
            [0, 99_999_990],
            [1, 15],
            [2, 20],
          ]),
        ]),
      ],
      0,
      2,
    );
    expect(result.shown).toEqual([
      ["measured", "0.25"],
      ["measured", "0.05"],
    ]);
    expect(result.line.events).toEqual([{ kind: "rollover", atMs: t0 + HOUR, register: "V1" }]);
  });

  it("an exchange sums both meters and makes no jump (pitfall 10)", () => {
    // old: 50.00 at 0 h, removed at 1.5 h with 50.20; new: mounted at 1.5 h with 0.00, 0.10 at 2 h, 0.40 at 3 h
    const swapMs = t0 + 1.5 * HOUR;
    const old = span(
      [
        monthOf([
          [0, 5000],
          [1, 5010],
        ]),
      ],
      {
        removedAtMs: swapMs,
        endValues: [{ register: "V1", unit: "m³", value: makeScaled(5020, -2) }],
      },
    );
    const next = span(
      [
        monthOf(
          [
            [2, 10],
            [3, 40],
          ],
          { meter: "KAM-00000002-34-04" },
        ),
      ],
      {
        meter: "KAM-00000002-34-04" as MeterKey,
        mountedAtMs: swapMs,
        startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
      },
    );
    const result = hourly([old, next], 0, 3);
    expect(result.shown).toEqual([
      ["measured", "0.10"],
      ["measured", "0.20"],
      ["measured", "0.30"],
    ]);
    expect(result.line.events).toEqual([
      { kind: "exchange", atMs: swapMs, from: "KAM-00000001-34-04", to: "KAM-00000002-34-04" },
    ]);
  });

  it("the old meter's readings after its removal do not count", () => {
    const old = span(
      [
        monthOf([
          [0, 5000],
          [1, 5010],
          [2, 5900],
        ]),
      ],
      { removedAtMs: t0 + HOUR },
    );
    const next = span(
      [
        monthOf(
          [
            [1, 0],
            [2, 7],
          ],
          { meter: "KAM-00000002-34-04" },
        ),
      ],
      {
        meter: "KAM-00000002-34-04" as MeterKey,
        mountedAtMs: t0 + HOUR,
      },
    );
    expect(hourly([old, next], 0, 2).shown).toEqual([
      ["measured", "0.10"],
      ["measured", "0.07"],
    ]);
  });

  it("meters that count in different resolutions are added exactly", () => {
    const old = span(
      [
        monthOf(
          [
            [0, 500],
            [1, 501],
          ],
          { exponent: -1 },
        ),
      ],
      { removedAtMs: t0 + HOUR },
    );
    const next = span(
      [
        monthOf(
          [
            [1, 0],
            [2, 1234],
          ],
          { exponent: -3 },
        ),
      ],
      { mountedAtMs: t0 + HOUR },
    );
    // 0.1 m³ and 1.234 m³
    expect(hourly([old, next], 0, 2).total).toBe("1.334");
  });

  it("one spike up or down is left out, both neighbours stay", () => {
    expect(
      hourly(
        [
          span([
            monthOf([
              [0, 100],
              [1, 9000],
              [2, 120],
            ]),
          ]),
        ],
        0,
        2,
      ).total,
    ).toBe("0.20");
    expect(
      hourly(
        [
          span([
            monthOf([
              [0, 100],
              [1, 3],
              [2, 120],
            ]),
          ]),
        ],
        0,
        2,
      ).total,
    ).toBe("0.20");
  });

  it("a register that starts again at zero is a reset, never a negative consumption", () => {
    const result = hourly(
      [
        span([
          monthOf([
            [0, 5000],
            [1, 10],
            [2, 15],
            [3, 20],
          ]),
        ]),
      ],
      0,
      3,
    );
    expect(result.line.events).toEqual([{ kind: "reset", atMs: t0 + HOUR, register: "V1" }]);
    expect(result.shown).toEqual([
      ["measured", "0.00"],
      ["measured", "0.05"],
      ["measured", "0.05"],
    ]);
  });

  it("a register that a person corrected is counted from, and its two intervals say so", () => {
    const edited = 1 << MARKS.indexOf("edited");
    // 1.00, 3.00 (corrected), 4.00, 6.00 m³
    const rows = [
      [0, 100],
      [1, 300],
      [2, 400],
      [3, 600],
    ] as const;
    const result = hourly([span([monthOf(rows, { marks: [0, edited, 0, 0] })])], 0, 3);
    expect(result.shown).toEqual([
      ["edited", "2.00"],
      ["edited", "1.00"],
      ["measured", "2.00"],
    ]);
  });

  it("a register that a person estimated makes what it bounds an estimate, which nothing measured bounds", () => {
    const estimated = 1 << MARKS.indexOf("estimated");
    // 1.00, 3.00 (estimated), 4.00, 6.00 m³; at the third hour's middle nothing was read.
    const rows = [
      [0, 100],
      [1, 300],
      [2, 400],
      [3, 600],
    ] as const;
    const line = buildCounterLine([span([monthOf(rows, { marks: [0, estimated, 0, 0] })])], "V1");
    if (!line) throw new Error("no line");
    const at = (...hours: readonly number[]) =>
      consumptionOf(
        line,
        hours.map((hour) => t0 + hour * HOUR),
        "hour",
      ).map(({ mark, value, bounds }) => [mark, value && formatScaled(value), bounds?.map(formatScaled)]);
    expect(at(0, 1, 2, 3)).toEqual([
      ["estimated", "2.00", undefined],
      ["estimated", "1.00", undefined],
      ["measured", "2.00", undefined],
    ]);
    // Halfway between 1.00 and the guess of 3.00; halfway between 4.00 and 6.00, both measured.
    expect(at(0, 0.5)).toEqual([["estimated", "1.00", undefined]]);
    expect(at(2, 2.5)).toEqual([["estimated", "1.00", ["0.00", "2.00"]]]);
  });

  it("a column whose every row is implausible decides no resolution", () => {
    const implausible = 1 << MARKS.indexOf("implausible");
    // 9,000,000.00 and 9,000,001.00 m³; beside them a row taken back, with 14 decimals, in which these are no exact integers.
    const typed = monthOf([[1, 5]], { exponent: -14, marks: [implausible] });
    const read = monthOf([
      [0, 900_000_000],
      [1, 900_000_100],
    ]);
    const result = hourly([span([typed, read])], 0, 1);
    expect(result.line.exponent).toBe(-2);
    expect(result.shown).toEqual([["measured", "1.00"]]);
  });

  it("what is left out is told, whether it was marked or is above or below both its neighbours", () => {
    const implausible = 1 << MARKS.indexOf("implausible");
    const told = (rows: readonly (readonly [number, number])[], marks?: readonly number[]) =>
      hourly([span([monthOf(rows, marks ? { marks } : {})])], 0, 3).line.events;
    const at = (hour: number) => [{ kind: "implausible", atMs: t0 + hour * HOUR, register: "V1" }];
    expect(
      told(
        [
          [0, 100],
          [1, 250],
          [2, 300],
          [3, 400],
        ],
        [0, implausible, 0, 0],
      ),
    ).toEqual(at(1));
    expect(
      told([
        [0, 100],
        [1, 9_000],
        [2, 300],
        [3, 400],
      ]),
    ).toEqual(at(1));
    expect(
      told([
        [0, 100],
        [1, 200],
        [2, 7],
        [3, 400],
      ]),
    ).toEqual(at(2));
  });

  it("days of the clock change have 23 and 25 hours, and the month its 743 and 745 (pitfall 14)", () => {
    // One count every hour from 1 March to 1 November 2026: what a day holds are its hours.
    const first = Date.parse("2026-02-28T00:00:00Z");
    const rows = Array.from({ length: 250 * 24 }, (_, hour) => [(first - t0) / HOUR + hour, hour] as const);
    const line = buildCounterLine([span([monthOf(rows)])], "V1");
    if (!line) throw new Error("no line");
    const hoursOf = (from: string, to: string, step: "day" | "month") => {
      const asked = { fromMs: Date.parse(from), toMs: Date.parse(to) };
      const boundaries = boundariesBetween(asked, step, { timeZone: "Europe/Copenhagen", limit: 10 });
      return consumptionOf(line, boundaries, step).map(({ value }) => Number(value?.digits));
    };
    expect(hoursOf("2026-03-28T00:00+01:00", "2026-03-31T00:00+02:00", "day")).toEqual([24, 23, 24]);
    expect(hoursOf("2026-10-24T00:00+02:00", "2026-10-27T00:00+01:00", "day")).toEqual([24, 25, 24]);
    expect(hoursOf("2026-03-01T00:00+01:00", "2026-04-01T00:00+02:00", "month")).toEqual([743]);
    expect(hoursOf("2026-10-01T00:00+02:00", "2026-11-01T00:00+01:00", "month")).toEqual([745]);
  });

  it("a reading marked implausible is not a boundary", () => {
    const implausible = 1 << MARKS.indexOf("implausible");
    const result = hourly(
      [
        span([
          monthOf(
            [
              [0, 100],
              [1, 500],
              [2, 520],
            ],
            { marks: [0, implausible, 0] },
          ),
        ]),
      ],
      0,
      2,
    );
    expect(result.shown).toEqual([
      ["estimated", "2.10"],
      ["estimated", "2.10"],
    ]);
  });

  it("a time that was over before the first mounting is not 0: nothing is known of it", () => {
    const mounted = span([monthOf([[2, 30]])], {
      mountedAtMs: t0 + HOUR,
      startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
    });
    expect(hourly([mounted], 0, 1).shown).toEqual([["missing", null]]);
  });

  it("from mounting on, the first interval counts from the start register", () => {
    const mounted = span([monthOf([[2, 30]])], {
      mountedAtMs: t0 + HOUR,
      startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
    });
    expect(hourly([mounted], 0, 2).shown).toEqual([
      ["measured", "0.00"],
      ["measured", "0.30"],
    ]);
  });
});
