/**
 * Consumption between boundaries (DESIGN D6): differences of exact registers. A boundary without a
 * reading is interpolated, its interval marked estimated, with the registers on both sides as hard
 * bounds (the true value cannot lie outside them). So is a boundary with a register that was reckoned when
 * somebody moved: it keeps the bounds it was noted with.
 */
import { DAY_TOLERANCE_MS } from "../blocks/thinned-rows.ts";
import type { Scaled } from "../model/scaled.ts";
import type { IntervalMark, Step } from "../model/wire.ts";
import type { CounterLine } from "./counter-line.ts";
import { makeCount } from "./make-count.ts";

/** How far a reading may lie from a boundary and still be its measured value. */
export const TOLERANCE_MS: Readonly<Record<Step, number>> = {
  hour: 2 * 60_000,
  day: DAY_TOLERANCE_MS,
  month: DAY_TOLERANCE_MS,
  year: DAY_TOLERANCE_MS,
};

/** Longer silences are not estimated: a linear share of years says nothing about a month. */
const MAX_GAP_MS = 400 * 86_400_000;

export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly mark: IntervalMark;
  /** Absent when missing. */
  readonly value?: Scaled;
  /** The first meter came within the interval, at this moment: the value counts from it on. */
  readonly sinceMs?: number;
  /** The last reading, up to which the value counts, of what is `running` or `silent`; of what is missing, none came after it. */
  readonly untilMs?: number;
  readonly bounds?: readonly [Scaled, Scaled];
}

/** The counter at a boundary. `low` and `high` differ only where it had to be estimated. */
export interface BoundaryCount {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly isEdited: boolean;
  /** It stands on a register that a person estimated: nothing measured bounds it. */
  readonly isEstimated: boolean;
  /** Places in the line of the readings it stands on: twice the same where it is one. */
  readonly rows: readonly [before: number, after: number];
}

export type Boundary = BoundaryCount | "before" | "after" | "in-long-gap";

/**
 * One interval for each pair of neighbouring `boundariesMs` (UTC, ascending). What is over by `nowMs` and has no reading
 * at its end is not complete: it holds what was counted up to the last one.
 */
export function consumptionOf(
  line: CounterLine,
  boundariesMs: readonly number[],
  { step, nowMs }: { readonly step: Step; readonly nowMs: number },
): readonly Interval[] {
  const boundaries = boundariesMs.map((atMs) => boundaryAt(line, atMs, TOLERANCE_MS[step]));
  const mountedAtMs = line.startsAtMounting ? (line.timesMs[0] ?? 0) : Number.NEGATIVE_INFINITY;
  const intervals: Interval[] = [];
  for (let i = 0; i + 1 < boundariesMs.length; i++) {
    const [fromMs, toMs] = [boundariesMs[i] ?? 0, boundariesMs[i + 1] ?? 0];
    const [from, to] = [boundaries[i] ?? "after", boundaries[i + 1] ?? "after"];
    // Of a time in which nothing hung here, nothing is known.
    const known = toMs <= mountedAtMs ? MISSING : differenceOf(line, [from, to], toMs <= nowMs);
    const isPart = fromMs < mountedAtMs && mountedAtMs < toMs;
    intervals.push(isPart ? { fromMs, toMs, ...known, sinceMs: mountedAtMs } : { fromMs, toMs, ...known });
  }
  return intervals;
}

/** Exact sum of the values that are not missing. */
export function totalOf(intervals: readonly Interval[], exponent: number): Scaled {
  let digits = 0;
  for (const interval of intervals) digits += Number(interval.value?.digits ?? 0);
  return makeCount(digits, exponent);
}

const MISSING = { mark: "missing" } as const;

function differenceOf(
  line: CounterLine,
  [from, to]: readonly [Boundary, Boundary],
  isOver: boolean,
): Omit<Interval, "fromMs" | "toMs"> {
  const last = line.counts.length - 1;
  const untilMs = line.timesMs[last] ?? 0;
  // The reading at its beginning is the last one, or lies further back: nothing was measured of it.
  if (isOver && (from === "after" || (to === "after" && isAtRow(from, last)))) return { ...MISSING, untilMs };
  if (typeof from === "string" || to === "before" || to === "in-long-gap") return MISSING;
  if (to !== "after") return usedBetween(line, from, to);
  return { ...usedBetween(line, from, rowOf(line, last)), mark: isOver ? "silent" : "running", untilMs };
}

const isAtRow = (boundary: Boundary, row: number): boolean =>
  typeof boundary !== "string" && boundary.rows[0] === row;

function usedBetween(
  line: CounterLine,
  from: BoundaryCount,
  end: BoundaryCount,
): Omit<Interval, "fromMs" | "toMs"> {
  const scaled = (count: number) => makeCount(count, line.exponent);
  const value = scaled(end.count - from.count);
  const isGuessed = from.isEstimated || end.isEstimated || isUnmeasured(line, from, end);
  const isEstimated = isGuessed || from.low !== from.high || end.low !== end.high;
  const mark = isEstimated ? "estimated" : from.isEdited || end.isEdited ? "edited" : "measured";
  if (!isEstimated || isGuessed) return { mark, value };
  return {
    mark,
    value,
    bounds: [scaled(Math.max(0, end.low - from.high)), scaled(end.high - from.low)],
  };
}

/** Whether a meter was exchanged between them and its register not noted: less was counted than was used. */
const isUnmeasured = ({ unmeasured = [] }: CounterLine, from: BoundaryCount, end: BoundaryCount): boolean =>
  unmeasured.some((row) => row > from.rows[0] && row <= end.rows[1]);

/** The counter at a moment; `before` the first, `after` the last reading, or in too long a gap there is none. */
export function boundaryAt(line: CounterLine, atMs: number, toleranceMs: number): Boundary {
  const after = firstAtOrAfter(line.timesMs, atMs);
  const nearest = nearestWithin(line, after, { atMs, toleranceMs });
  if (nearest !== undefined) return rowOf(line, nearest);
  if (after === 0) return line.startsAtMounting ? rowOf(line, 0) : "before";
  if (after === line.timesMs.length) return "after";
  return interpolate(line, after, atMs);
}

const isGuess = (line: CounterLine, row: number): boolean => line.estimated?.[row] ?? false;

/** Between what the register was at a row. */
function aroundRow(
  { counts, spread }: CounterLine,
  row: number,
): { readonly low: number; readonly high: number } {
  const count = counts[row] ?? 0;
  const { below, above } = spread?.get(row) ?? { below: 0, above: 0 };
  return { low: count - below, high: count + above };
}

/** A boundary that is a reading. */
function rowOf(line: CounterLine, row: number): BoundaryCount {
  const count = line.counts[row] ?? 0;
  const isEdited = line.edited?.[row] ?? false;
  return { count, ...aroundRow(line, row), isEdited, isEstimated: isGuess(line, row), rows: [row, row] };
}

/** The place of the reading that stands for the boundary. */
function nearestWithin(
  line: CounterLine,
  after: number,
  wanted: { readonly atMs: number; readonly toleranceMs: number },
): number | undefined {
  const distance = (i: number) => Math.abs((line.timesMs[i] ?? Number.POSITIVE_INFINITY) - wanted.atMs);
  const nearest = distance(after - 1) < distance(after) ? after - 1 : after;
  return distance(nearest) <= wanted.toleranceMs ? nearest : undefined;
}

function interpolate(line: CounterLine, after: number, atMs: number): Boundary {
  const [t0, t1] = [line.timesMs[after - 1] ?? 0, line.timesMs[after] ?? 0];
  const [from, to] = [line.counts[after - 1] ?? 0, line.counts[after] ?? 0];
  if (t1 - t0 > MAX_GAP_MS && from !== to) return "in-long-gap";
  const count = from + Math.round(((to - from) * (atMs - t0)) / (t1 - t0));
  const { low } = aroundRow(line, after - 1);
  const { high } = aroundRow(line, after);
  const isEstimated = isGuess(line, after - 1) || isGuess(line, after);
  return { count, low, high, isEdited: false, isEstimated, rows: [after - 1, after] };
}

function firstAtOrAfter(timesMs: readonly number[], atMs: number): number {
  let [from, to] = [0, timesMs.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((timesMs[middle] ?? 0) < atMs) from = middle + 1;
    else to = middle;
  }
  return from;
}
