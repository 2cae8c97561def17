import { ok, type Result } from "../../shared/model/result.ts";
import { askTime } from "./api/field-calls.ts";
import { clockOffMs, isTimeTold } from "./api/server-clock.ts";
import { clockLeaps, type Untold } from "./clock-leaps.ts";
import { LONGEST_SLEEP_MS } from "./watch-clock.ts";

/** The server says whole seconds, and its word has its way. */
const NEAR_MS = 3000;

/**
 * Whether a leap of the phone's clock was somebody setting it; where not, the phone slept, and the clock is as right as it
 * was. `offMs`: what it is wrong by now. A clock that was behind and put right by less than a week passes for a sleep.
 */
const wasSet = (byMs: number, offMs: number): boolean =>
  byMs < 0 || byMs >= LONGEST_SLEEP_MS || Math.abs(byMs + offMs) < NEAR_MS;

/** What the clock was wrong by when this was noted, as far as the server has told it since. Milliseconds, to be added. */
export function offSince({ leaps }: Untold): number {
  const offMs = clockOffMs();
  const since = leaps === undefined ? [] : clockLeaps.since(leaps);
  return since.filter((byMs) => wasSet(byMs, offMs)).reduce((sum, byMs) => sum + byMs, offMs);
}

/** Asks the server what time it is, where it has not told yet. Without its answer nothing can be dated. */
export async function tellTime(): Promise<Result<unknown, { readonly code: string }>> {
  if (isTimeTold()) return ok(undefined);
  const told = await askTime();
  return isTimeTold() ? ok(undefined) : told;
}
