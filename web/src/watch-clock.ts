import { LONGEST_SLEEP_MS, lastServerWord, NEAR_MS, type ServerWord } from "./api/server-clock.ts";
import { clockLeaps } from "./clock-leaps.ts";
import type { NewGap } from "./store/hearing-gaps.ts";
import type { GapReason, HearingGap } from "./store/local-database.ts";

/** A beat this late means that the system had put the page to sleep. */
const SUSPENDED_MS = 5000;

interface Leap {
  readonly gap: HearingGap;
  readonly before: ServerWord | undefined;
  readonly beatMs: number;
}

/**
 * The phone's clock beside one that nobody sets. Where only the first went on, somebody put it forward and nothing
 * was missed, or the phone slept and its other clock with it: which of them it was, the server's clock tells.
 */
export class ClockWatch {
  #atMs: number;
  #beatMs: number;
  #leaps: readonly Leap[] = [];

  constructor(atMs: number, beatMs: number) {
    this.#atMs = atMs;
    this.#beatMs = beatMs;
  }

  /** Spans since the last beat in which nothing was heard, or may not have been. */
  beat(atMs: number, beatMs: number): readonly NewGap[] {
    const [wasAtMs, lateMs] = [this.#atMs, beatMs - this.#beatMs];
    this.#atMs = atMs;
    this.#beatMs = beatMs;
    clockLeaps.look();
    const [wokeAtMs, gaps] = [atMs - lateMs, [] as NewGap[]];
    if (wokeAtMs - wasAtMs > SUSPENDED_MS)
      gaps.push({ fromMs: wasAtMs, toMs: wokeAtMs, reason: "clock-or-sleep" });
    if (lateMs > SUSPENDED_MS) gaps.push({ fromMs: wokeAtMs, toMs: atMs, reason: "suspended" });
    return gaps;
  }

  /** Of a gap that `beat` found, as it is kept. */
  keep(gap: HearingGap): void {
    if (gap.reason !== "clock-or-sleep") return;
    this.#leaps = [...this.#leaps, { gap, before: lastServerWord(), beatMs: this.#beatMs }];
  }

  /** Gaps of which the server has told by now what they were. */
  settle(): readonly { readonly id: number; readonly reason: GapReason }[] {
    const word = lastServerWord();
    if (!word) return [];
    const told = this.#leaps.filter(({ beatMs }) => word.beatMs > beatMs);
    this.#leaps = this.#leaps.filter(({ beatMs }) => word.beatMs <= beatMs);
    return told.map(({ gap: { id, fromMs, toMs }, before }) => {
      // A clock that was right before and was put forward is ahead by that now.
      const movedMs = (before?.offMs ?? 0) - word.offMs;
      const byMs = toMs - fromMs;
      const isSet = byMs >= LONGEST_SLEEP_MS || Math.abs(movedMs - byMs) < NEAR_MS;
      return { id, reason: isSet ? "clock" : "suspended" };
    });
  }
}
