/** Milliseconds a month takes at least while others want the store: 100,000 in 57.5 s. */
const MONTH_MS = 0.575;
/** How far behind that it may be and still make up for it. */
const BEHIND_MS = 1_000;
/** Rest for each millisecond of the store's thread, so that thinning never has more than a third of it. */
const REST_PER_WORK = 2;
/** Commits and folding with less of the thread's time than this are not in anybody's way. */
const BUSY_SHARE = 0.05;

/** What a step of thinning took. */
export interface ThinnedStep {
  readonly months: number;
  /** Time of the store's thread that went into giving them away and taking them back. */
  readonly workMs: number;
  /** Time that the same thread gave to commits and folding since the store was opened. */
  readonly servedMs: number;
}

/** How fast thinning goes: as fast as it can while nothing else is asked of the store, at a walk while readings come in. */
export class ThinPace {
  #lastMs: number;
  #dueMs: number;
  #servedMs: number;

  /** `nowMs` is when thinning begins, by a clock that never goes back; `servedMs` as in a step. */
  constructor(nowMs: number, servedMs = 0) {
    this.#lastMs = nowMs;
    this.#dueMs = nowMs;
    this.#servedMs = servedMs;
  }

  /** Milliseconds to rest before the next step. */
  restMs(nowMs: number, { months, workMs, servedMs }: ThinnedStep): number {
    const isBusy = servedMs - this.#servedMs > (nowMs - this.#lastMs) * BUSY_SHARE;
    this.#servedMs = servedMs;
    this.#lastMs = nowMs;
    if (!isBusy) {
      this.#dueMs = nowMs;
      return 0;
    }
    this.#dueMs = Math.max(this.#dueMs + months * MONTH_MS, nowMs - BEHIND_MS);
    return Math.max(this.#dueMs - nowMs, workMs * REST_PER_WORK);
  }
}
