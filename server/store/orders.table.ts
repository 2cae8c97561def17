import { ORDER_EVENTS, type Order, type OrderEvent, type OrderWish } from "../../shared/model/order.ts";
import type { OrderRow } from "../order-ports.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, point_id, meter, wish, created_at_ms, by";

/** Orders and what became of them: rows are added and never change. */
export function createOrdersTable(sql: Sql, appendAudit: AppendAudit) {
  const eventsOf = (orderId: string): readonly OrderEvent[] =>
    sql
      .all("SELECT id, kind, at_ms, by, reason, found FROM order_events WHERE order_id = ? ORDER BY place", [
        orderId,
      ])
      .map(eventOf);
  const rowOf = (row: SqlRow): OrderRow => ({ ...orderOf(row), events: eventsOf(toText(row[0])) });
  return {
    add: (orders: readonly Order[], note: AuditNote): number =>
      sql.transaction(() => {
        let added = 0;
        for (const { id, pointId, meter, wish, createdAtMs, by } of orders) {
          const values = [id, pointId, meter, JSON.stringify(wish), createdAtMs, by];
          if (sql.run("INSERT OR IGNORE INTO orders VALUES (?,?,?,?,?,?)", values) === 0) continue;
          added += 1;
          appendAudit({ ...note, target: { kind: "point", id: pointId, name: meter }, after: wish });
        }
        return added;
      }),
    list: (): readonly OrderRow[] =>
      sql.all(`SELECT ${COLUMNS} FROM orders ORDER BY created_at_ms DESC, id`).map(rowOf),
    find(id: string): OrderRow | undefined {
      const row = sql.get(`SELECT ${COLUMNS} FROM orders WHERE id = ?`, [id]);
      return row && rowOf(row);
    },
    addEvent: (orderId: string, event: OrderEvent, note: AuditNote): boolean =>
      sql.transaction(() => {
        const { id, kind, atMs, by, reason, found } = event;
        const values = [orderId, id, kind, atMs, by, reason, JSON.stringify(found)];
        const isNew =
          sql.run(
            `INSERT OR IGNORE INTO order_events (order_id, id, kind, at_ms, by, reason, found)
             VALUES (?,?,?,?,?,?,?)`,
            values,
          ) > 0;
        if (isNew) appendAudit(note);
        return isNew;
      }),
  };
}

/** What was written here was parsed before it was written. */
const orderOf = ([id, pointId, meter, wish, createdAtMs, by]: SqlRow): Order => ({
  id: toText(id),
  pointId: toText(pointId),
  meter: toText(meter),
  wish: JSON.parse(toText(wish)) as OrderWish,
  createdAtMs: toNumber(createdAtMs),
  by: toText(by),
});

const eventOf = ([id, kind, atMs, by, reason, found]: SqlRow): OrderEvent => ({
  id: toText(id),
  kind: ORDER_EVENTS.find((known) => known === kind) ?? "failed",
  atMs: toNumber(atMs),
  by: toText(by),
  reason: toText(reason),
  found: JSON.parse(toText(found)) as OrderEvent["found"],
});
