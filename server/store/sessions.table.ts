import type { AuditNote, OpenSession, Session } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { PERSON, toPerson } from "./people.table.ts";
import { readPermissions } from "./roles.table.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

const SESSION = `sessions.id, sessions.person_id, sessions.created_at_ms, sessions.seen_at_ms,
  sessions.expires_at_ms, sessions.address, sessions.computer`;

export const createSessionsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  create: (session: Session, note: AuditNote): void =>
    sql.transaction(() => {
      sql.run("DELETE FROM sessions WHERE expires_at_ms <= ?", [session.createdAtMs]);
      sql.run("INSERT INTO sessions VALUES (?,?,?,?,?,?,?)", [
        session.id,
        session.personId,
        session.createdAtMs,
        session.seenAtMs,
        session.expiresAtMs,
        session.address,
        session.computer,
      ]);
      noteSeen(sql, session.personId, session.seenAtMs);
      appendAudit(note);
    }),
  find(id: Uint8Array, nowMs: number): OpenSession | undefined {
    const row = sql.get(
      `SELECT ${SESSION}, ${PERSON} FROM sessions JOIN people ON people.id = sessions.person_id
       WHERE sessions.id = ? AND sessions.expires_at_ms > ? AND people.is_active = 1`,
      [id, nowMs],
    );
    if (!row) return undefined;
    const person = toPerson(row.slice(SESSION_COUNT));
    return { session: toSession(row), person, permissions: readPermissions(sql, person.role) };
  },
  extend: (id: Uint8Array, seenAtMs: number, expiresAtMs: number): void =>
    sql.transaction(() => {
      const personId = sql.get("SELECT person_id FROM sessions WHERE id = ?", [id])?.[0];
      if (personId === undefined) return;
      sql.run("UPDATE sessions SET seen_at_ms = ?, expires_at_ms = ? WHERE id = ?", [
        seenAtMs,
        expiresAtMs,
        id,
      ]);
      noteSeen(sql, toText(personId), seenAtMs);
    }),
  listOf: (personId: string, nowMs: number): readonly Session[] =>
    sql
      .all(
        `SELECT ${SESSION} FROM sessions WHERE person_id = ? AND expires_at_ms > ?
         ORDER BY seen_at_ms DESC, created_at_ms DESC`,
        [personId, nowMs],
      )
      .map(toSession),
  end: (id: Uint8Array, note: AuditNote): void =>
    sql.transaction(() => {
      if (sql.run("DELETE FROM sessions WHERE id = ?", [id]) > 0) appendAudit(note);
    }),
  endAll: (personId: string, note: AuditNote): number =>
    sql.transaction(() => {
      const ended = sql.run("DELETE FROM sessions WHERE person_id = ?", [personId]);
      appendAudit({ ...note, before: { sessions: ended }, after: { sessions: 0 } });
      return ended;
    }),
});

function noteSeen(sql: Sql, personId: string, atMs: number): void {
  sql.run("UPDATE people SET last_seen_at_ms = ? WHERE id = ?", [atMs, personId]);
}

const SESSION_COUNT = SESSION.split(",").length;

function toSession(row: SqlRow): Session {
  const [id, personId, createdAtMs, seenAtMs, expiresAtMs, address, computer] = row;
  return {
    id: toBytes(id),
    personId: toText(personId),
    createdAtMs: toNumber(createdAtMs),
    seenAtMs: toNumber(seenAtMs),
    expiresAtMs: toNumber(expiresAtMs),
    address: toText(address),
    computer: toText(computer),
  };
}
