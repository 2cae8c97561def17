import type { Exchange } from "../../shared/model/meter-exchange.ts";
import type { RegisterValue } from "../../shared/model/reading.ts";
import { type EntryDoubt, isVisitOutcome } from "../../shared/model/visit.ts";
import type { AuditNote } from "../people-ports.ts";
import type { OldPhotos, VisitRow } from "../visit-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

const COLUMNS =
  "id, point_id, meter, at_ms, outcome, readings, doubts, note, photo, by_name, received_at_ms, exchange, conflict";

/** A photo is as old as the newest visit that shows it; one whose visit has not arrived has no age yet. */
const OLD = `
  (SELECT max(at_ms) FROM visits WHERE visits.point_id = photos.point_id AND visits.photo = photos.hash) < ?
  AND point_id NOT IN (SELECT value FROM json_each(?))`;

/** Visits and their photos: rows are added and never change; photos go when retention says so. */
export const createVisitsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  add: (visit: VisitRow, note: AuditNote): boolean =>
    sql.transaction(() => {
      const { id, pointId, meter, atMs, outcome, values, doubts, photo, by, receivedAtMs } = visit;
      const isNew =
        sql.run(`INSERT OR IGNORE INTO visits (${COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`, [
          ...[id, pointId, meter, atMs, outcome, JSON.stringify(values), JSON.stringify(doubts), visit.note],
          ...[photo ?? null, by, receivedAtMs],
          ...[visit.exchange ? JSON.stringify(visit.exchange) : null, visit.conflict ?? null],
        ]) > 0;
      if (isNew) appendAudit(note);
      return isNew;
    }),
  find(id: string): VisitRow | undefined {
    const row = sql.get(`SELECT ${COLUMNS} FROM visits WHERE id = ?`, [id]);
    return row && visitOf(row);
  },
  list: (pointId: string): readonly VisitRow[] =>
    sql
      .all(`SELECT ${COLUMNS} FROM visits WHERE point_id = ? ORDER BY at_ms DESC, id`, [pointId])
      .map(visitOf),
  addPhoto(pointId: string, { hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array }): void {
    sql.run("INSERT OR IGNORE INTO photos VALUES (?,?,?)", [pointId, hash, bytes]);
  },
  countOldPhotos({ beforeMs, heldPoints }: OldPhotos): number {
    const row = sql.get(`SELECT count(*) FROM photos WHERE ${OLD}`, [beforeMs, JSON.stringify(heldPoints)]);
    return toNumber(row?.[0] ?? 0);
  },
  removeOldPhotos: ({ beforeMs, heldPoints }: OldPhotos): number =>
    sql.transaction(() => sql.run(`DELETE FROM photos WHERE ${OLD}`, [beforeMs, JSON.stringify(heldPoints)])),
  photo(pointId: string, hash: string): Uint8Array | undefined {
    const row = sql.get("SELECT bytes FROM photos WHERE point_id = ? AND hash = ?", [pointId, hash]);
    return row && toBytes(row[0]);
  },
  hasPhoto: (pointId: string, hash: string): boolean =>
    sql.get("SELECT 1 FROM photos WHERE point_id = ? AND hash = ?", [pointId, hash]) !== undefined,
});

/** What was written here was parsed before it was written. */
function visitOf(row: SqlRow): VisitRow {
  const [id, pointId, meter, atMs, outcome, readings, doubts, note, photo, by, receivedAtMs, ...more] = row;
  const [exchange, conflict] = more;
  const known = toText(outcome);
  return {
    id: toText(id),
    pointId: toText(pointId),
    meter: toText(meter),
    atMs: toNumber(atMs),
    outcome: isVisitOutcome(known) ? known : "other",
    values: JSON.parse(toText(readings)) as RegisterValue[],
    doubts: JSON.parse(toText(doubts)) as EntryDoubt[],
    note: toText(note),
    ...(photo === null || photo === undefined ? {} : { photo: toText(photo) }),
    by: toText(by),
    receivedAtMs: toNumber(receivedAtMs),
    ...(typeof exchange === "string" ? { exchange: JSON.parse(exchange) as Exchange } : {}),
    ...(typeof conflict === "string" ? { conflict } : {}),
  };
}
