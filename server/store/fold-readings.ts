import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { blockId, monthOf } from "./block-ids.ts";
import type { BlockWriter } from "./block-writer.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { OutcomesTable } from "./outcomes.table.ts";
import type { ReadingLog } from "./reading-log.ts";
import type { Sql } from "./sql.ts";
import type { StoredCount } from "./stored-count.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly log: ReadingLog;
  readonly outcomes: OutcomesTable;
  readonly writer: BlockWriter;
  readonly stored: StoredCount;
  readonly nowMs: () => number;
}

export interface FoldLimits {
  /** Recent readings at which a fold begins. */
  readonly readings: number;
  /** Bytes of batches at which a fold begins. */
  readonly bytes: number;
  /** Pieces from which a month that grows is made one block (`join-step.ts`). */
  readonly joinedFrom?: number;
}

export const FOLD_LIMITS: FoldLimits = { readings: 1_000_000, bytes: 64 << 20 };

/** How long a month stays open for what comes late before it is folded, and folds of that kind apart. */
const GRACE_MS = 6 * 3_600_000;

/**
 * Moves recent readings into blocks, a few meters at a time, so that commits get their turn in between.
 * Until all meters are done the batch log keeps everything: a crash in the middle loses nothing, and
 * doing a meter again changes nothing.
 */
export class ReadingFold {
  readonly #parts: Parts;
  readonly #limits: FoldLimits;
  #waiting: number[] = [];
  #lastEndedAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: Parts, limits: FoldLimits) {
    this.#parts = parts;
    this.#limits = limits;
  }

  get isRunning(): boolean {
    return this.#parts.log.folding !== undefined;
  }

  /** Whether there is enough to fold, or a month has ended. */
  isDue(): boolean {
    const { log, nowMs } = this.#parts;
    const { readings } = log.active;
    if (readings.count >= this.#limits.readings || log.byteLength >= this.#limits.bytes) return true;
    const now = nowMs();
    const monthStart = startOfUtcMonth(monthOf(now - GRACE_MS));
    return readings.oldestMs < monthStart && now - this.#lastEndedAtMs >= GRACE_MS;
  }

  begin(): void {
    if (this.isRunning) return;
    this.#waiting = [...this.#parts.log.beginFold().readings.meterIds()].sort((a, b) => b - a);
  }

  /** Folds one meter, and more for about `budgetMs`; gives whether more is to be done. */
  step(budgetMs: number): boolean {
    const set = this.#parts.log.folding;
    if (!set) return false;
    const untilMs = performance.now() + budgetMs;
    const done: number[] = [];
    let added = 0;
    try {
      this.#parts.sql.transaction(() => {
        do {
          const meterId = this.#waiting[this.#waiting.length - 1 - done.length];
          if (meterId === undefined) break;
          added += this.#foldMeter(meterId);
          done.push(meterId);
        } while (performance.now() < untilMs);
        this.#parts.stored.save(added);
        if (done.length === this.#waiting.length) this.#end();
      });
    } catch (error) {
      this.#parts.ids.reload();
      throw error;
    }
    this.#parts.stored.add(added);
    for (const meterId of done) set.fresh.settle(meterId);
    this.#waiting.length -= done.length;
    if (this.#waiting.length > 0) return true;
    this.#parts.outcomes.saved();
    this.#parts.log.folded();
    this.#lastEndedAtMs = this.#parts.nowMs();
    return false;
  }

  #foldMeter(meterId: number): number {
    const set = this.#parts.log.folding;
    const meter = { id: meterId, key: this.#parts.ids.keyOf(meterId) };
    const months = set?.readings.months(meter, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) ?? [];
    const { ids, writer } = this.#parts;
    // Late readings come to months that nobody will look after again.
    const growingFrom = monthOf(ids.foldedLastMs(meterId));
    let added = 0;
    for (const columns of months) {
      const month = monthOf(columns.timesMs[0] ?? 0);
      const seq = set?.changed.get(blockId(meterId, month)) ?? 0;
      added +=
        month >= growingFrom ? writer.append(meterId, columns, seq) : writer.merge(meterId, columns, seq);
    }
    return added;
  }

  #end(): void {
    this.#parts.log.forgetFolded();
    this.#parts.outcomes.save();
  }
}
