import { setTimeout as pause } from "node:timers/promises";
import { findReport } from "../../shared/reports/index.ts";
import type { RunWatch } from "../../shared/reports/report.ts";
import { monthBefore } from "../../shared/reports/report-schedule.ts";
import { createReportSource } from "../reports/report-source.ts";
import type { Utility } from "../utilities.ts";

const AFTER_MS = 20_000;
/** Pauses are so many times as long as the work between them. */
const REST = 1;
/** A smaller utility's report is there at once anyway. */
const LARGE = 5_000;

export interface WarmingOptions {
  readonly utilities: () => readonly Utility[];
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
  /** Points from which on a utility is large. */
  readonly largeFrom?: number;
}

/**
 * A little after the server's start, last month's consumption of each large utility once, for nobody: what the disk
 * has to be asked for and the program has to be compiled for is done when somebody asks the first time.
 */
export class ReportWarming {
  readonly #options: WarmingOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(options: WarmingOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.run();
    }, AFTER_MS).unref();
  }

  /** Resolves when nothing is asked of the stores any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** How many rows were made, all utilities together. */
  async run(): Promise<number> {
    let rows = 0;
    for (const utility of this.#options.utilities()) {
      if (this.#isStopped || utility.points.size() < (this.#options.largeFrom ?? LARGE)) continue;
      try {
        rows += await this.#runOne(utility);
      } catch (error) {
        if (!this.#isStopped)
          this.#options.report(`preparing reports of ${utility.id} failed: ${String(error)}`);
      }
    }
    return rows;
  }

  async #runOne(utility: Utility): Promise<number> {
    const { timeZone } = await utility.store.settings.utility();
    const nowMs = this.#options.nowMs();
    let rows = 0;
    let sinceMs = performance.now();
    const watch: RunWatch = {
      progress: async () => {
        await pause(REST * (performance.now() - sinceMs));
        sinceMs = performance.now();
        return !this.#isStopped;
      },
      take: async (taken) => {
        // Writing them down is a good part of the work.
        if (JSON.stringify(taken).length > 0) rows += taken.length;
      },
    };
    const source = createReportSource({ utility, timeZone, nowMs, isVisible: () => true });
    const params = { ...monthBefore(nowMs, timeZone), registers: ["V1"], places: {} };
    await findReport("consumption")?.run(params, source, watch);
    return rows;
  }
}
