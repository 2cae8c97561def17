import type { Medium } from "../../shared/model/medium.ts";
import type { Register } from "../../shared/model/register.ts";
import type { ExpectedUse } from "../../shared/model/visit.ts";
import type { ReadingStore, RegisterMonth } from "../reading-ports.ts";

const DAY_MS = 86_400_000;
/** Less than this says more about the weather of a weekend than about a meter. */
const LEAST_DAYS = 3;

/** Counters that people read off a display. */
const TYPED: Readonly<Partial<Record<Medium, readonly Register[]>>> = {
  heat: ["E1", "V1"],
  cooling: ["E3", "V1"],
  water: ["V1"],
  electricity: ["A+"],
};

/** A point with its meter, as far as its use is to be known. */
export interface UsedPoint {
  readonly pointId: string;
  readonly meter: string;
  readonly medium: Medium;
  /** Since when it hangs there, UTC milliseconds: what it counted before is of other people. */
  readonly mountedAtMs: number;
}

/**
 * What each meter uses a day: of this month or the one before, with the most of those and of the same month
 * a year ago. From what blocks say of themselves: no reading is opened.
 */
export async function expectUse(
  readings: Pick<ReadingStore, "registerMonth">,
  points: readonly UsedPoint[],
  nowMs: number,
): Promise<readonly (readonly [string, readonly ExpectedUse[]])[]> {
  const registers = [...new Set(points.flatMap(({ medium }) => TYPED[medium] ?? []))];
  const uses = new Map<string, ExpectedUse[]>();
  for (const register of registers) {
    const months: ReadonlyMap<string, DailyUse>[] = [];
    for (const atMs of monthsLookedAt(nowMs))
      months.push(dailyUses(await readings.registerMonth(register, atMs)));
    for (const { pointId, meter, medium, mountedAtMs } of points) {
      if (!TYPED[medium]?.includes(register)) continue;
      const use = expectedOf(
        register,
        months.map((month) => month.get(meter)).filter((use) => use && use.fromMs >= mountedAtMs),
      );
      if (use) uses.set(pointId, [...(uses.get(pointId) ?? []), use]);
    }
  }
  return [...uses];
}

/** This month, the one before, and the same one a year ago. */
function monthsLookedAt(nowMs: number): readonly number[] {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return [nowMs, Date.UTC(year, month - 1, 15), Date.UTC(year - 1, month, 15)];
}

interface DailyUse {
  /** Its first reading. */
  readonly fromMs: number;
  readonly unit: string;
  readonly perDay: number;
}

function expectedOf(register: Register, found: readonly (DailyUse | undefined)[]): ExpectedUse | undefined {
  const [latest, ...others] = found.filter((one) => one !== undefined);
  if (!latest) return undefined;
  const same = others.filter(({ unit }) => unit === latest.unit).map(({ perDay }) => perDay);
  const { unit, perDay } = latest;
  return { register, unit, perDay, mostPerDay: Math.max(latest.perDay, ...same) };
}

/** A meter that changed its unit or fell within the month says nothing for this purpose. */
function dailyUses(month: RegisterMonth): ReadonlyMap<string, DailyUse> {
  const uses = new Map<string, DailyUse>();
  for (const [row, meter] of month.meters.entries()) {
    const form = month.forms[month.form[row] ?? 0];
    const [firstMs = 0, lastMs = 0] = [month.firstMs[row], month.lastMs[row]];
    const days = (lastMs - firstMs) / DAY_MS;
    if (!form || days < LEAST_DAYS || month.neverFalls[row] !== 1 || uses.has(meter)) continue;
    const used = ((month.last[row] ?? 0) - (month.first[row] ?? 0)) * 10 ** form.exponent;
    uses.set(meter, { fromMs: firstMs, unit: form.unit, perDay: used / days });
  }
  return uses;
}
