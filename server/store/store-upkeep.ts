import { openBlock } from "../../shared/blocks/decode-block.ts";
import { unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import type { EdgesFilled, RetentionOutcome, RetentionStep, StoreCheck } from "../reading-ports.ts";
import { describeDamage, describeDamagedCommit } from "./describe-damage.ts";
import type { ReadingsTable } from "./readings.table.ts";
import { findDamagedRooms } from "./room-checksums.ts";
import { isOfFile, type Sql, toBytes, toNumber, toText } from "./sql.ts";

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
    const problems: string[] = [];
    const lookAt = (what: string, work: () => void): void => {
      try {
        work();
      } catch (error) {
        if (!isOfFile(error)) throw error;
        problems.push(`${what} cannot be read to their end: the file is damaged. Restore it from a backup.`);
      }
    };
    lookAt("The pages", () => {
      for (const [text] of this.#sql.all("PRAGMA integrity_check"))
        if (text !== "ok") problems.push(toText(text));
    });
    lookAt("Commits", () => this.#lookThroughLog("batches", "Commit", problems));
    lookAt("Replacements", () => this.#lookThroughLog("replaced_spans", "Replacement", problems));
    lookAt("Rooms", () => problems.push(...findDamagedRooms(this.#sql)));
    let blocks = 0;
    lookAt("Blocks", () => {
      for (const looked of this.#lookThroughBlocks(problems)) blocks += looked;
    });
    return { blocks, problems };
  }

  /** Gives how many were read, some at a time. */
  *#lookThroughBlocks(problems: string[]): Generator<number> {
    for (let after = -1; ; ) {
      const rows = this.#sql.all("SELECT id, bytes FROM blocks WHERE id > ? ORDER BY id LIMIT ?", [
        after,
        BLOCKS_AT_ONCE,
      ]);
      for (const [id, bytes] of rows) {
        const opened = openBlock(toBytes(bytes));
        if (!opened.ok) problems.push(describeDamage(this.#sql, toNumber(id), opened.error));
      }
      const last = rows.at(-1);
      if (!last) return;
      yield rows.length;
      after = toNumber(last[0]);
    }
  }

  #lookThroughLog(table: "batches" | "replaced_spans", name: string, problems: string[]): void {
    for (let after = -1; ; ) {
      const row = this.#sql.get(`SELECT id, readings FROM ${table} WHERE id > ? ORDER BY id LIMIT 1`, [
        after,
      ]);
      if (!row) return;
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
