import { isTimeTold, lastServerWord, noteLeap, toldOff } from "./api/server-clock.ts";
import type { LocalDatabase, StoredFrame } from "./store/local-database.ts";

/** Less than this from one look to the next is no leap. */
const LEAP_MS = 2000;
const MOST_KEPT = 500;
const KEPT = "clock-leaps";

/** By how much the clock leapt, and what it was wrong by before that, where the server had told. Milliseconds. */
export type Leap = readonly [byMs: number, wasOffMs?: number];

/** What goes with a note that was made before the server had told the time: how often the clock had leapt by then. */
export interface Untold {
  readonly leaps?: number;
}

/** Leaps of the phone's clock against the one that nobody sets: somebody set it, or the phone slept (`date-note.ts`). */
class ClockLeaps {
  /** Those before these. */
  #gone = 0;
  #leaps: readonly Leap[] = [];
  #leadMs: number | undefined;
  #keep: ((value: string) => unknown) | undefined;

  /** Takes up what this phone knows of, and keeps what comes. Before the first note. */
  async start({ marks }: LocalDatabase): Promise<void> {
    const { value } = (await marks.get(KEPT)) ?? {};
    [this.#gone, this.#leaps] = value ? JSON.parse(String(value)) : [0, []];
    this.#leadMs = undefined;
    this.#keep = (next) => marks.put({ name: KEPT, value: next }).catch(() => undefined);
    this.look();
  }

  /** Looks whether the clock has leapt. Returns how often it has. */
  look(): number {
    const leadMs = Date.now() - performance.now();
    const wasMs = this.#leadMs ?? leadMs;
    const byMs = Math.round(leadMs - wasMs);
    this.#leadMs = leadMs;
    if (Math.abs(byMs) >= LEAP_MS) {
      this.#gone += this.#leaps.length < MOST_KEPT ? 0 : 1;
      const word = lastServerWord();
      const isKnown = word && Math.abs(wasMs - word.leadMs) < LEAP_MS;
      const leap: Leap = isKnown ? [byMs, word.offMs] : [byMs];
      this.#leaps = [...this.#leaps, leap].slice(-MOST_KEPT);
      noteLeap();
      this.#keep?.(JSON.stringify([this.#gone, this.#leaps]));
    }
    return this.#gone + this.#leaps.length;
  }

  /** Its leaps since it had leapt so often. */
  since(leaps: number): readonly Leap[] {
    this.look();
    return this.#leaps.slice(Math.max(0, leaps - this.#gone));
  }

  /** What goes with a note made now; nothing where the time is told. */
  untold(): Untold {
    const leaps = this.look();
    return isTimeTold() ? {} : { leaps };
  }
}

/** Of this worker. */
export const clockLeaps = new ClockLeaps();

/** A frame that is heard now, with what the clock is wrong by, or what may tell it later. */
export const noted = (frame: StoredFrame): StoredFrame => ({
  ...frame,
  ...clockLeaps.untold(),
  ...toldOff(),
});
