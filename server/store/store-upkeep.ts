import { openBlock } from "../../shared/blocks/decode-block.ts";
import { unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import type { EdgesFilled, RetentionOutcome, RetentionStep, StoreCheck } from "../reading-ports.ts";
import { describeDamage, describeDamagedCommit } from "./describe-damage.ts";
import type { ReadingsTable } from "./readings.table.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

/** Blocks read at a time, so that a check needs little memory. */
const BLOCKS_AT_ONCE = 1000;

/** The work of `StoreUpkeep` on the store's thread. */
export class Upkeep {
  readonly #sql: Sql;
  readonly #readings: ReadingsTable;

  constructor(sql: Sql, readings: ReadingsTable) {
    this.#sql = sql;
    this.#readings = readings;
  }

  /** Moves all recent readings into blocks now. */
  fold(): void {
    this.#readings.foldAll();
  }

  /** Months with readings in blocks, as the moment each begins, oldest first. */
  months(): number[] {
    return this.#readings.storedMonths();
  }

  /** A few meters' share of a month's retention. */
  retain(step: RetentionStep): RetentionOutcome {
    return this.#readings.retain(step);
  }

  /** Readings that all of a month's retention would remove; with days kept, about so many. */
  weigh(step: Omit<RetentionStep, "from">): number {
    return this.#readings.weigh(step);
  }

  /** A step of making edges that blocks lack. */
  fillEdges(): EdgesFilled {
    return this.#readings.fillEdges();
  }

  /** Reads the whole file and verifies the checksum of every block, and of every commit that is in none yet. */
  check(): StoreCheck {
    const problems = this.#sql
      .all("PRAGMA integrity_check")
      .map(([text]) => toText(text))
      .filter((text) => text !== "ok");
    problems.push(
      ...this.#damagedLog("batches", "Commit"),
      ...this.#damagedLog("replaced_spans", "Replacement"),
    );
    let blocks = 0;
    let after = -1;
    for (;;) {
      const rows = this.#sql.all("SELECT id, bytes FROM blocks WHERE id > ? ORDER BY id LIMIT ?", [
        after,
        BLOCKS_AT_ONCE,
      ]);
      for (const [id, bytes] of rows) {
        const opened = openBlock(toBytes(bytes));
        if (!opened.ok) problems.push(describeDamage(this.#sql, toNumber(id), opened.error));
      }
      blocks += rows.length;
      const last = rows.at(-1);
      if (!last) return { blocks, problems };
      after = toNumber(last[0]);
    }
  }

  #damagedLog(table: "batches" | "replaced_spans", name: string): string[] {
    const problems: string[] = [];
    for (let after = -1; ; ) {
      const row = this.#sql.get(`SELECT id, readings FROM ${table} WHERE id > ? ORDER BY id LIMIT 1`, [
        after,
      ]);
      if (!row) return problems;
      after = toNumber(row[0]);
      const opened = unpackReadings(toBytes(row[1]));
      if (!opened.ok) problems.push(describeDamagedCommit(`${name} ${after}`, opened.error.kind));
    }
  }

  /** Gives space that is no longer used back to the disk. Needs as much room again while it runs. */
  vacuum(): void {
    this.#readings.foldAll();
    this.#readings.joinBlocks();
    this.#sql.exec("VACUUM");
    this.#sql.all("PRAGMA wal_checkpoint(TRUNCATE)");
  }
}
