import type { AuditNote } from "../people-ports.ts";
import type { RoundPoint, RoundRead, RoundRow, RoundShare } from "../round-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, name, state, created_at_ms";

/** Rounds, who reads what of them, and what was read. */
export const createRoundsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  create: (round: RoundRow, points: readonly RoundPoint[], note: AuditNote): void =>
    sql.transaction(() => {
      const { id, name, state, createdAtMs } = round;
      sql.run("INSERT INTO rounds VALUES (?,?,?,?)", [id, name, state, createdAtMs]);
      for (const [place, { pointId, readerId }] of points.entries()) {
        sql.run("INSERT OR IGNORE INTO round_points VALUES (?,?,?,?)", [
          id,
          place,
          pointId,
          readerId ?? null,
        ]);
      }
      appendAudit(note);
    }),
  list: (): readonly RoundRow[] =>
    sql.all(`SELECT ${COLUMNS} FROM rounds ORDER BY created_at_ms DESC, id`).map(roundOf),
  find(id: string): RoundRow | undefined {
    const row = sql.get(`SELECT ${COLUMNS} FROM rounds WHERE id = ?`, [id]);
    return row && roundOf(row);
  },
  shares: (): readonly RoundShare[] =>
    sql
      .all(
        `SELECT p.round_id, p.reader_id, COUNT(*), COUNT(r.point_id) FROM round_points p
         LEFT JOIN round_reads r ON r.round_id = p.round_id AND r.point_id = p.point_id
         GROUP BY p.round_id, p.reader_id`,
      )
      .map(([roundId, readerId, points, read]) => ({
        roundId: toText(roundId),
        ...(readerId === null ? {} : { readerId: toText(readerId) }),
        points: toNumber(points),
        read: toNumber(read),
      })),
  points: (id: string): readonly RoundPoint[] =>
    sql
      .all("SELECT point_id, reader_id FROM round_points WHERE round_id = ? ORDER BY place", [id])
      .map(([pointId, readerId]) => ({
        pointId: toText(pointId),
        ...(readerId === null ? {} : { readerId: toText(readerId) }),
      })),
  assign: (
    id: string,
    to: { readonly pointIds: readonly string[]; readonly readerId: string | null },
    note: AuditNote,
  ): number =>
    sql.transaction(() => {
      let changed = 0;
      for (const pointId of to.pointIds) {
        changed += sql.run(
          "UPDATE round_points SET reader_id = ? WHERE round_id = ? AND point_id = ? AND reader_id IS NOT ?",
          [to.readerId, id, pointId, to.readerId],
        );
      }
      appendAudit(note);
      return changed;
    }),
  setState: (id: string, state: RoundRow["state"], note: AuditNote): void =>
    sql.transaction(() => {
      if (sql.run("UPDATE rounds SET state = ? WHERE id = ? AND state <> ?", [state, id, state]) > 0) {
        appendAudit(note);
      }
    }),
  ...readsTable(sql),
});

/** What was read: rows are added and never change. */
const readsTable = (sql: Sql) => ({
  reads: (id: string): readonly RoundRead[] =>
    sql
      .all("SELECT point_id, at_ms, person_id FROM round_reads WHERE round_id = ?", [id])
      .map(([pointId, atMs, personId]) => ({
        pointId: toText(pointId),
        atMs: toNumber(atMs),
        personId: toText(personId),
      })),
  addReads: (id: string, reads: readonly RoundRead[]): number =>
    sql.transaction(() => {
      let added = 0;
      for (const { pointId, atMs, personId } of reads) {
        added += sql.run(
          `INSERT OR IGNORE INTO round_reads
           SELECT round_id, point_id, ?, ? FROM round_points WHERE round_id = ? AND point_id = ?`,
          [atMs, personId, id, pointId],
        );
      }
      return added;
    }),
});

const roundOf = ([id, name, state, createdAtMs]: SqlRow): RoundRow => ({
  id: toText(id),
  name: toText(name),
  state: state === "closed" ? "closed" : "open",
  createdAtMs: toNumber(createdAtMs),
});
