import { describe, expect, it } from "vitest";
import type { PointOccupancy } from "../../server/ports.ts";
import { spanWithNoted } from "../../server/reports/noted-registers.ts";
import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine } from "../../shared/analysis/counter-line.ts";
import { proveUse } from "../../shared/analysis/prove-use.ts";
import type { NotedValue } from "../../shared/model/reading.ts";
import { formatScaled, makeScaled } from "../../shared/model/scaled.ts";
import { HOUR, monthOf, span, t0 } from "../support/counter-months.ts";

/** Somebody moves at the 24th hour; the meter said 10.00 m³ at the hour 0 and 14.80 at the hour 96. */
const MOVED = t0 + 24 * HOUR;
const m3 = (digits: number) => makeScaled(digits, -2);
const noted = (digits: number, bounds?: NotedValue["bounds"]): readonly NotedValue[] => [
  { register: "V1", unit: "m³", value: m3(digits), ...(bounds ? { bounds } : {}) },
];
/** As it was proposed then and confirmed: 10.00 + 4.80 × 24 / 96 = 11.20. */
const RECKONED = noted(1120, [m3(1000), m3(1480)]);

function livedIn(endValues: readonly NotedValue[], startValues = endValues): readonly PointOccupancy[] {
  const who = { pointId: "p", customerNumber: "", email: "" };
  return [
    { ...who, customerName: "Ada", fromMs: t0 - 900 * HOUR, toMs: MOVED, startValues: [], endValues },
    { ...who, customerName: "Bo", fromMs: MOVED, startValues, endValues: [] },
  ];
}

const ENDS: readonly (readonly [number, number])[] = [
  [0, 1000],
  [96, 1480],
];
const HOURS = [0, 24, 96].map((hour) => t0 + hour * HOUR);

function bills(occupancies: readonly PointOccupancy[], rows = ENDS, month = monthOf(rows)): unknown {
  const spans = [spanWithNoted(span([month]), occupancies)];
  const line = buildCounterLine(spans, "V1");
  if (!line) throw new Error("no line");
  const intervals = consumptionOf(line, HOURS, { step: "day", nowMs: HOURS[2] ?? 0 });
  return intervals.map(({ mark, value, bounds }) => [
    mark,
    value && formatScaled(value),
    bounds?.map(formatScaled).join("…"),
  ]);
}

describe("a register noted when somebody moved", () => {
  it("parts the bills as it was read off", () => {
    // 11.00 − 10.00 and 14.80 − 11.00
    expect(bills(livedIn(noted(1100)))).toEqual([
      ["measured", "1.00", undefined],
      ["measured", "3.80", undefined],
    ]);
  });

  it("stays an estimate with its bounds on both bills where nobody read it off", () => {
    // It lay between 10.00 and 14.80: either bill may be anything from 0 to 4.80.
    const estimated = [
      ["estimated", "1.20", "0.00…4.80"],
      ["estimated", "3.60", "0.00…4.80"],
    ];
    expect(bills(livedIn(RECKONED))).toEqual(estimated);
    // The one who moved in was told 11.20, and 11.20 they are billed from, whatever is read between.
    const later: typeof ENDS = [
      [0, 1000],
      [12, 1090],
      [96, 1480],
    ];
    expect(bills(livedIn(RECKONED), later)).toEqual(estimated);
  });

  it("is the one that was read off where one of the two was", () => {
    const measured = [
      ["measured", "1.00", undefined],
      ["measured", "3.80", undefined],
    ];
    expect(bills(livedIn(RECKONED, noted(1100)))).toEqual(measured);
    expect(bills(livedIn(noted(1100), RECKONED))).toEqual(measured);
  });

  it("gives way, and not the meter's own reading, where what comes later proves that it was not so", () => {
    // 11.50 at the hour 12 already, or 11.00 still at the hour 36: 11.20 cannot have been at the hour 24. Between the
    // readings it is 11.50 + 3.30 × 12 / 84 = 11.97, and 10.00 + 1.00 × 24 / 36 = 10.67.
    expect(
      bills(livedIn(RECKONED), [
        [0, 1000],
        [12, 1150],
        [96, 1480],
      ]),
    ).toEqual([
      ["estimated", "1.97", "1.50…4.80"],
      ["estimated", "2.83", "0.00…3.30"],
    ]);
    expect(
      bills(livedIn(RECKONED), [
        [0, 1000],
        [36, 1100],
        [96, 1480],
      ]),
    ).toEqual([
      ["estimated", "0.67", "0.00…1.00"],
      ["estimated", "4.13", "3.80…4.80"],
    ]);
  });

  it("tells not whether a reading after it was wrong", () => {
    // 20.00 was mistyped at the hour 48, and 15.00 reckoned between; then the meter says 13.00 and 14.80. Without both
    // it is 10.00 + 3.00 × 24 / 72 = 11.00 at the hour 24, at least 10.00 and at most 13.00.
    const mistyped: typeof ENDS = [
      [0, 1000],
      [48, 2000],
      [72, 1300],
      [96, 1480],
    ];
    expect(bills(livedIn(noted(1500, [m3(1000), m3(2000)])), mistyped)).toEqual([
      ["estimated", "1.00", "0.00…3.00"],
      ["estimated", "3.80", "1.80…4.80"],
    ]);
  });

  it.each(["radio", "manual", "import"] as const)(
    "gives way to what was read at that very moment (%s)",
    (source) => {
      // 11.50 − 10.00 and 14.80 − 11.50
      const rows: typeof ENDS = [
        [0, 1000],
        [24, 1150],
        [96, 1480],
      ];
      const month = { ...monthOf(rows), origins: [{ source, receiver: "" }] };
      expect(bills(livedIn(RECKONED), rows, month)).toEqual([
        ["measured", "1.50", undefined],
        ["measured", "3.30", undefined],
      ]);
    },
  );

  it("is said in the proof to be reckoned, between what it was", () => {
    const question = { register: "V1", step: "day", fromMs: t0, toMs: MOVED } as const;
    const proofOf = (occupancies: readonly PointOccupancy[]) =>
      proveUse([spanWithNoted(span([monthOf(ENDS)]), occupancies)], question, HOURS[2] ?? 0);
    const proof = proofOf(livedIn(RECKONED));
    expect(proof).toMatchObject({ value: "1.20", mark: "estimated", bounds: ["0.00", "4.80"] });
    const readings = proof?.terms[0]?.end.readings;
    expect(readings).toMatchObject([{ value: "11.20", marks: ["estimated"], bounds: ["10.00", "14.80"] }]);
    expect(proofOf(livedIn(noted(1120)))).toMatchObject({ value: "1.20", mark: "measured" });
  });
});
