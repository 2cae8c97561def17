import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import { CLOCK_AHEAD } from "../../shared/model/wire-retention.ts";
import type { UtilityStore } from "../ports.ts";
import type { StoreUpkeep } from "../reading-ports.ts";

interface Known {
  readonly store: Pick<UtilityStore, "retention" | "readings">;
  readonly upkeep: Pick<StoreUpkeep, "months">;
}

const DAY_MS = 86_400_000;
/** After so long without a run or a reading it is likelier that the clock is wrong: by one of 2099 everything would go. */
const MOST_SILENT_MS = 400 * DAY_MS;
/** What was heard by a clock that was found to be ahead is believed after so long: it was the server that stood still. */
const BELIEVED_AFTER_MS = 30 * DAY_MS;
/**
 * This program was written by then: no clock that is right is earlier, whatever one says by which the store was made or
 * the readings came. Set it with every version; one that is old makes a first run of a young store wait, no more.
 */
const WRITTEN_MS = Date.UTC(2026, 10, 30);

/**
 * Since when the server's clock, which says `nowMs`, is ahead of all that is known, by itself; `undefined` where it can be
 * right. UTC milliseconds.
 */
export async function clockAheadSince(known: Known, nowMs: number): Promise<number | undefined> {
  const last = await known.store.retention.lastRun();
  const earlier = last && last.atMs <= nowMs ? last : undefined;
  const aheadMs = earlier?.failure === CLOCK_AHEAD ? (earlier.aheadSinceMs ?? earlier.atMs) : undefined;
  if (aheadMs !== undefined && nowMs - aheadMs < BELIEVED_AFTER_MS) return aheadMs;
  const ranMs = earlier && earlier.failure === undefined ? earlier.atMs : 0;
  const sureMs = Math.max(ranMs, WRITTEN_MS);
  if (nowMs - sureMs <= MOST_SILENT_MS) return undefined;
  const told = await momentsTold(known);
  const newestMs = told.at(-1);
  // A store in which nothing was ever read has nothing to lose.
  if (newestMs === undefined) return undefined;
  const toldMs = aheadMs === undefined ? lastWithoutSilence(told, sureMs) : newestMs;
  return nowMs - toldMs <= MOST_SILENT_MS ? undefined : nowMs;
}

/** Moments of which readings tell, ascending. */
async function momentsTold({ store, upkeep }: Known): Promise<readonly number[]> {
  const months = (await upkeep.months()).map(nextUtcMonthStart);
  const read = (await store.readings.latest()).map(({ reading }) => reading.atMs);
  return [...months, ...read].sort((a, b) => a - b);
}

/** The last moment that follows `sureMs` without such a silence: what was heard behind one, by the same clock, is no witness. */
function lastWithoutSilence(told: readonly number[], sureMs: number): number {
  let toldMs = sureMs;
  for (const atMs of told) if (atMs > toldMs && atMs - toldMs <= MOST_SILENT_MS) toldMs = atMs;
  return toldMs;
}
