import { ok, type Result } from "../../shared/model/result.ts";
import { askTime } from "./api/field-calls.ts";
import { clockOffMs, exactOffMs, isTimeTold, LONGEST_SLEEP_MS, NEAR_MS } from "./api/server-clock.ts";
import { clockLeaps, type Leap, type Untold } from "./clock-leaps.ts";

/**
 * Whether a leap was somebody setting the clock; where not, the phone slept, and the clock is as right as it was. `offMs`:
 * what it was wrong by after the leap. Where nobody had told what it was wrong by before, one that was behind and was put
 * right by less than a week passes for a sleep.
 */
function wasSet([byMs, wasOffMs]: Leap, offMs: number): boolean {
  if (wasOffMs !== undefined) return Math.abs(wasOffMs - offMs - byMs) < NEAR_MS;
  return byMs < 0 || byMs >= LONGEST_SLEEP_MS || Math.abs(byMs + offMs) < NEAR_MS;
}

/** What the clock was wrong by when this was noted, as far as the server has told it since. Milliseconds, to be added. */
export function offSince({ leaps }: Untold): number {
  // What is known is what it is wrong by now: from there back, leap by leap.
  const since = leaps === undefined ? [] : clockLeaps.since(leaps).toReversed();
  const setMs = since.reduce((sum, leap) => sum + (wasSet(leap, exactOffMs() + sum) ? leap[0] : 0), 0);
  return clockOffMs() + setMs;
}

/** Asks the server what time it is, where it has not told yet. Without its answer nothing can be dated. */
export async function tellTime(): Promise<Result<unknown, { readonly code: string }>> {
  if (isTimeTold()) return ok(undefined);
  const told = await askTime();
  return isTimeTold() ? ok(undefined) : told;
}
