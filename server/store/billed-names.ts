import { lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import type { BilledNames } from "../../shared/rooms/billed-facts.ts";
import { type Sql, toText } from "./sql.ts";

/** Whoever is listed at the point `p` lived there before a moment, though nobody wrote down since when (`unwrittenCustomer`). */
const LISTED_BEFORE = `NOT EXISTS (SELECT 1 FROM occupancies WHERE point_id = p.id AND to_ms IS NULL)
  AND max(
    coalesce((SELECT min(mounted_at_ms) FROM segments WHERE point_id = p.id), 0),
    coalesce((SELECT max(to_ms) FROM occupancies WHERE point_id = p.id), 0)
  ) < ?`;

/**
 * Keeps under which names bills were written, when a lock is moved. A name that was billed already stays as it was then,
 * whatever is spelled otherwise since; one that no bill stands on any more is forgotten.
 */
export function moveBilledNames(sql: Sql, was: PeriodLocks, now: PeriodLocks): void {
  for (const [row] of sql.all("SELECT DISTINCT area FROM points")) {
    const area = toText(row);
    const [wasMs, nowMs] = [lockedIn(was, area), lockedIn(now, area)];
    if (wasMs === nowMs) continue;
    sql.run(
      `DELETE FROM billed_names WHERE point_id IN (SELECT id FROM points AS p WHERE area = ? AND NOT (${LISTED_BEFORE}))`,
      [area, Math.min(wasMs, nowMs)],
    );
    sql.run(
      `INSERT OR IGNORE INTO billed_names SELECT id, customer_number, customer_name FROM points AS p
       WHERE area = ? AND customer_number <> '' AND ${LISTED_BEFORE}`,
      [area, nowMs],
    );
  }
}

/** By point. */
export function billedNamesOf(sql: Sql, pointIds: readonly string[]): ReadonlyMap<string, BilledNames> {
  const names = new Map<string, BilledNames>();
  for (const id of pointIds) {
    const rows = sql.all("SELECT customer_number, customer_name FROM billed_names WHERE point_id = ?", [id]);
    if (rows.length > 0) names.set(id, new Map(rows.map(([number, name]) => [toText(number), toText(name)])));
  }
  return names;
}
