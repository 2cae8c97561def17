import { nextUtcMonthStart, startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { boundariesBetween, startOfStep } from "../../shared/model/zoned-time.ts";
import type { StoreUpkeep } from "../reading-ports.ts";
import type { RetentionSettings } from "../retention-ports.ts";

export interface RetentionOptions {
  readonly policy: Pick<RetentionSettings, "fullMonths" | "years">;
  readonly timeZone: string;
  readonly nowMs: number;
  /** Meters under a legal hold: asked before each step, as one may be placed while others go. */
  readonly held: () => Promise<readonly MeterKey[]>;
}

export interface RetentionReport {
  readonly thinned: number;
  readonly deleted: number;
}

const MAX_DAYS = 40;

/**
 * Thins and deletes old readings, month by month and a few meters at a time. A month is touched only
 * when all of it is past the limit, so nothing goes a day too early. Doing it again changes nothing.
 */
export async function applyRetention(
  upkeep: Pick<StoreUpkeep, "months" | "retain">,
  { policy, timeZone, nowMs, held }: RetentionOptions,
): Promise<RetentionReport> {
  const fullFromMs = monthsBack(nowMs, policy.fullMonths, timeZone);
  const keptFromMs = monthsBack(nowMs, policy.years * 12, timeZone);
  const months = await upkeep.months();
  let thinned = 0;
  let deleted = 0;
  for (const atMs of months) {
    const endMs = nextUtcMonthStart(atMs);
    if (endMs > fullFromMs) break;
    if (endMs <= keptFromMs) {
      deleted += await retainMonth(upkeep, held, { atMs });
    } else {
      const dayStartsMs = boundariesBetween({ fromMs: atMs, toMs: endMs }, "day", {
        timeZone,
        limit: MAX_DAYS,
      });
      thinned += await retainMonth(upkeep, held, { atMs, dayStartsMs });
    }
  }
  return { thinned, deleted };
}

/** Readings from before this moment are deleted by the policy: whole UTC months. */
export function deletedBefore({ policy, timeZone, nowMs }: Omit<RetentionOptions, "held">): number {
  return startOfUtcMonth(utcMonthNumber(monthsBack(nowMs, policy.years * 12, timeZone)));
}

async function retainMonth(
  upkeep: Pick<StoreUpkeep, "retain">,
  held: RetentionOptions["held"],
  month: Omit<Parameters<StoreUpkeep["retain"]>[0], "held">,
): Promise<number> {
  let removed = 0;
  for (let from: number | undefined = 0; from !== undefined; ) {
    const outcome: Awaited<ReturnType<StoreUpkeep["retain"]>> = await upkeep.retain({
      ...month,
      held: await held(),
      from,
    });
    removed += outcome.removed;
    from = outcome.next;
  }
  return removed;
}

/** Start of the utility's month that lies so many months before the running one. */
export function monthsBack(nowMs: number, months: number, timeZone: string): number {
  let start = startOfStep(nowMs, "month", timeZone);
  for (let left = months; left > 0; left--) start = startOfStep(start - 1, "month", timeZone);
  return start;
}
