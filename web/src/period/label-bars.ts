import type { Step } from "../../../shared/model/wire.ts";
import { boundariesBetween } from "../../../shared/model/zoned-time.ts";

/** What stands under the bars: which of them may carry a label, and how it is written. */
export interface BarLabels {
  readonly ticks: readonly number[];
  readonly unit: "hour" | "dayNumber" | "dayMonth" | "shortMonth" | "year";
}

/** The step whose beginnings are worth a label where every bar's own would not fit or would not tell. */
interface Rule {
  /** Up to this many bars. */
  readonly upTo: number;
  readonly every: Step;
  readonly unit: BarLabels["unit"];
}

const MANY = Number.POSITIVE_INFINITY;
const RULES: Readonly<Record<Step, readonly Rule[]>> = {
  hour: [
    { upTo: 26, every: "hour", unit: "hour" },
    { upTo: 24 * 45, every: "day", unit: "dayMonth" },
    { upTo: MANY, every: "month", unit: "shortMonth" },
  ],
  day: [
    { upTo: 31, every: "day", unit: "dayNumber" },
    { upTo: 62, every: "day", unit: "dayMonth" },
    { upTo: 500, every: "month", unit: "shortMonth" },
    { upTo: MANY, every: "year", unit: "year" },
  ],
  month: [
    { upTo: 18, every: "month", unit: "shortMonth" },
    { upTo: MANY, every: "year", unit: "year" },
  ],
  year: [{ upTo: MANY, every: "year", unit: "year" }],
};

export function labelBars(
  intervals: readonly { readonly fromMs: number; readonly toMs: number }[],
  step: Step,
  timeZone: string,
): BarLabels {
  const rule = RULES[step].find(({ upTo }) => intervals.length <= upTo) ?? { every: step, unit: "year" };
  if (rule.every === step) return { ticks: intervals.map((_, bar) => bar), unit: rule.unit };
  const [first, last] = [intervals[0], intervals.at(-1)];
  if (!(first && last)) return { ticks: [], unit: rule.unit };
  const span = { fromMs: first.fromMs, toMs: last.toMs };
  const beginnings = new Set(boundariesBetween(span, rule.every, { timeZone, limit: 1000 }));
  const ticks = intervals.flatMap(({ fromMs }, bar) => (beginnings.has(fromMs) ? [bar] : []));
  return { ticks, unit: rule.unit };
}
