import { describe, expect, it } from "vitest";
import { HOUR, LATER, monthOf, span, t0 } from "../../tests/support/counter-months.ts";
import { RandomSource } from "../../tests/support/random-source.ts";
import { MARKS } from "../model/reading.ts";
import { makeScaled } from "../model/scaled.ts";
import { consumptionOf } from "./consumption.ts";
import { buildCounterLine, type CountSpan } from "./counter-line.ts";
import { thinMonth } from "./thin-month.ts";

const hoursOf = (rows: ArrayLike<number>) => Array.from(rows, (atMs) => (atMs - t0) / HOUR);

describe("a month without the rows that nobody misses", () => {
  it("keeps two at its ends and two on each side of a moment", () => {
    const month = monthOf(Array.from({ length: 100 }, (_, hour) => [hour, 1000 + hour]));
    const { timesMs, registers } = thinMonth(month, [t0 + 50.5 * HOUR]);
    expect(hoursOf(timesMs)).toEqual([0, 1, 49, 50, 51, 52, 98, 99]);
    expect(Array.from(registers[0]?.counts ?? [])).toEqual([1000, 1001, 1049, 1050, 1051, 1052, 1098, 1099]);
  });

  it.each([
    ["a counter fell", [0, 1, 2, 3, 4, 5, 1, 7, 8, 9], 0],
    ["a reading was left out", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1 << MARKS.indexOf("implausible")],
    ["somebody corrected one", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1 << MARKS.indexOf("edited")],
    ["somebody estimated one", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1 << MARKS.indexOf("estimated")],
  ])("stays whole where %s", (_, counts, mark) => {
    const marks = counts.map((__, row) => (row === 5 ? mark : 0));
    const month = monthOf(
      counts.map((count, hour) => [hour, count]),
      { marks },
    );
    expect(thinMonth(month, [])).toBe(month);
  });

  it("gives the same consumption as all rows, whatever happened to the meters", () => {
    const random = new RandomSource(20_261_130);
    let thinned = 0;
    for (let run = 0; run < 2000; run++) {
      const { spans, boundariesMs } = someHistory(random);
      const thin = spans.map((one) => {
        const ends = one.removedAtMs === undefined ? [] : [one.removedAtMs, one.removedAtMs + 1];
        const moments = [...boundariesMs, one.mountedAtMs, ...ends];
        return { ...one, columns: one.columns.map((month) => thinMonth(month, moments)) };
      });
      thinned += rowsOf(spans) - rowsOf(thin);
      expect(usesOf(thin, boundariesMs)).toEqual(usesOf(spans, boundariesMs));
    }
    expect(thinned).toBeGreaterThan(10_000);
  });
});

const rowsOf = (spans: readonly CountSpan[]): number =>
  spans.reduce((sum, { columns }) => sum + columns.reduce((n, { timesMs }) => n + timesMs.length, 0), 0);

function usesOf(spans: readonly CountSpan[], boundariesMs: readonly number[]) {
  const line = buildCounterLine(spans, "V1");
  if (!line) return undefined;
  const isSeen = ({ kind }: { readonly kind: string }) => kind !== "implausible";
  const [fromMs, toMs] = [boundariesMs[0] ?? 0, boundariesMs.at(-1) ?? 0];
  return {
    ...{ unit: line.unit, exponent: line.exponent, startsAtMounting: line.startsAtMounting },
    intervals: consumptionOf(line, boundariesMs, { step: "day", nowMs: LATER }),
    events: line.events.filter((one) => isSeen(one) && one.atMs >= fromMs && one.atMs < toMs),
  };
}

const DAYS = 30;

/** One meter or two in turn, months of readings with holes, falls, outliers, marks and noted values. */
function someHistory(random: RandomSource) {
  const spans: CountSpan[] = [];
  const exchangeMs = t0 + random.below(90 * 24) * HOUR;
  const meters = random.chance(0.5) ? 2 : 1;
  for (let meter = 0; meter < meters; meter++) {
    const removedAtMs = meter + 1 < meters ? exchangeMs : undefined;
    const mountedAtMs = meter === 0 ? t0 - random.pick([1000, 0, -200]) * HOUR : exchangeMs;
    const noted = (count: number) => [
      { register: "V1" as const, unit: "m³" as const, value: makeScaled(count, -2) },
    ];
    spans.push({
      ...span([]),
      mountedAtMs,
      ...(removedAtMs === undefined ? {} : { removedAtMs }),
      startValues: random.chance(0.3) ? noted(random.below(40)) : [],
      endValues: removedAtMs !== undefined && random.chance(0.3) ? noted(5000 + random.below(2000)) : [],
      columns: monthsOf(random),
    });
  }
  const boundariesMs = [...new Set(Array.from({ length: 2 + random.below(4) }, () => random.below(92 * 24)))]
    .sort((a, b) => a - b)
    .map((hour) => t0 + hour * HOUR);
  if (boundariesMs.length < 2) boundariesMs.push(t0 + 93 * 24 * HOUR);
  return { spans, boundariesMs };
}

function monthsOf(random: RandomSource) {
  let count = 100 + random.below(100);
  const months = [];
  for (let number = 0; number < 3; number++) {
    if (random.chance(0.1)) continue;
    const made = rowsFrom(random, { number, count });
    count = made.count;
    // An outlier at the very end of a month is one only by the next month's first row.
    const last = made.rows.at(-1);
    if (last && random.chance(0.3)) last[1] += 400;
    months.push(monthOf(made.rows, { marks: made.marks }));
  }
  return months;
}

function rowsFrom(
  random: RandomSource,
  { number, count }: { readonly number: number; readonly count: number },
) {
  const rows: [number, number][] = [];
  const marks: number[] = [];
  const isWild = random.chance(0.25);
  const [fallChance, markChance] = isWild ? [0.03, 0.02] : [0, 0];
  let now = count;
  for (let hour = number * DAYS * 24; hour < (number + 1) * DAYS * 24; hour += 1 + random.below(30)) {
    now += random.below(12);
    if (random.chance(fallChance)) now = Math.max(0, now - random.below(200));
    const isOutlier = random.chance(rows.length < 2 ? 0.08 : fallChance);
    rows.push([hour + random.below(60) / 60, isOutlier ? now + 500 : now]);
    marks.push(random.chance(markChance) ? 1 << random.below(MARKS.length) : 0);
  }
  return { rows, marks, count: now };
}
