import type { MonthColumns, RegisterColumn } from "../blocks/month-columns.ts";
import { MARKS, type Reading } from "../model/reading.ts";
import { isCounter, type Register } from "../model/register.ts";

const DAY_MS = 86_400_000;
const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");
/** Readings before the lock that tell which registers a meter counts: one typed at a door has not all of them. */
export const TOLD_LATELY = 5;
/**
 * Nearly always every register is there within the first day. One that is not there in forty is not waited for beside
 * others; over longer silences than the last no end is reckoned.
 */
const BILLED_END_DAYS = [1, 40, 400] as const;
const WAITED_DAYS = 40;

/** Registers that these readings count. */
export const countersIn = (readings: readonly Reading[]): ReadonlySet<Register> =>
  new Set(readings.flatMap(({ values }) => values.map(({ register }) => register)).filter(isCounter));

/** Stretches of time of which the readings are asked, one after the other, until what is looked for is found in them. */
export type SpanSearch<Found> = Generator<
  { readonly fromMs: number; readonly toMs: number },
  Found,
  readonly MonthColumns[]
>;

/**
 * Looks for when the last of the readings was taken (UTC milliseconds) with which a billed end is reckoned: of each counter
 * the first from the lock on that can be true. Finds `undefined` where there is none.
 */
export function* searchBilledEnd(
  counters: ReadonlySet<Register>,
  lockMs: number,
): SpanSearch<number | undefined> {
  if (counters.size === 0) return undefined;
  for (const days of BILLED_END_DAYS) {
    const found = billedEndIn(yield { fromMs: lockMs, toMs: lockMs + days * DAY_MS }, counters, days);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In months that hold so many days from the lock on. `undefined`: more days have to be asked. */
function billedEndIn(
  months: readonly MonthColumns[],
  counters: ReadonlySet<Register>,
  days: number,
): number | undefined {
  const firstMs = new Map<Register, number>();
  for (const month of months) {
    for (const column of month.registers) {
      const atMs = counters.has(column.register) ? firstCounted(month, column) : undefined;
      if (atMs !== undefined)
        firstMs.set(
          column.register,
          Math.min(atMs, firstMs.get(column.register) ?? Number.POSITIVE_INFINITY),
        );
    }
  }
  const isEnough = firstMs.size === counters.size || days >= WAITED_DAYS;
  return isEnough && firstMs.size > 0 ? Math.max(...firstMs.values()) : undefined;
}

const firstCounted = ({ timesMs, marks }: MonthColumns, { counts }: RegisterColumn): number | undefined =>
  timesMs.find(
    (_, row) => ((marks[row] ?? 0) & IMPLAUSIBLE) === 0 && !Number.isNaN(counts[row] ?? Number.NaN),
  );
