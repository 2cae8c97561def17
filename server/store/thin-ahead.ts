import type { RetentionOutcome, RetentionStep } from "../reading-ports.ts";
import type { ReadingsTable } from "./readings.table.ts";
import type { MonthsToThin } from "./retain-step.ts";
import type { ThinnedMonths } from "./thin-blocks.ts";
import { ThinThread } from "./thin-thread.ts";

interface UnderWay extends MonthsToThin {
  readonly thinned: Promise<ThinnedMonths>;
}

/** Steps that are thinned while one is written: the other thread never waits for this one. */
const AHEAD = 2;

/**
 * Thinning is work for a thread of its own: the store's gives months away and takes them back. While it takes
 * some back, the next ones are thinned already; what changed meanwhile is left for another day.
 */
export class ThinAhead {
  readonly #readings: Pick<ReadingsTable, "monthsToThin" | "putThinned">;
  readonly #thinner = new ThinThread();
  #underWay = new Map<string, UnderWay>();

  constructor(readings: Pick<ReadingsTable, "monthsToThin" | "putThinned">) {
    this.#readings = readings;
  }

  async retain(step: RetentionStep): Promise<RetentionOutcome> {
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
    const removed = this.#readings.putThinned(step.atMs, mine.months, thinned);
    return { removed, ...(mine.next === undefined ? {} : { next: mine.next }) };
  }

  async close(): Promise<void> {
    await this.#thinner.close();
  }

  #start(step: RetentionStep): UnderWay {
    const { months, ...next } = this.#readings.monthsToThin(step);
    const blocks = months.map(({ block }) => block);
    const thinned =
      months.length === 0 ? Promise.resolve(NOTHING) : this.#thinner.thin(blocks, step.dayStartsMs ?? []);
    // Whoever asks for it hears what went wrong; nobody may ask.
    thinned.catch(() => undefined);
    return { months, thinned, ...next };
  }
}

const NOTHING: ThinnedMonths = { thinned: [], unreadable: [] };
