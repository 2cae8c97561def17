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
}

/** Sums over many rows, interval by interval. A step that lies inside an interval counts to it. */
export class ChartSum {
  readonly #question: ChartQuestion;
  readonly #sums: (Scaled | undefined)[] = [];
  readonly #marks: (IntervalMark | undefined)[] = [];

  constructor(question: ChartQuestion) {
    this.#question = question;
  }

  add(steps: readonly SummedStep[]): void {
    for (const one of steps) {
      const at = placeOf(this.#question.boundariesMs, one.fromMs);
      const sum = this.#sums[at];
      if (one.value) this.#sums[at] = sum ? addScaled(sum, one.value) : one.value;
      this.#marks[at] = weaker(this.#marks[at], one);
    }
  }

  done(): WireConsumption {
    const { register, unit, boundariesMs, step, timeZone } = this.#question;
    const values = this.#sums.filter((sum) => sum !== undefined);
    return {
      register,
      unit,
      step,
      timeZone,
      intervals: boundariesMs.slice(1).map((toMs, i) => {
        const sum = this.#sums[i];
        return {
          fromMs: boundariesMs[i] ?? 0,
          toMs,
          value: sum ? formatScaled(sum) : null,
          mark: sum ? (this.#marks[i] ?? "measured") : "missing",
        };
      }),
      events: [],
      total: formatScaled(values.reduce(addScaled, makeScaled(0, 0))),
    };
  }
}

/** What one row lacks does not make the sum of thousands missing; an estimate among them is one. */
function weaker(known: IntervalMark | undefined, { mark, value }: SummedStep): IntervalMark | undefined {
  if (!value) return known;
  return known === undefined || ORDER.indexOf(mark) > ORDER.indexOf(known) ? mark : known;
}

const ORDER: readonly IntervalMark[] = ["measured", "edited", "estimated", "silent", "running"];

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
