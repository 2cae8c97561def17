import { type AreaScope, ROLES } from "../../shared/model/permission.ts";
import { foldUser, type Person } from "../../shared/model/person.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { AuditNote, AuditTarget, PersonChange, PersonFault, PersonRow } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

export const PERSON = "people.id, people.user, people.name, people.role, people.areas, people.is_active";

export const createPeopleTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (nowMs: number): readonly PersonRow[] =>
    sql
      .all(
        `SELECT ${PERSON}, people.password_hash NOT NULL, people.last_seen_at_ms,
           (SELECT count(*) FROM sessions WHERE person_id = people.id AND expires_at_ms > ?)
         FROM people ORDER BY people.name, people.id`,
        [nowMs],
      )
      .map(toPersonRow),
  find: (id: string): Person | undefined => findPerson(sql, id),
  findUser(user: string): { readonly person: Person; readonly passwordHash?: string } | undefined {
    const row = sql.get(`SELECT ${PERSON}, people.password_hash FROM people WHERE user_folded = ?`, [
      foldUser(user),
    ]);
    if (!row) return undefined;
    const passwordHash = row[PERSON_COUNT];
    return {
      person: toPerson(row),
      ...(typeof passwordHash === "string" ? { passwordHash } : {}),
    };
  },
  hasAdministrator: (): boolean => countAdministrators(sql, "") > 0,
  create: (person: Person, note: AuditNote): Result<void, PersonFault> =>
    sql.transaction(() => {
      const created = insertPerson(sql, person);
      if (created.ok) appendAudit({ ...note, target: targetOf(person), after: person });
      return created;
    }),
  change: (id: string, change: PersonChange, note: AuditNote): Result<Person, PersonFault> =>
    sql.transaction(() => {
      const before = findPerson(sql, id);
      if (!before) return err("person.not-found");
      const after = { ...before, ...change };
      if (!isAdministrator(after) && isLastAdministrator(sql, before))
        return err("person.last-administrator");
      sql.run("UPDATE people SET name = ?, role = ?, areas = ?, is_active = ? WHERE id = ?", [
        after.name,
        after.role,
        JSON.stringify(after.areas),
        Number(after.isActive),
        id,
      ]);
      if (!after.isActive) sql.run("DELETE FROM sessions WHERE person_id = ?", [id]);
      appendAudit({ ...note, target: targetOf(after), before, after });
      return ok(after);
    }),
  remove: (id: string, note: AuditNote): Result<void, PersonFault> =>
    sql.transaction(() => {
      const before = findPerson(sql, id);
      if (!before) return err("person.not-found");
      if (isLastAdministrator(sql, before)) return err("person.last-administrator");
      sql.run("DELETE FROM people WHERE id = ?", [id]);
      appendAudit({ ...note, target: targetOf(before), before });
      return ok(undefined);
    }),
  setPassword: (
    id: string,
    password: { readonly hash: string; readonly exceptSessionId?: Uint8Array },
    note: AuditNote,
  ): Result<void, PersonFault> =>
    sql.transaction(() => {
      const person = findPerson(sql, id);
      if (!person) return err("person.not-found");
      storePassword(sql, id, password);
      appendAudit({ ...note, target: targetOf(person) });
      return ok(undefined);
    }),
});

export const targetOf = (person: Person): AuditTarget => ({
  kind: "person",
  id: person.id,
  name: person.name,
});

export function findPerson(sql: Sql, id: string): Person | undefined {
  const row = sql.get(`SELECT ${PERSON} FROM people WHERE id = ?`, [id]);
  return row && toPerson(row);
}

export function insertPerson(
  sql: Sql,
  person: Person,
  passwordHash: string | null = null,
): Result<void, PersonFault> {
  const folded = foldUser(person.user);
  if (sql.get("SELECT 1 FROM people WHERE user_folded = ?", [folded])) return err("person.user-taken");
  sql.run("INSERT INTO people VALUES (?,?,?,?,?,?,?,?,?)", [
    person.id,
    person.user,
    folded,
    person.name,
    person.role,
    JSON.stringify(person.areas),
    Number(person.isActive),
    passwordHash,
    null,
  ]);
  return ok(undefined);
}

/** Sessions opened with the old password end, and links that wait become worthless. */
export function storePassword(
  sql: Sql,
  personId: string,
  password: { readonly hash: string; readonly exceptSessionId?: Uint8Array },
): void {
  sql.run("UPDATE people SET password_hash = ? WHERE id = ?", [password.hash, personId]);
  sql.run("DELETE FROM sessions WHERE person_id = ? AND id <> ?", [
    personId,
    password.exceptSessionId ?? new Uint8Array(),
  ]);
  sql.run("DELETE FROM invitations WHERE person_id = ?", [personId]);
}

const isAdministrator = (person: Person): boolean => person.isActive && person.role === "administrator";

export const countAdministrators = (sql: Sql, exceptId: string): number =>
  toNumber(
    sql.get(
      `SELECT count(*) FROM people
       WHERE role = 'administrator' AND is_active = 1 AND password_hash NOT NULL AND id <> ?`,
      [exceptId],
    )?.[0],
  );

const isLastAdministrator = (sql: Sql, person: Person): boolean =>
  isAdministrator(person) && countAdministrators(sql, person.id) === 0;

const PERSON_COUNT = PERSON.split(",").length;

export function toPerson(row: SqlRow): Person {
  const [id, user, name, role, areas, isActive] = row;
  return {
    id: toText(id),
    user: toText(user),
    name: toText(name),
    role: ROLES.find((known) => known === role) ?? "user",
    areas: JSON.parse(toText(areas)) as AreaScope,
    isActive: isActive === 1,
  };
}

function toPersonRow(row: SqlRow): PersonRow {
  const [hasPassword, lastSeen, sessions] = row.slice(PERSON_COUNT);
  return {
    ...toPerson(row),
    hasPassword: hasPassword === 1,
    sessions: toNumber(sessions),
    ...(lastSeen === null ? {} : { lastSeenAtMs: toNumber(lastSeen) }),
  };
}
