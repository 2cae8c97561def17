import { Sql } from "../../../server/store/sql.ts";
import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import { REGISTERS } from "./heat-meters.ts";

const ROWS_PER_STATEMENT = 100;

/**
 * The reference: one libSQL table with a row per reading and a column per register, keyed by meter and
 * time, as one would write it without thinking further. Same pragmas as the store, commits of 1,000.
 */
export class WideTable {
  readonly #sql: Sql;

  constructor(path: string) {
    this.#sql = new Sql(path);
    for (const pragma of ["journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"])
      this.#sql.get(`PRAGMA ${pragma}`);
    const columns = Array.from({ length: REGISTERS }, (_, n) => `r${n} INTEGER`).join(", ");
    this.#sql.exec(
      `CREATE TABLE readings (meter INTEGER, at_ms INTEGER, ${columns}, status INTEGER, PRIMARY KEY (meter, at_ms)) WITHOUT ROWID`,
    );
  }

  /** One commit: the given row of each month's columns. */
  insert(
    rows: readonly { readonly meter: number; readonly month: MonthColumns; readonly row: number }[],
  ): void {
    this.#sql.transaction(() => {
      for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
        const some = rows.slice(at, at + ROWS_PER_STATEMENT);
        const one = `(${Array.from({ length: REGISTERS + 3 }, () => "?").join(",")})`;
        this.#sql.run(
          `INSERT OR REPLACE INTO readings VALUES ${some.map(() => one).join(",")}`,
          some.flatMap(({ meter, month, row }) => [
            meter,
            month.timesMs[row] ?? 0,
            ...Array.from({ length: REGISTERS }, (_, n) => month.registers[n]?.counts[row] ?? null),
            month.statusIndex[row] ?? 0,
          ]),
        );
      }
    });
  }

  /** A year of one meter's first register. */
  year(meter: number, fromMs: number, toMs: number): number {
    return this.#sql.all("SELECT at_ms, r0 FROM readings WHERE meter = ? AND at_ms >= ? AND at_ms < ?", [
      meter,
      fromMs,
      toMs,
    ]).length;
  }

  latest(meters: number): number {
    let found = 0;
    for (let meter = 0; meter < meters; meter++) {
      if (this.#sql.get("SELECT * FROM readings WHERE meter = ? ORDER BY at_ms DESC LIMIT 1", [meter]))
        found += 1;
    }
    return found;
  }

  monthReport(fromMs: number, toMs: number): number {
    return this.#sql.all(
      "SELECT meter, max(r0) - min(r0) FROM readings WHERE at_ms >= ? AND at_ms < ? GROUP BY meter",
      [fromMs, toMs],
    ).length;
  }

  bytes(): number {
    this.#sql.all("PRAGMA wal_checkpoint(TRUNCATE)");
    const [pages] = this.#sql.get("PRAGMA page_count") ?? [];
    const [size] = this.#sql.get("PRAGMA page_size") ?? [];
    return Number(pages) * Number(size);
  }

  close(): void {
    this.#sql.close();
  }
}
