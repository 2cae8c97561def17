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
 * Since when the server's clock, which says `nowMs`, is ahead of all that is known, by itself; `undefined` where it can be
 * right. UTC milliseconds.
 */
export async function clockAheadSince(known: Known, nowMs: number): Promise<number | undefined> {
  const last = await known.store.retention.lastRun();
  const earlier = last && last.atMs <= nowMs ? last : undefined;
  if (earlier?.failure === CLOCK_AHEAD) {
    const sinceMs = earlier.aheadSinceMs ?? earlier.atMs;
    if (nowMs - sinceMs < BELIEVED_AFTER_MS) return sinceMs;
  }
  const ranMs = earlier && earlier.failure === undefined ? earlier.atMs : 0;
  if (nowMs - ranMs <= MOST_SILENT_MS) return undefined;
  const toldMs = await lastTold(known, ranMs);
  // A store in which nothing was ever read has nothing to lose.
  return toldMs === 0 || nowMs - toldMs <= MOST_SILENT_MS ? undefined : nowMs;
}

/** The latest moment of which readings tell; behind a run, without such a silence: by the same clock they are no witness. */
async function lastTold({ store, upkeep }: Known, ranMs: number): Promise<number> {
  const months = (await upkeep.months()).map(nextUtcMonthStart);
  const read = (await store.readings.latest()).map(({ reading }) => reading.atMs);
  const told = [...months, ...read].sort((a, b) => a - b);
  if (ranMs === 0) return told.at(-1) ?? 0;
  let toldMs = ranMs;
  for (const atMs of told) if (atMs > toldMs && atMs - toldMs <= MOST_SILENT_MS) toldMs = atMs;
  return toldMs;
}
