import type { OldRound, RoundPoint, RoundRead, RoundReader, RoundRow, RoundShare } from "../round-ports.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, name, state, created_at_ms, due_at_ms";
const IS_READ =
  "EXISTS (SELECT 1 FROM round_reads r WHERE r.round_id = p.round_id AND r.point_id = p.point_id)";

/**
 * What SQL readers see of rounds: who reads what of them, and what is read. Written only with the
 * updates of their rooms (`saveRoundRow`).
 */
export const createRoundsTable = (sql: Sql) => ({
  list: (): readonly RoundRow[] =>
    sql.all(`SELECT ${COLUMNS} FROM rounds ORDER BY created_at_ms DESC, id`).map(roundOf),
  shares: (): readonly RoundShare[] =>
    sql
      .all(
        `SELECT p.round_id, p.reader_id, COUNT(*), SUM(${IS_READ}) FROM round_points p
         WHERE place IS NOT NULL GROUP BY p.round_id, p.reader_id`,
      )
      .map(([roundId, readerId, points, read]) => ({
        roundId: toText(roundId),
        ...(readerId === null ? {} : { readerId: toText(readerId) }),
        points: toNumber(points),
        read: toNumber(read),
      })),
  readers: (): readonly RoundReader[] =>
    sql
      .all("SELECT round_id, person_id, name, car FROM round_readers ORDER BY round_id, name")
      .map(([roundId, personId, name, car]) => ({
        roundId: toText(roundId),
        personId: toText(personId),
        name: toText(name),
        car: toText(car),
      })),
  points: (id: string): readonly RoundPoint[] => pointsOf(sql, id),
  reads: (id: string): readonly RoundRead[] => readsOf(sql, id),
  accessNotes(pointIds: readonly string[]): ReadonlyMap<string, string> {
    const notes = new Map<string, string>();
    for (const id of pointIds) {
      const row = sql.get("SELECT access_note FROM point_details WHERE point_id = ?", [id]);
      if (row && row[0] !== "") notes.set(id, toText(row[0]));
    }
    return notes;
  },
  roomless: (): readonly OldRound[] =>
    sql
      .all(`SELECT ${COLUMNS} FROM rounds WHERE NOT EXISTS (SELECT 1 FROM rooms WHERE kind = 'round'
            AND name LIKE '%/rounds/' || rounds.id) ORDER BY created_at_ms, id`)
      .map(roundOf)
      .map((round) => ({ ...round, points: pointsOf(sql, round.id), reads: readsOf(sql, round.id) })),
});

/** In the order of the street. */
const pointsOf = (sql: Sql, id: string): readonly RoundPoint[] =>
  sql
    .all(
      "SELECT point_id, reader_id FROM round_points WHERE round_id = ? AND place IS NOT NULL ORDER BY place",
      [id],
    )
    .map(([pointId, readerId]) => ({
      pointId: toText(pointId),
      ...(readerId === null ? {} : { readerId: toText(readerId) }),
    }));

const readsOf = (sql: Sql, id: string): readonly RoundRead[] =>
  sql
    .all("SELECT point_id, person_id, at_ms FROM round_reads WHERE round_id = ? ORDER BY at_ms, point_id", [
      id,
    ])
    .map(([pointId, personId, atMs]) => ({
      pointId: toText(pointId),
      personId: toText(personId),
      atMs: toNumber(atMs),
    }));

const roundOf = ([id, name, state, createdAtMs, dueAtMs]: SqlRow): RoundRow => ({
  id: toText(id),
  name: toText(name),
  state: state === "closed" ? "closed" : "open",
  createdAtMs: toNumber(createdAtMs),
  ...(dueAtMs === null ? {} : { dueAtMs: toNumber(dueAtMs) }),
});
