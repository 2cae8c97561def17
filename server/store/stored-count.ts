import { readSetting, writeSetting } from "./settings.table.ts";
import type { Sql } from "./sql.ts";

const STORED_READINGS = "stored-readings";

/** Readings in blocks, counted as they are written. */
export class StoredCount {
  readonly #sql: Sql;
  #value: number;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#value = Number(readSetting(sql, STORED_READINGS) ?? 0);
  }

  get value(): number {
    return this.#value;
  }

  /** Writes the count with `added` more. Call this in a transaction, and `add` when it is through. */
  save(added: number): void {
    writeSetting(this.#sql, STORED_READINGS, String(this.#value + added));
  }

  add(added: number): void {
    this.#value += added;
  }
}
