import { setTimeout } from "node:timers/promises";
import type { RetentionOutcome, RetentionStep } from "../reading-ports.ts";
import type { ReadingsTable } from "./readings.table.ts";
import type { MonthsToThin } from "./retain-step.ts";
import type { ThinnedMonths } from "./thin-blocks.ts";
import { ThinPace } from "./thin-pace.ts";
import type { ThinThread } from "./thin-thread.ts";

interface UnderWay extends MonthsToThin {
  readonly thinned: Promise<ThinnedMonths>;
  /** Time it took to give them away. */
  readonly workMs: number;
}

/** Steps that are thinned while one is written: the other thread never waits for this one. */
const AHEAD = 2;

/**
 * Thinning is work for a thread of its own: the store's gives months away and takes them back. While it takes
 * some back, the next ones are thinned already; what changed meanwhile is left for another day.
 */
export class ThinAhead {
  readonly #readings: Pick<ReadingsTable, "monthsToThin" | "putThinned">;
  readonly #thinner: ThinThread;
  readonly #servedMs: () => number;
  #underWay = new Map<string, UnderWay>();
  #pace: ThinPace | undefined;

  /** `servedMs` gives the time this thread had for commits and folding so far. */
  constructor(
    readings: Pick<ReadingsTable, "monthsToThin" | "putThinned">,
    servedMs: () => number,
    thinner: ThinThread,
  ) {
    this.#readings = readings;
    this.#servedMs = servedMs;
    this.#thinner = thinner;
  }

  async retain(step: RetentionStep): Promise<RetentionOutcome> {
    this.#pace ??= new ThinPace(performance.now(), this.#servedMs());
    const ahead = new Map<string, UnderWay>();
    let of: RetentionStep | undefined = step;
    for (let n = 0; n <= AHEAD && of; n++) {
      const name = JSON.stringify(of);
      const started: UnderWay = this.#underWay.get(name) ?? this.#start(of);
      ahead.set(name, started);
      of = started.next === undefined ? undefined : { ...of, from: started.next };
    }
    // What nobody came back for is forgotten.
    this.#underWay = ahead;
    const mine = ahead.get(JSON.stringify(step)) ?? this.#start(step);
    ahead.delete(JSON.stringify(step));
    const thinned = await mine.thinned;
    const startedAtMs = performance.now();
    const removed = this.#readings.putThinned(step.atMs, mine.months, thinned);
    await this.#rest(mine, startedAtMs);
    return { removed, ...(mine.next === undefined ? {} : { next: mine.next }) };
  }

  /** Between steps, for as long as others want the store. */
  async #rest({ months, workMs }: UnderWay, putFromMs: number): Promise<void> {
    const nowMs = performance.now();
    const took = { months: months.length, workMs: workMs + nowMs - putFromMs, servedMs: this.#servedMs() };
    const restMs = this.#pace?.restMs(nowMs, took) ?? 0;
    if (restMs > 0) await setTimeout(restMs, undefined, { ref: false });
  }

  #start(step: RetentionStep): UnderWay {
    const startedAtMs = performance.now();
    const { months, moments, ...next } = this.#readings.monthsToThin(step);
    const blocks = months.map(({ block }) => block);
    const thinned =
      months.length === 0
        ? Promise.resolve(NOTHING)
        : this.#thinner.thin(blocks, { dayStartsMs: step.dayStartsMs ?? [], moments });
    // Whoever asks for it hears what went wrong; nobody may ask.
    thinned.catch(() => undefined);
    return { months, moments, thinned, workMs: performance.now() - startedAtMs, ...next };
  }
}

const NOTHING: ThinnedMonths = { thinned: [], unreadable: [] };
