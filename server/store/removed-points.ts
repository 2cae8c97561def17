import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { AuditNote } from "../people-ports.ts";
import type { RemovedMounting, RemovedPoint } from "../retention-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, toNumber, toText } from "./sql.ts";

/** A removed point nobody noted stands on the list by its meter. */
const LOOSE = "meter ";
export const idOfLooseMeter = (meter: MeterKey): string => `${LOOSE}${meter}`;

const looseMeterOf = (id: string): Pick<RemovedPoint, "looseMeter"> =>
  id.startsWith(LOOSE) ? { looseMeter: id.slice(LOOSE.length) as MeterKey } : {};

/** Points that were taken away while readings of theirs are still here. */
export const removedPointQueries = (sql: Sql, appendAudit: AppendAudit) => ({
  removedPoints: (): readonly RemovedPoint[] =>
    sql
      .all("SELECT id, number, area, mountings, removed_at_ms FROM removed_points ORDER BY removed_at_ms, id")
      .map(([id, number, area, mountings, removedAtMs]) => ({
        id: toText(id),
        ...looseMeterOf(toText(id)),
        number: toText(number),
        area: toText(area),
        mountings: JSON.parse(toText(mountings)) as readonly RemovedMounting[],
        removedAtMs: toNumber(removedAtMs),
      })),
  forgetRemoved: (ids: readonly string[], note: AuditNote): void =>
    sql.transaction(() => {
      for (const id of ids) forgetRemovedPoint(sql, id);
      appendAudit(note);
    }),
});

/** The point is about to be taken away: what hung there, and when. Call this in a transaction. */
export function noteRemovedPoint(sql: Sql, pointId: string, atMs: number): void {
  sql.run(
    `INSERT OR REPLACE INTO removed_points
       SELECT id, number, area, (
         SELECT json_group_array(json_object('meter', meter, 'mountedAtMs', mounted_at_ms, 'removedAtMs',
           coalesce(removed_at_ms, ?2)))
         FROM segments WHERE point_id = ?1
       ), ?2
       FROM points WHERE id = ?1 AND EXISTS (SELECT 1 FROM segments WHERE point_id = ?1)`,
    [pointId, atMs],
  );
}

/** The point is there again, or nothing of it is. Call this in a transaction. */
export function forgetRemovedPoint(sql: Sql, pointId: string): void {
  sql.run("DELETE FROM removed_points WHERE id = ?", [pointId]);
}

/** The meter hangs somewhere: its readings are seen again. Call this in a transaction. */
export const forgetLooseMeter = (sql: Sql, meter: MeterKey): void =>
  forgetRemovedPoint(sql, idOfLooseMeter(meter));
