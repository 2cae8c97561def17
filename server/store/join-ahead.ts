import { setTimeout } from "node:timers/promises";
import type { JoinPlace } from "./join-step.ts";
import type { ReadingsTable } from "./readings.table.ts";
import { ThinPace } from "./thin-pace.ts";
import type { ThinThread } from "./thin-thread.ts";

interface Parts {
  readonly readings: Pick<ReadingsTable, "monthsToJoin" | "putJoined">;
  readonly thread: ThinThread;
  /** Time the store's thread had for commits and folding so far. */
  readonly servedMs: () => number;
  readonly report: (text: string) => void;
}

/**
 * Months that grew by many pieces become one block again on the thread that thins, some at a time, between commits:
 * no fold waits for it. What changed meanwhile is left for the next time.
 */
export class JoinAhead {
  readonly #parts: Parts;
  #isRunning = false;
  #isWanted = false;
  #isClosed = false;
  #passes = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** After every fold. */
  start(): void {
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#isWanted && !this.#isClosed) {
        this.#isWanted = false;
        this.#passes += 1;
        await this.#pass();
      }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (!this.#isClosed) this.#parts.report(`Joining blocks failed and will be tried again: ${text}`);
    } finally {
      this.#isRunning = false;
    }
  }

  async #pass(): Promise<void> {
    const { readings, thread, servedMs } = this.#parts;
    const pace = new ThinPace(performance.now(), servedMs());
    let place: JoinPlace | undefined;
    do {
      const givenAtMs = performance.now();
      const step = readings.monthsToJoin(this.#passes, place);
      if (!step) return;
      let workMs = performance.now() - givenAtMs;
      const { months, moments } = step;
      if (months.length > 0) {
        const joined = await thread.thin(
          months.map(({ block }) => block),
          { moments },
        );
        if (this.#isClosed) return;
        const putAtMs = performance.now();
        readings.putJoined(step, joined);
        workMs += performance.now() - putAtMs;
      }
      const took = { months: months.length, workMs, servedMs: servedMs() };
      await setTimeout(pace.restMs(performance.now(), took), undefined, { ref: false });
      place = step.next;
    } while (place && !this.#isClosed);
  }
}
