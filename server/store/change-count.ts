import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toNumber } from "./sql.ts";

const CHANGE_SEQ = "change-seq";

/**
 * Numbers every change of readings: a commit, an import, a step of retention. The number of the last
 * one is the cursor by which others follow, so a number that was told is never given out again.
 */
export class ChangeCount {
  readonly #sql: Sql;
  #last: number;

  constructor(sql: Sql) {
    this.#sql = sql;
    const [lastBatch] = sql.get("SELECT max(id) FROM batches") ?? [];
    this.#last = Math.max(Number(readSetting(sql, CHANGE_SEQ) ?? 0), toNumber(lastBatch));
  }

  get last(): number {
    return this.#last;
  }

  /** Notes in the transaction under way that all up to `seq` are given out; `took` makes it so. */
  save(seq: number): void {
    writeSetting(this.#sql, CHANGE_SEQ, String(seq));
  }

  /** All up to `seq` are given out and their transaction is through. */
  took(seq: number): void {
    this.#last = seq;
  }

  /** A change that is no commit: all of `work`, which gets its number, or nothing. */
  change<T>(work: (seq: number) => T): T {
    const seq = this.#last + 1;
    const result = this.#sql.transaction(() => {
      this.save(seq);
      return work(seq);
    });
    this.took(seq);
    return result;
  }
}
