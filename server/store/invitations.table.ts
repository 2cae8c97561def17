import type { Person } from "../../shared/model/person.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { AuditNote, Invitation, InvitationFault } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { countAdministrators, findPerson, insertPerson, storePassword, targetOf } from "./people.table.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

export const createInvitationsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  create: (invitation: Invitation, note: AuditNote): void =>
    sql.transaction(() => {
      const personId = invitation.personId ?? null;
      sql.run("DELETE FROM invitations WHERE kind = ? AND person_id IS ?", [invitation.kind, personId]);
      sql.run("INSERT INTO invitations VALUES (?,?,?,?,?)", [
        invitation.id,
        invitation.kind,
        personId,
        invitation.createdAtMs,
        invitation.expiresAtMs,
      ]);
      appendAudit(note);
    }),
  find: (id: Uint8Array, nowMs: number): Invitation | undefined => findInvitation(sql, id, nowMs),
  acceptSetup: (
    id: Uint8Array,
    first: { readonly person: Person; readonly passwordHash: string },
    note: AuditNote,
  ): Result<Person, InvitationFault> =>
    sql.transaction(() => {
      const invitation = findInvitation(sql, id, note.atMs);
      if (invitation?.kind !== "setup" || countAdministrators(sql, "") > 0) return err("invitation.invalid");
      const created = insertPerson(sql, first.person, first.passwordHash);
      if (!created.ok) return created;
      sql.run("DELETE FROM invitations WHERE kind = 'setup'");
      appendAudit({ ...note, target: targetOf(first.person), after: first.person });
      return ok(first.person);
    }),
  acceptPassword: (id: Uint8Array, passwordHash: string, note: AuditNote): Result<Person, InvitationFault> =>
    sql.transaction(() => {
      const invitation = findInvitation(sql, id, note.atMs);
      const person = invitation?.personId === undefined ? undefined : findPerson(sql, invitation.personId);
      if (!person?.isActive) return err("invitation.invalid");
      storePassword(sql, person.id, { hash: passwordHash });
      appendAudit({
        ...note,
        by: { ...note.by, personId: person.id, name: person.name },
        target: targetOf(person),
      });
      return ok(person);
    }),
});

function findInvitation(sql: Sql, id: Uint8Array, nowMs: number): Invitation | undefined {
  const row = sql.get(
    "SELECT id, kind, person_id, created_at_ms, expires_at_ms FROM invitations WHERE id = ? AND expires_at_ms > ?",
    [id, nowMs],
  );
  if (!row) return undefined;
  const [found, kind, personId, createdAtMs, expiresAtMs] = row;
  return {
    id: toBytes(found),
    kind: kind === "setup" ? "setup" : "password",
    ...(personId === null ? {} : { personId: toText(personId) }),
    createdAtMs: toNumber(createdAtMs),
    expiresAtMs: toNumber(expiresAtMs),
  };
}
