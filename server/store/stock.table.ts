import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { StockRow } from "../../shared/model/stock.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "meter, state, note, changed_at_ms, by_name, gave_key";

/** Meters that hang nowhere, as far as somebody said something of them. */
export const createStockTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (): readonly StockRow[] => sql.all(`SELECT ${COLUMNS} FROM stock ORDER BY meter`).map(rowOf),
  save: (rows: readonly StockRow[], note: AuditNote): void =>
    sql.transaction(() => {
      for (const row of rows) {
        sql.run(`INSERT OR REPLACE INTO stock (${COLUMNS}) VALUES (?,?,?,?,?,?)`, [
          ...[row.meter, row.state, row.note, row.changedAtMs, row.by, row.gaveKey ? 1 : 0],
        ]);
      }
      appendAudit(note);
    }),
  remove: (meter: MeterKey, note: AuditNote): boolean =>
    sql.transaction(() => {
      const isGone = sql.run("DELETE FROM stock WHERE meter = ?", [meter]) > 0;
      if (isGone) appendAudit(note);
      return isGone;
    }),
});

const rowOf = ([meter, state, note, changedAtMs, by, gaveKey]: SqlRow): StockRow => ({
  meter: toText(meter) as MeterKey,
  state: toText(state) === "scrapped" ? "scrapped" : "stock",
  note: toText(note),
  changedAtMs: toNumber(changedAtMs),
  by: toText(by),
  gaveKey: toNumber(gaveKey) === 1,
});
