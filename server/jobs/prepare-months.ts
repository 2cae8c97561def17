import { setTimeout as pause } from "node:timers/promises";
import type { StoreUpkeep } from "../reading-ports.ts";

const FIRST_LOOK_MS = 15_000;
const LOOK_EVERY_MS = 3_600_000;
/** Pauses are so many times as long as the work between them: whoever asks something meanwhile is hardly kept waiting. */
const REST = 3;

export interface FillingOptions {
  readonly utilities: () => readonly {
    readonly id: string;
    readonly upkeep: Pick<StoreUpkeep, "fillEdges">;
  }[];
  readonly report: (text: string) => void;
}

/**
 * Months are written with what reports of months ask of them beside their blocks. This makes it for blocks from
 * before, and for all of them once a utility changes its time zone, a few at a time. Until it is through such a
 * report opens the blocks itself.
 */
export class EdgeFilling {
  readonly #options: FillingOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: FillingOptions) {
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

  /** All of it once; where nothing is missing that is one question. */
  async look(): Promise<void> {
    for (const { id, upkeep } of this.#options.utilities()) {
      try {
        await this.#fill(id, upkeep);
      } catch (error) {
        if (!this.#stopping.signal.aborted)
          this.#options.report(`preparing the months of ${id} for reports failed: ${String(error)}`);
      }
    }
  }

  async #fill(id: string, upkeep: Pick<StoreUpkeep, "fillEdges">): Promise<void> {
    const { signal } = this.#stopping;
    const tell = new Progress((text) =>
      this.#options.report(`preparing the months of ${id} for reports: ${text}`),
    );
    while (!signal.aborted) {
      const fromMs = performance.now();
      const { filled, share, isWhole } = await upkeep.fillEdges();
      tell.step(filled, share);
      if (isWhole) return tell.done();
      await pause(REST * (performance.now() - fromMs), undefined, { signal });
    }
  }
}

/** Says every tenth that is done, once anything had to be done at all. */
class Progress {
  readonly #say: (text: string) => void;
  #filled = 0;
  #tenth = 0;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  step(filled: number, share: number): void {
    this.#filled += filled;
    const tenth = Math.floor(share * 10);
    if (this.#filled === 0 || tenth <= this.#tenth) return;
    this.#tenth = tenth;
    if (tenth < 10) this.#say(`${tenth * 10} %`);
  }

  done(): void {
    if (this.#filled > 0) this.#say(`done, ${this.#filled} blocks`);
  }
}
