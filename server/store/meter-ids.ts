import { unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { NewestRows } from "./newest-rows.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

/** The numbers that stand for meters in this file, and what must be known of each without a query. */
export class MeterIds {
  readonly #sql: Sql;
  #idByKey = new Map<MeterKey, number>();
  #keyById: (MeterKey | undefined)[] = [];
  #foldedLastMs: number[] = [];
  #newest: NewestRows | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.reload();
  }

  /** Reads everything again: after a transaction that added meters was rolled back. */
  reload(): void {
    this.#idByKey = new Map();
    this.#keyById = [];
    this.#foldedLastMs = [];
    this.#newest = undefined;
    for (const [id, key, lastMs] of this.#sql.all("SELECT id, key, folded_last_ms FROM meters")) {
      this.#remember(toNumber(id), toText(key) as MeterKey);
      if (lastMs !== null) this.#foldedLastMs[toNumber(id)] = toNumber(lastMs);
    }
  }

  find(key: MeterKey): number | undefined {
    return this.#idByKey.get(key);
  }

  /** The meter's number; a meter not known yet gets one, so call this in a transaction. */
  idOf(key: MeterKey): number {
    const known = this.#idByKey.get(key);
    if (known !== undefined) return known;
    const id = Math.max(1, this.#keyById.length);
    this.#sql.run("INSERT INTO meters (id, key) VALUES (?, ?)", [id, key]);
    this.#remember(id, key);
    return id;
  }

  /** Of a maker's meter with this number, whatever its version and type are. */
  ofSerial(manufacturer: string, id: string): MeterKey[] {
    return this.#sql
      .all("SELECT key FROM meters WHERE key BETWEEN ? AND ?", [
        `${manufacturer}-${id}-`,
        `${manufacturer}-${id}-~`,
      ])
      .map(([key]) => toText(key) as MeterKey);
  }

  keyOf(id: number): MeterKey {
    const key = this.#keyById[id];
    if (key === undefined) throw new Error(`no meter ${id}`);
    return key;
  }

  /** Keys by number, from `first` on; numbers nobody has are `undefined`. */
  keysFrom(first: number): readonly (MeterKey | undefined)[] {
    return this.#keyById.slice(first);
  }

  /** Every meter's number. */
  all(): readonly number[] {
    return [...this.#idByKey.values()];
  }

  /** The greatest number there is; −1 without meters. */
  get last(): number {
    return this.#keyById.length - 1;
  }

  /** Time of the newest reading in the meter's blocks; −Infinity when it has none. */
  foldedLastMs(id: number): number {
    return this.#foldedLastMs[id] ?? Number.NEGATIVE_INFINITY;
  }

  /**
   * Notes when the meter's blocks end, and the newest reading in them that can be true, packed; call this
   * in a transaction.
   */
  setFolded(id: number, lastMs: number, newest: Uint8Array | undefined): void {
    const row = newest ?? null;
    this.#sql.run("UPDATE meters SET folded_last_ms = ?, newest = ? WHERE id = ?", [lastMs, row, id]);
    this.#foldedLastMs[id] = lastMs;
    if (newest) this.#newest?.set(id, newest);
    else this.#newest?.delete(id);
  }

  /** Time of the reading in blocks that stands for the meter's newest; `undefined` where there is none. */
  newestMs(id: number): number | undefined {
    const [packed] = this.#sql.get("SELECT newest FROM meters WHERE id = ?", [id]) ?? [];
    const batch = packed ? unpackReadings(toBytes(packed)) : undefined;
    return batch?.ok ? batch.value.rows[0]?.atMs : undefined;
  }

  /** The newest reading in blocks of every meter; read from the file when first asked for, then kept up. */
  newest(): NewestRows {
    if (this.#newest) return this.#newest;
    const rows = new NewestRows();
    for (const [id, newest] of this.#sql.all("SELECT id, newest FROM meters WHERE newest IS NOT NULL")) {
      rows.set(toNumber(id), toBytes(newest));
    }
    this.#newest = rows;
    return rows;
  }

  /** The meter's newest reading in blocks is gone; call this in a transaction. */
  forgetFolded(id: number): void {
    this.#sql.run("UPDATE meters SET folded_last_ms = NULL, newest = NULL WHERE id = ?", [id]);
    delete this.#foldedLastMs[id];
    this.#newest?.delete(id);
  }

  #remember(id: number, key: MeterKey): void {
    this.#idByKey.set(key, id);
    this.#keyById[id] = key;
  }
}
