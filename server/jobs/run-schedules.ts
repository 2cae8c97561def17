import { setImmediate as turn } from "node:timers/promises";
import { findReport } from "../../shared/reports/index.ts";
import type { RunWatch } from "../../shared/reports/report.ts";
import { monthBefore, nextRunMs } from "../../shared/reports/report-schedule.ts";
import type { SavedReport } from "../report-ports.ts";
import { createReportSource } from "../reports/report-source.ts";
import type { Utility } from "../utilities.ts";

const LOOK_EVERY_MS = 60_000;

export interface ScheduleOptions {
  readonly utilities: () => readonly Utility[];
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
}

/** Runs saved reports over the month before when they come due: whoever asks for it then has it at once. One that was missed while the server was down runs once, late. */
export class Schedules {
  readonly #options: ScheduleOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.look());
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Resolves when the run under way has stopped. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Runs whatever is due now. */
  async look(): Promise<void> {
    for (const utility of this.#options.utilities()) {
      try {
        await this.#lookAt(utility);
      } catch (error) {
        this.#options.report(`a scheduled report failed: ${String(error)}`);
      }
    }
  }

  async #lookAt(utility: Utility): Promise<void> {
    const { timeZone } = await utility.store.settings.utility();
    for (const saved of await utility.store.savedReports.list()) {
      const nowMs = this.#options.nowMs();
      const dueMs = dueAt(saved, timeZone);
      if (this.#isStopped || dueMs === undefined || dueMs > nowMs) continue;
      const outcome = await this.#tryRun(utility, saved, { timeZone, nowMs });
      // What a stop cut short is still due: it runs after the next start.
      if (this.#isStopped && outcome === "cancelled") return;
      await utility.store.savedReports.noteRun(saved.id, { atMs: nowMs, outcome });
    }
  }

  /** One that throws is noted like any other: it neither runs again every minute nor holds up the rest. */
  async #tryRun(
    utility: Utility,
    saved: SavedReport,
    when: { readonly timeZone: string; readonly nowMs: number },
  ): Promise<string> {
    try {
      return await this.#run(utility, saved, when);
    } catch (error) {
      this.#options.report(`the saved report ${saved.id} failed: ${String(error)}`);
      return "failed";
    }
  }

  async #run(
    utility: Utility,
    saved: SavedReport,
    { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
  ): Promise<string> {
    const watch: RunWatch = {
      progress: async () => {
        await turn();
        return !this.#isStopped;
      },
    };
    const source = createReportSource({ utility, timeZone, nowMs, isVisible: () => true });
    const params = Object.assign({}, saved.params, monthBefore(nowMs, timeZone));
    const answer = await findReport(saved.report)?.run(params, source, watch);
    if (!answer) return "not-found";
    return answer.ok ? `${answer.value.rows.length}` : answer.error.code;
  }
}

/** When a saved report runs next by itself; nothing when it never does. */
export function dueAt(saved: SavedReport, timeZone: string): number | undefined {
  if (!saved.schedule) return undefined;
  return nextRunMs(saved.schedule, Math.max(saved.savedAtMs, saved.last?.atMs ?? 0), timeZone);
}
