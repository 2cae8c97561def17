import type { Register } from "../model/register.ts";
import { addScaled, formatScaled, makeScaled, type Scaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import type { IntervalMark, Step, WireConsumption } from "../model/wire.ts";
import type { SummedStep } from "./sum-use.ts";

interface ChartQuestion {
  readonly register: Register;
  readonly unit: Unit;
  readonly boundariesMs: readonly number[];
  readonly step: Step;
  readonly timeZone: string;
  readonly steps: readonly SummedStep[];
}

/** Sums over many rows, interval by interval. A step that lies inside an interval counts to it. */
export function chartOf(question: ChartQuestion): WireConsumption {
  const { register, unit, boundariesMs, step, timeZone, steps } = question;
  const sums: (Scaled | undefined)[] = [];
  const marks: (IntervalMark | undefined)[] = [];
  for (const one of steps) {
    const at = placeOf(boundariesMs, one.fromMs);
    const sum = sums[at];
    if (one.value) sums[at] = sum ? addScaled(sum, one.value) : one.value;
    marks[at] = weaker(marks[at], one);
  }
  const values = sums.filter((sum) => sum !== undefined);
  return {
    register,
    unit,
    step,
    timeZone,
    intervals: boundariesMs.slice(1).map((toMs, i) => ({
      fromMs: boundariesMs[i] ?? 0,
      toMs,
      value: sums[i] ? formatScaled(sums[i]) : null,
      mark: sums[i] ? (marks[i] ?? "measured") : "missing",
    })),
    events: [],
    total: formatScaled(values.reduce(addScaled, makeScaled(0, 0))),
  };
}

/** What one row lacks does not make the sum of thousands missing; an estimate among them is one. */
function weaker(known: IntervalMark | undefined, { mark, value }: SummedStep): IntervalMark | undefined {
  if (!value) return known;
  const order: readonly IntervalMark[] = ["measured", "edited", "estimated", "running"];
  return known === undefined || order.indexOf(mark) > order.indexOf(known) ? mark : known;
}

/** Index of the interval that begins at or before a moment. */
function placeOf(boundariesMs: readonly number[], atMs: number): number {
  let [low, high] = [0, boundariesMs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((boundariesMs[middle] ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
