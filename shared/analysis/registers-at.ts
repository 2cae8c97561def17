import { type MonthColumns, markBit, type RegisterColumn } from "../blocks/month-columns.ts";
import { MARKS } from "../model/reading.ts";
import { isCounter, type Register } from "../model/register.ts";
import type { Scaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import { makeCount } from "./make-count.ts";

/** What one counter showed at a moment, as its display would have said. */
export interface RegisterAt {
  readonly register: Register;
  readonly unit: Unit;
  readonly value: Scaled;
  /** `estimated`: between the readings on both sides, which are its bounds; where both say the same it is that. */
  readonly mark: "measured" | "estimated";
  readonly bounds?: readonly [Scaled, Scaled];
}

/** How far a reading may lie from the moment and still be the moment's own. */
const TOLERANCE_MS = 15 * 60_000;
const IMPLAUSIBLE = markBit(["implausible"], MARKS);

/**
 * The counters of one meter at a moment, for an interim reading when somebody moves: the reading of
 * that moment, else what lies between its neighbours in proportion to time. A counter without a
 * reading on both sides, or one that fell between them, is left out: nothing is known of it.
 */
export function registersAt(columns: readonly MonthColumns[], atMs: number): readonly RegisterAt[] {
  const sides = new Map<Register, Sides>();
  for (const month of columns) for (const column of month.registers) takeColumn(sides, month, column, atMs);
  return [...sides].flatMap(([register, side]) => {
    const found = shownAt(side, atMs);
    return found ? [{ register, ...found }] : [];
  });
}

interface Known {
  readonly atMs: number;
  readonly count: number;
  readonly unit: Unit;
  readonly exponent: number;
}

interface Sides {
  before?: Known;
  after?: Known;
}

function takeColumn(
  sides: Map<Register, Sides>,
  month: MonthColumns,
  { register, unit, exponent, counts }: RegisterColumn,
  atMs: number,
): void {
  if (!isCounter(register)) return;
  const side = sides.get(register) ?? {};
  sides.set(register, side);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? Number.NaN;
    if (Number.isNaN(count) || ((month.marks[i] ?? 0) & IMPLAUSIBLE) !== 0) continue;
    takeKnown(side, { atMs: month.timesMs[i] ?? 0, count, unit, exponent }, atMs);
  }
}

function takeKnown(side: Sides, known: Known, atMs: number): void {
  const isBefore = known.atMs <= atMs;
  if (isBefore && known.atMs >= (side.before?.atMs ?? Number.NEGATIVE_INFINITY)) side.before = known;
  if (!isBefore && known.atMs < (side.after?.atMs ?? Number.POSITIVE_INFINITY)) side.after = known;
}

function shownAt({ before, after }: Sides, atMs: number): Omit<RegisterAt, "register"> | undefined {
  const distance = (known: Known | undefined): number => (known ? Math.abs(known.atMs - atMs) : Infinity);
  const nearest = distance(after) < distance(before) ? after : before;
  if (nearest && distance(nearest) <= TOLERANCE_MS) return { ...scaledOf(nearest), mark: "measured" };
  return before && after ? between(before, after, atMs) : undefined;
}

function between(before: Known, after: Known, atMs: number): Omit<RegisterAt, "register"> | undefined {
  const isSameForm = before.unit === after.unit && before.exponent === after.exponent;
  if (!isSameForm || after.count < before.count) return undefined;
  // Where nothing was counted in between it is known, though nobody read it.
  if (after.count === before.count) return { ...scaledOf(before), mark: "measured" };
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  const count = before.count + Math.round((after.count - before.count) * share);
  return {
    ...scaledOf({ ...before, count }),
    mark: "estimated",
    bounds: [scaledOf(before).value, scaledOf(after).value],
  };
}

const scaledOf = ({ count, exponent, unit }: Known): { readonly value: Scaled; readonly unit: Unit } => ({
  value: makeCount(count, exponent),
  unit,
});
