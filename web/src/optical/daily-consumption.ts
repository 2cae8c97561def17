import { formatScaled, parseScaled, subtractScaled } from "../../../shared/model/scaled.ts";
import type { HeadRow } from "../store/head-database.ts";

/** What was used from one row of a log to the next. */
export interface Use {
  /** First day, ISO 8601, by the meter's own clock. */
  readonly from: string;
  /** Exact decimal text; `undefined` where a row is missing between. */
  readonly text: string | undefined;
  readonly unit: string;
  /** Some of it was not read but reckoned. */
  readonly isEstimated?: true;
}

const DAY_MS = 86_400_000;
const dayOf = (clock: string): number => Date.parse(`${clock.slice(0, 10)}T00:00Z`);
const textOfDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Use of every day, from a daily log's rows, oldest first; days whose rows are missing have none. */
export function useByDay(rows: readonly HeadRow[], register: number): readonly Use[] {
  const uses: Use[] = [];
  for (const [n, row] of rows.entries()) {
    const before = rows[n - 1];
    if (!before) continue;
    const days = Math.round((dayOf(row.clock) - dayOf(before.clock)) / DAY_MS);
    const unit = countOf(row, register)?.unit ?? "";
    if (days === 1)
      uses.push({ from: before.clock.slice(0, 10), text: difference(row, before, register), unit });
    for (let day = 0; days > 1 && day < days; day++)
      uses.push({ from: textOfDay(dayOf(before.clock) + day * DAY_MS), text: undefined, unit });
  }
  return uses;
}

/** Use of every month between the firsts of months that the rows hold, oldest first. */
export function useByMonth(rows: readonly HeadRow[], register: number): readonly Use[] {
  const firsts = rows.filter(({ clock }) => clock.slice(8, 10) === "01");
  return firsts.slice(1).map((row, n) => {
    const before = firsts[n];
    const isNext = before && monthsBetween(before.clock, row.clock) === 1;
    return {
      from: before?.clock.slice(0, 10) ?? row.clock,
      text: isNext ? difference(row, before, register) : undefined,
      unit: countOf(row, register)?.unit ?? "",
    };
  });
}

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

const countOf = (row: HeadRow, register: number) => row.values.find(({ id }) => id === register);

function difference(later: HeadRow, earlier: HeadRow, register: number): string | undefined {
  const [a, b] = [countOf(later, register), countOf(earlier, register)];
  if (!a || !b || a.unit !== b.unit) return undefined;
  const [upper, lower] = [parseScaled(a.text), parseScaled(b.text)];
  const used = upper && lower && subtractScaled(upper, lower);
  // Past its last digit, or set anew: what was used between is not in it.
  return used && used.digits >= 0 ? formatScaled(used) : undefined;
}

const MOST_DECIMALS = 4;

/** Decimals that tell uses of which `most` is the largest apart: a day of a meter that counts MWh is some hundredths. */
export const decimalsFor = (most: number): number =>
  most > 0 ? Math.min(MOST_DECIMALS, Math.max(2, 2 - Math.floor(Math.log10(most)))) : 2;
