import type { Interval } from "../analysis/consumption.ts";
import { addScaled, formatScaled, type Scaled } from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { IntervalMark } from "../model/wire.ts";
import type { AmountCell, PlaceUse, ReportCell, RowMark } from "./report.ts";

/** What one register of a row adds up to, in the unit asked for. */
export interface SummedUse {
  /** Absent when nothing is known. */
  readonly value?: Scaled;
  readonly bounds?: readonly [Scaled, Scaled];
  readonly marks: readonly RowMark[];
  /** The place has no such register: nothing is missing. */
  readonly isNotCounted?: true;
  /** Milliseconds of the row's time that the value covers: between readings, not up to a boundary without one. */
  readonly knownMs: number;
  /** The last reading, where the row's time is over and none came after it. */
  readonly silentSinceMs?: number;
  /** The same interval by interval. */
  readonly steps: readonly SummedStep[];
}

export interface SummedStep {
  readonly fromMs: number;
  readonly toMs: number;
  readonly mark: IntervalMark;
  readonly value?: Scaled;
  readonly bounds?: readonly [Scaled, Scaled];
  readonly sinceMs?: number;
  readonly untilMs?: number;
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The exact sum of a use's intervals inside a stretch. Each interval is converted, then added: the sum
 * of what is shown is what is shown as the sum, to the last digit.
 */
export function sumUse(use: PlaceUse | undefined, stretch: Stretch, unit: Unit): SummedUse {
  if (!use) return NOT_COUNTED;
  const isInside = ({ fromMs, toMs }: Interval): boolean => fromMs >= stretch.fromMs && toMs <= stretch.toMs;
  const inside = use.intervals.every(isInside) ? use.intervals : use.intervals.filter(isInside);
  const steps = unit === use.unit ? inside : inside.map((interval) => stepOf(interval, use.unit, unit));
  let value: Scaled | undefined;
  let knownMs = 0;
  for (const step of steps) {
    if (!step.value) continue;
    value = value ? addScaled(value, step.value) : step.value;
    knownMs += coveredMs(step);
  }
  const marks = marksOf(use, steps, stretch);
  if (!value) return { marks, knownMs, steps };
  const silentSinceMs = steps.find(isSilent)?.untilMs;
  const bounds = marks.includes("estimated") ? boundsOf(inside, use, unit) : undefined;
  return {
    value,
    ...(bounds ? { bounds } : {}),
    ...(silentSinceMs === undefined ? {} : { silentSinceMs }),
    marks,
    knownMs,
    steps,
  };
}

const NOT_COUNTED: SummedUse = { marks: [], knownMs: 0, steps: [], isNotCounted: true };

function stepOf({ value, bounds, ...interval }: Interval, from: Unit, to: Unit): SummedStep {
  const converted = value && convertUnit(value, from, to);
  const [low, high] = bounds?.map((bound) => convertUnit(bound, from, to)) ?? [];
  const around = low && high ? { bounds: [low, high] as const } : {};
  return converted ? { ...interval, value: converted, ...around } : interval;
}

/** Exact; `undefined` for nothing at all. */
function sumOf(values: readonly (Scaled | undefined)[]): Scaled | undefined {
  let sum: Scaled | undefined;
  for (const value of values) {
    if (value) sum = sum ? addScaled(sum, value) : value;
  }
  return sum;
}

const MEASURED: readonly RowMark[] = ["measured"];

function marksOf(use: PlaceUse, steps: readonly SummedStep[], stretch: Stretch): readonly RowMark[] {
  const isPlain = steps.every(({ mark, sinceMs }) => mark === "measured" && sinceMs === undefined);
  // A report of a large town has a hundred thousand rows of this kind.
  if (isPlain && steps.length > 0 && use.events.length === 0) return MEASURED;
  return [...qualityOf(steps), ...damageOf(use, steps), ...eventsOf(use, stretch)];
}

const coveredMs = ({ fromMs, toMs, sinceMs = fromMs, untilMs = toMs }: SummedStep): number =>
  Math.max(0, untilMs - sinceMs);

/** Over, and none of it or only its beginning was read before the meter went silent. */
const isSilent = ({ mark, untilMs }: SummedStep): boolean => mark !== "running" && untilMs !== undefined;

/** One word for the whole row: its weakest part decides. */
function qualityOf(steps: readonly SummedStep[]): readonly RowMark[] {
  const has = (mark: IntervalMark): boolean => steps.some((step) => step.mark === mark);
  if (steps.every(({ mark }) => mark === "missing")) return ["missing"];
  const isPart = steps.some(
    (step) => step.sinceMs !== undefined || (step.mark === "missing" && !isSilent(step)),
  );
  return [
    ...(isPart ? (["partial"] as const) : []),
    ...(has("estimated") ? (["estimated"] as const) : []),
    ...(has("edited") ? (["edited"] as const) : []),
    ...(has("running") ? (["running"] as const) : []),
    ...(steps.some(isSilent) ? (["silent"] as const) : []),
    ...(!isPart && steps.every(({ mark }) => mark === "measured") ? (["measured"] as const) : []),
  ];
}

function damageOf(use: PlaceUse, steps: readonly SummedStep[]): readonly RowMark[] {
  return steps.some((step) => lacksDamaged(use, step)) ? ["damaged"] : [];
}

/**
 * Whether readings an interval needs are kept and cannot be read. Of what was measured at both ends nothing is missing,
 * whatever lies between.
 */
export const lacksDamaged = (
  { damaged = [] }: PlaceUse,
  { fromMs, toMs, mark }: Pick<SummedStep, "fromMs" | "toMs" | "mark">,
): boolean =>
  mark !== "measured" &&
  mark !== "edited" &&
  damaged.some((month) => month.fromMs <= toMs && month.toMs > fromMs);

function eventsOf(use: PlaceUse | undefined, { fromMs, toMs }: Stretch): readonly RowMark[] {
  const kinds = (["exchange", "rollover", "reset"] as const).filter((kind) =>
    use?.events.some((event) => event.kind === kind && event.atMs >= fromMs && event.atMs < toMs),
  );
  return kinds;
}

/** The outermost of all: every interval at its lowest, every interval at its highest; none where an estimate has none. */
function boundsOf(
  intervals: readonly Interval[],
  use: PlaceUse | undefined,
  unit: Unit,
): readonly [Scaled, Scaled] | undefined {
  if (intervals.some(({ mark, bounds }) => mark === "estimated" && !bounds)) return undefined;
  const end = (side: 0 | 1): Scaled | undefined =>
    sumOf(
      intervals.map((interval) => {
        const value = interval.bounds?.[side] ?? interval.value;
        return value && use && convertUnit(value, use.unit, unit);
      }),
    );
  const [low, high] = [end(0), end(1)];
  return low && high ? [low, high] : undefined;
}

export function amountCell({
  value,
  bounds,
  isNotCounted,
}: Pick<SummedUse, "value" | "bounds" | "isNotCounted">): ReportCell {
  if (isNotCounted) return "";
  if (!value) return null;
  if (!bounds) return formatScaled(value);
  const cell: AmountCell = {
    value: formatScaled(value),
    bounds: [formatScaled(bounds[0]), formatScaled(bounds[1])],
  };
  return cell;
}

/** Whole percent of a row's time that is covered, rounded down: 99.9 % is not all of it. */
export const coverageCell = (knownMs: number, wholeMs: number): string =>
  `${wholeMs <= 0 ? 0 : Math.floor((100 * knownMs) / wholeMs)}`;
