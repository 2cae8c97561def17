import type { CountMonth, MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { RetentionStep } from "../reading-ports.ts";
import type { NumberedCounts } from "./counts-around.ts";
import { JoinAhead } from "./join-ahead.ts";
import type { PackedCommit } from "./reading-log.ts";
import type { StoreAnswer, StoreCall, StoreCore } from "./store-rpc.ts";
import { ThinAhead } from "./thin-ahead.ts";
import { ThinThread } from "./thin-thread.ts";

interface Caller {
  readonly answer: (answer: StoreAnswer, transfer: ReadonlySet<ArrayBuffer>) => void;
  readonly report: (text: string) => void;
}

/** How long folding keeps callers waiting at a time. */
const FOLD_SLICE_MS = 20;
const FOLD_RETRY_MS = 60_000;
/** How often a month's end is looked for while nothing is committed. */
const LOOK_EVERY_MS = 600_000;

/**
 * The worker's side of a store: one call after the other. Commits that arrive together share one
 * transaction and so one sync of the disk; between calls recent readings are folded.
 */
export class StoreThread {
  readonly #core: StoreCore;
  readonly #caller: Caller;
  #commits: { readonly id: number; readonly commit: PackedCommit }[] = [];
  #isFolding = false;
  #isClosed = false;
  readonly #looking: NodeJS.Timeout;
  readonly #thinner = new ThinThread();
  readonly #thinning: ThinAhead;
  readonly #joining: JoinAhead;
  /** Time that commits and folding took so far. */
  #servedMs = 0;

  constructor(core: StoreCore, caller: Caller) {
    this.#core = core;
    this.#caller = caller;
    const servedMs = () => this.#servedMs;
    this.#thinning = new ThinAhead(core.readings, servedMs, this.#thinner);
    this.#joining = new JoinAhead({
      readings: core.readings,
      thread: this.#thinner,
      servedMs,
      report: caller.report,
    });
    this.#looking = setInterval(() => this.#foldIfDue(), LOOK_EVERY_MS);
    this.#foldIfDue();
  }

  receive(call: StoreCall): void {
    if (call.store === "readings" && call.method === "commit") {
      if (this.#commits.length === 0) setImmediate(() => this.#commitWaiting());
      this.#commits.push({ id: call.id, commit: call.args[0] as PackedCommit });
      return;
    }
    this.#commitWaiting();
    if (call.store === "upkeep" && call.method === "retain" && (call.args[0] as RetentionStep).dayStartsMs) {
      void this.#thin(call.id, call.args[0] as RetentionStep);
      return;
    }
    const answer = this.#attempt(call.id, () => this.#run(call));
    if (call.store === "upkeep" && call.method === "fold") this.#joining.start();
    this.#caller.answer(answer, TRANSFERS[`${call.store} ${call.method}`]?.(answer) ?? new Set());
  }

  /** Other calls are answered while the months of this one are with the thread that thins them. */
  async #thin(id: number, step: RetentionStep): Promise<void> {
    const done = await this.#thinning.retain(step).then(
      (value) => () => value,
      (error: unknown) => (): never => {
        throw error;
      },
    );
    if (!this.#isClosed) this.#caller.answer(this.#attempt(id, done), new Set());
  }

  #run(call: StoreCall): unknown {
    if (call.store === "close") {
      clearInterval(this.#looking);
      this.#joining.close();
      void this.#thinner.close();
      this.#isClosed = true;
      return this.#core.close();
    }
    const stores = this.#core as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
    return stores[call.store]?.[call.method]?.(...call.args);
  }

  #commitWaiting(): void {
    const commits = this.#commits;
    if (commits.length === 0) return;
    this.#commits = [];
    const startedAtMs = performance.now();
    const together = this.#attempt(0, () =>
      this.#core.readings.commitAll(commits.map(({ commit }) => commit)),
    );
    for (const { id, commit } of commits) {
      const isFailed = "error" in together && commits.length > 1;
      const own = isFailed ? this.#attempt(id, () => this.#core.readings.commitAll([commit])) : together;
      this.#caller.answer({ ...own, id }, new Set());
    }
    this.#servedMs += performance.now() - startedAtMs;
    this.#foldIfDue();
  }

  #attempt(id: number, work: () => unknown): StoreAnswer {
    try {
      return { id, value: work() };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return {
        id,
        error: error instanceof Error && "code" in error ? { code: String(error.code), text } : { text },
      };
    }
  }

  #foldIfDue(): void {
    if (this.#isFolding || this.#isClosed || !this.#core.readings.isFoldDue()) return;
    this.#isFolding = true;
    setImmediate(() => this.#fold());
  }

  #fold(): void {
    if (this.#isClosed) return;
    const startedAtMs = performance.now();
    const step = this.#attempt(0, () => this.#core.readings.foldStep(FOLD_SLICE_MS));
    this.#servedMs += performance.now() - startedAtMs;
    if ("error" in step) {
      this.#caller.report(`Folding readings failed and will be tried again: ${step.error.text}`);
      setTimeout(() => this.#fold(), FOLD_RETRY_MS).unref();
    } else if (step.value === true) {
      setImmediate(() => this.#fold());
    } else {
      this.#isFolding = false;
      this.#joining.start();
    }
  }
}

/** Memory of answers that may change threads without a copy: nobody here looks at it again. */
const TRANSFERS: Readonly<Record<string, (answer: StoreAnswer) => ReadonlySet<ArrayBuffer>>> = {
  "readings columns": (answer) => buffersOfColumns(answer),
  // All columns lie in one stretch of memory.
  "readings numberedCounts": (answer) =>
    new Set("value" in answer ? [(answer.value as NumberedCounts).meterId.buffer as ArrayBuffer] : []),
  "readings counts": (answer) => {
    const months = "value" in answer ? (answer.value as readonly (readonly CountMonth[])[]).flat() : [];
    return buffersOf(
      months.flatMap(({ timesMs, marks, registers }) => [timesMs, marks, ...countsOf(registers)]),
    );
  },
  "readings latestPacked": (answer) => {
    const buffer = "value" in answer && answer.value instanceof Uint8Array ? answer.value.buffer : undefined;
    return new Set(buffer instanceof ArrayBuffer ? [buffer] : []);
  },
};

function buffersOfColumns(answer: StoreAnswer): Set<ArrayBuffer> {
  if ("error" in answer) return new Set();
  const months = answer.value as readonly MonthColumns[];
  return buffersOf(
    months.flatMap(({ timesMs, statusIndex, marks, originIndex, frameSeq, clock, registers }) => {
      const columns = [timesMs, statusIndex, marks, originIndex, frameSeq, clock?.localMs, clock?.form];
      return [...columns, ...countsOf(registers)];
    }),
  );
}

const countsOf = (registers: MonthColumns["registers"]): Float64Array[] =>
  registers.map(({ counts }) => counts);

const buffersOf = (columns: readonly (ArrayBufferView | undefined)[]): Set<ArrayBuffer> =>
  new Set(columns.flatMap((column) => (column?.buffer instanceof ArrayBuffer ? [column.buffer] : [])));
