import type { AuditNote } from "../people-ports.ts";
import type { PhoneRow } from "../round-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, person_id, person_name, name, public_key, paired_at_ms, revoked_at_ms";

/** Phones that may be given leases, by the public key they made. */
export const createPhonesTable = (sql: Sql, appendAudit: AppendAudit) => ({
  pair: (phone: PhoneRow, note: AuditNote): void =>
    sql.transaction(() => {
      const { id, personId, personName, name, publicKey, pairedAtMs } = phone;
      sql.run("INSERT INTO phones VALUES (?,?,?,?,?,?,NULL)", [
        id,
        personId,
        personName,
        name,
        publicKey,
        pairedAtMs,
      ]);
      appendAudit(note);
    }),
  list: (): readonly PhoneRow[] =>
    sql.all(`SELECT ${COLUMNS} FROM phones ORDER BY paired_at_ms DESC, id`).map(phoneOf),
  find(id: string): PhoneRow | undefined {
    const row = sql.get(`SELECT ${COLUMNS} FROM phones WHERE id = ?`, [id]);
    return row && phoneOf(row);
  },
  revoke: (id: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const changed = sql.run("UPDATE phones SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL", [
        note.atMs,
        id,
      ]);
      if (changed > 0) appendAudit(note);
      return changed > 0;
    }),
});

const phoneOf = ([id, personId, personName, name, publicKey, pairedAtMs, revokedAtMs]: SqlRow): PhoneRow => ({
  id: toText(id),
  personId: toText(personId),
  personName: toText(personName),
  name: toText(name),
  publicKey: toBytes(publicKey),
  pairedAtMs: toNumber(pairedAtMs),
  ...(revokedAtMs === null ? {} : { revokedAtMs: toNumber(revokedAtMs) }),
});
