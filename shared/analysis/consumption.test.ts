import { describe, expect, it } from "vitest";
import { HOUR, hourly, LATER, monthOf, span, t0 } from "../../tests/support/counter-months.ts";
import { MARKS } from "../model/reading.ts";
import { formatScaled, makeScaled } from "../model/scaled.ts";
import { boundariesBetween } from "../model/zoned-time.ts";
import { consumptionOf } from "./consumption.ts";
import { buildCounterLine } from "./counter-line.ts";

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
    const read = span([
      monthOf([
        [1, 100],
        [2, 110],
      ]),
    ]);
    // 2.5 h: the third hour runs still, and nothing was used of it so far.
    expect(hourly([read], 0, 4, t0 + 2.5 * HOUR).shown).toEqual([
      ["missing", null],
      ["measured", "0.10"],
      ["running", "0.00"],
      ["missing", null],
    ]);
    // Once it is over, nothing is known of it: its only reading is the one it begins with.
    expect(hourly([read], 0, 4, t0 + 3 * HOUR).shown).toEqual([
      ["missing", null],
      ["measured", "0.10"],
      ["missing", null],
      ["missing", null],
    ]);
  });

  it("what is over and has no reading at its end holds what was counted up to the last one, and says so", () => {
    const read = span([
      monthOf([
        [0, 100],
        [6, 160],
      ]),
    ]);
    const dayAt = (nowMs: number) => {
      const line = buildCounterLine([read], "V1");
      return line && consumptionOf(line, [t0, t0 + 24 * HOUR], { step: "day", nowMs });
    };
    // 1.60 − 1.00 = 0.60 m³ in the first six hours; of the other eighteen nothing is known, 2.40 would be a guess.
    const known = { fromMs: t0, toMs: t0 + 24 * HOUR, untilMs: t0 + 6 * HOUR, value: makeScaled(60, -2) };
    expect(dayAt(t0 + 24 * HOUR - 1)).toEqual([{ ...known, mark: "running" }]);
    expect(dayAt(t0 + 24 * HOUR)).toEqual([{ ...known, mark: "silent" }]);
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
        { step: "hour", nowMs: LATER },
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

  it("days of the clock change have 23 and 25 hours, and the month its 743 and 745 (pitfall 14)", () => {
    // One count every hour from 1 March to 1 November 2026: what a day holds are its hours.
    const first = Date.parse("2026-02-28T00:00:00Z");
    const rows = Array.from({ length: 250 * 24 }, (_, hour) => [(first - t0) / HOUR + hour, hour] as const);
    const line = buildCounterLine([span([monthOf(rows)])], "V1");
    if (!line) throw new Error("no line");
    const hoursOf = (from: string, to: string, step: "day" | "month") => {
      const asked = { fromMs: Date.parse(from), toMs: Date.parse(to) };
      const boundaries = boundariesBetween(asked, step, { timeZone: "Europe/Copenhagen", limit: 10 });
      return consumptionOf(line, boundaries, { step, nowMs: LATER }).map(({ value }) =>
        Number(value?.digits),
      );
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

  it("what an exchange left unnoted is in no count: the time it lies in is estimated, and has no bounds", () => {
    const noted = (count: number) => [{ register: "V1", unit: "m³", value: makeScaled(count, -2) }] as const;
    const swapMs = t0 + 1.5 * HOUR;
    const exchanged = (end: readonly number[], start: readonly number[]) => [
      span(
        [
          monthOf([
            [0, 5000],
            [1, 5010],
          ]),
        ],
        { removedAtMs: swapMs, endValues: end.flatMap(noted) },
      ),
      span(
        [
          monthOf([
            [2, 10],
            [3, 40],
          ]),
        ],
        { mountedAtMs: swapMs, startValues: start.flatMap(noted) },
      ),
    ];
    // Between 50.10 and what the old meter showed last, and from where the new one began to 0.10, nobody looked.
    const hours = (end: readonly number[], start: readonly number[]) =>
      hourly(exchanged(end, start), 0, 3).shown;
    const around = (middle: readonly [string, string]) => [
      ["measured", "0.10"],
      middle,
      ["measured", "0.30"],
    ];
    expect(hours([], [])).toEqual(around(["estimated", "0.00"]));
    // 50.20 − 50.10 on the old one; 0.10 − 0.00 on the new one.
    expect(hours([5020], [])).toEqual(around(["estimated", "0.10"]));
    expect(hours([], [0])).toEqual(around(["estimated", "0.10"]));
    expect(hours([5020], [0])).toEqual(around(["measured", "0.20"]));
    const line = buildCounterLine(exchanged([], []), "V1");
    const asked = { step: "day", nowMs: LATER } as const;
    // The whole of it holds the exchange, so it is as little known: 0.10 + 0.30.
    expect(line && consumptionOf(line, [t0, t0 + 3 * HOUR], asked)).toEqual([
      { fromMs: t0, toMs: t0 + 3 * HOUR, mark: "estimated", value: makeScaled(40, -2) },
    ]);
  });

  it("a time that was over before the first mounting is not 0: nothing is known of it", () => {
    const mounted = span([monthOf([[2, 30]])], {
      mountedAtMs: t0 + HOUR,
      startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
    });
    expect(hourly([mounted], 0, 1).shown).toEqual([["missing", null]]);
  });

  it("is told as far as it goes where a register was typed with more digits than can be exact", () => {
    // 1.6 m³, then 9,007,199,254,740,000: in tenths more than 53 bits hold, but a multiple of sixteen.
    const result = hourly(
      [
        span([
          monthOf([[0, 16]], { exponent: -1 }),
          monthOf([[1, 9_007_199_254_740_000]], { exponent: 0 }),
          monthOf([[2, 9_007_199_254_740_000]], { exponent: 0 }),
        ]),
      ],
      0,
      2,
    );
    expect(result.shown).toEqual([
      ["measured", "9007199254739998.4"],
      ["measured", "0.0"],
    ]);
    expect(result.total).toBe("9007199254739998.4");
  });

  it("from mounting on, the first interval counts from the start register", () => {
    const mounted = span([monthOf([[2, 30]])], {
      mountedAtMs: t0 + HOUR,
      startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
    });
    expect(hourly([mounted], 0, 2).shown).toEqual([
      ["missing", null],
      ["measured", "0.30"],
    ]);
  });

  it("an interval in which the first meter came says since when it counts", () => {
    const mounted = span([monthOf([[3, 30]])], {
      mountedAtMs: t0 + 1.5 * HOUR,
      startValues: [{ register: "V1", unit: "m³", value: makeScaled(0, -2) }],
    });
    // Nothing hung here in the first hour; 0.20 of the 0.30 counted in 1.5 h fall into the last one, on the line between.
    const { intervals, shown } = hourly([mounted], 0, 3);
    expect(shown).toEqual([
      ["missing", null],
      ["estimated", "0.10"],
      ["estimated", "0.20"],
    ]);
    expect(intervals.map(({ sinceMs }) => sinceMs)).toEqual([undefined, t0 + 1.5 * HOUR, undefined]);
  });
});
