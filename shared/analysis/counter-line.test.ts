import { describe, expect, it } from "vitest";
import { HOUR, hourly, LATER, monthOf, span, t0 } from "../../tests/support/counter-months.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS } from "../model/reading.ts";
import { formatScaled, makeScaled } from "../model/scaled.ts";
import { consumptionOf } from "./consumption.ts";
import { buildCounterLine } from "./counter-line.ts";

describe("a counter over its meters and readings", () => {
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

  it("a rollover is one in the meter's own digits, however fine somebody typed a register, or in which unit", () => {
    // 999,999.90 → 000,000.15 m³ by radio: 0.25; then typed as 0.201 m³, or as 201 l: 0.051 more.
    for (const typed of [
      { exponent: -3, unit: "m³" },
      { exponent: 0, unit: "l" },
    ] as const) {
      const radio = monthOf([
        [0, 99_999_990],
        [1, 15],
        [2, Number.NaN],
      ]);
      const [byHand] = monthOf(
        [
          [0, Number.NaN],
          [1, Number.NaN],
          [2, 201],
        ],
        typed,
      ).registers;
      if (!byHand) throw new Error("no register");
      const result = hourly([span([{ ...radio, registers: [byHand, ...radio.registers] }])], 0, 2);
      expect(result.shown.map(([, value]) => Number(value))).toEqual([0.25, 0.051]);
      expect(result.line.events).toEqual([{ kind: "rollover", atMs: t0 + HOUR, register: "V1" }]);
    }
    // Typed at once after it: 999,999.90 → 0.201 m³.
    const before = monthOf([
      [0, 99_999_990],
      [1, Number.NaN],
    ]);
    const [after] = monthOf(
      [
        [0, Number.NaN],
        [1, 201],
      ],
      { exponent: -3 },
    ).registers;
    if (!after) throw new Error("no register");
    const result = hourly([span([{ ...before, registers: [after, ...before.registers] }])], 0, 1);
    expect(result.shown).toEqual([["measured", "0.301"]]);
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
    // What was used of the first hour before it began anew is nowhere to be read.
    expect(result.shown).toEqual([
      ["estimated", "0.00"],
      ["measured", "0.05"],
      ["measured", "0.05"],
    ]);
    expect(result.intervals[0]?.bounds).toBeUndefined();
  });

  it("a register that starts again between the readings of two months is measured in neither of the two it lies between", () => {
    // Read once a month: 50.00, 62.00, then anew at 0.40, 5.40. 12 were used first, 5 last; in between at least nothing.
    const [january, february, march] = [0, 31 * 24, 59 * 24];
    const read = [
      monthOf([
        [january, 5000],
        [february - 1, 6200],
      ]),
      monthOf([
        [february, 40],
        [march - 1, 540],
      ]),
    ];
    const line = buildCounterLine([span(read)], "V1");
    if (!line) throw new Error("no line");
    const used = (atHours: readonly number[]) =>
      consumptionOf(
        line,
        atHours.map((hour) => t0 + hour * HOUR),
        { step: "month", nowMs: LATER },
      ).map(({ mark, value }) => [mark, value && formatScaled(value)]);
    expect(line.events).toEqual([{ kind: "reset", atMs: t0 + february * HOUR, register: "V1" }]);
    expect(used([january, february, march - 1])).toEqual([
      ["estimated", "12.00"],
      ["measured", "5.00"],
    ]);
    // A month of a zone ahead of UTC ends before the last reading: both months lie around the gap.
    expect(used([january, february - 0.5, march - 1])).toEqual([
      ["estimated", "12.00"],
      ["estimated", "5.00"],
    ]);
  });

  it("a register that starts again from one moment to the next loses nothing", () => {
    const result = hourly(
      [
        span([
          monthOf([
            [0, 5000],
            [1, 5010],
            [1.01, 3],
            [2, 8],
          ]),
        ]),
      ],
      0,
      2,
    );
    // 0.10, then 0.05 from 0.03 on; the 36 seconds in between are as good as none.
    expect(result.shown).toEqual([
      ["measured", "0.10"],
      ["measured", "0.05"],
    ]);
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
});
