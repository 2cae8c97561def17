import { setTimeout as pause } from "node:timers/promises";
import { startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { Register } from "../../shared/model/register.ts";
import { startOfStep } from "../../shared/model/zoned-time.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { Utility } from "../utilities.ts";

/** Starts of months looked up before anybody asks: a year's report has both ends, and so has the year before's month. */
const MONTHS = 14;
/** What bills rest on. */
const REGISTERS: readonly Register[] = ["E1", "V1", "E3", "A+"];
/** Readings of a month that is over are folded by then. */
const FOLDED_MS = 7 * 3_600_000;
const FIRST_LOOK_MS = 15_000;
const LOOK_EVERY_MS = 3_600_000;
/** Pauses are so many times as long as the work between them: whoever asks something meanwhile is hardly kept waiting. */
const REST = 3;
/** Shorter work is what was looked up before and stands still. */
const SHORT_MS = 4;

export interface WarmingOptions {
  readonly utilities: () => readonly Pick<Utility, "store" | "upkeep" | "points">[];
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
}

/**
 * Looks up where all meters stood when the last months began, a few meters at a time: the store keeps it, and
 * a month's report then has not to read the month of every meter around both of its ends.
 */
export class ReportWarming {
  readonly #options: WarmingOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WarmingOptions) {
    this.#options = options;
  }

  start(): void {
    const look = (): void => {
      this.#running = this.#running.then(() => this.look());
    };
    this.#timer = setTimeout(() => {
      look();
      this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
    }, FIRST_LOOK_MS).unref();
  }

  /** Resolves when nothing is asked of the stores any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** All of it once; what is known and unchanged costs next to nothing. */
  async look(): Promise<void> {
    for (const utility of this.#options.utilities()) {
      try {
        await this.#warm(utility);
      } catch (error) {
        if (!this.#stopping.signal.aborted)
          this.#options.report(`looking up the starts of months failed: ${String(error)}`);
      }
    }
  }

  async #warm({ store, upkeep, points }: ReturnType<WarmingOptions["utilities"]>[number]): Promise<void> {
    const { timeZone } = await store.settings.utility();
    const stored = new Set(await upkeep.months());
    const nowMs = this.#options.nowMs();
    const counted = countedOf(points);
    for (const atMs of monthStarts(nowMs, timeZone)) {
      const month = utcMonthNumber(atMs);
      if (!stored.has(startOfUtcMonth(month)) || startOfUtcMonth(month + 1) + FOLDED_MS > nowMs) continue;
      for (const register of counted) await this.#lookUp(store.readings, register, atMs);
    }
  }

  async #lookUp(readings: ReadingStore, register: Register, atMs: number): Promise<void> {
    const { signal } = this.#stopping;
    for (let stretch: number | undefined = 0; stretch !== undefined && !signal.aborted; ) {
      const fromMs = performance.now();
      const { next } = await readings.countsAround(register, { atMs, stretch, keep: true });
      stretch = next;
      const tookMs = performance.now() - fromMs;
      if (tookMs > SHORT_MS) await pause(REST * tookMs, undefined, { signal });
    }
  }
}

/** Newest first. */
function monthStarts(nowMs: number, timeZone: string): readonly number[] {
  const starts = [startOfStep(nowMs, "month", timeZone)];
  while (starts.length < MONTHS) starts.push(startOfStep((starts.at(-1) ?? 0) - 1, "month", timeZone));
  return starts;
}

/** Of the registers that bills rest on, those that any meter counts. */
function countedOf(points: Pick<Utility, "points">["points"]): readonly Register[] {
  const found = new Set<Register>();
  for (const { latest } of points.latestRows()) {
    for (const { register } of latest?.values ?? []) found.add(register);
  }
  return REGISTERS.filter((register) => found.has(register));
}
