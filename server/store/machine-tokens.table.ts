import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { MachineScope, WireMachineToken } from "../../shared/model/machine-token.ts";
import type { NewMachineToken } from "../machine-ports.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, name, scope, by_name, made_at_ms, last_used_at_ms, revoked_at_ms";
/** The last use is written down at most this often. */
const USE_STEP_MS = 3_600_000;

const sha256 = (token: string): Uint8Array => createHash("sha256").update(token, "utf8").digest();

/** Tokens of machines, each as the SHA-256 of 32 random bytes. */
export const createMachineTokensTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (): readonly WireMachineToken[] =>
    sql.all(`SELECT ${COLUMNS} FROM machine_tokens ORDER BY made_at_ms DESC, id`).map(tokenOf),
  create: ({ name, scope }: NewMachineToken, note: AuditNote): string =>
    sql.transaction(() => {
      const token = randomBytes(32).toString("base64url");
      const id = randomUUID();
      sql.run("INSERT INTO machine_tokens VALUES (?,?,?,?,?,?,NULL,NULL)", [
        ...[id, sha256(token), name, scope, note.by.name, note.atMs],
      ]);
      appendAudit({ ...note, target: { kind: "machine", id, name }, after: { name, scope } });
      return token;
    }),
  /** False when there is no such token that stands. */
  revoke: (id: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const row = sql.get("SELECT name FROM machine_tokens WHERE id = ? AND revoked_at_ms IS NULL", [id]);
      if (!row) return false;
      sql.run("UPDATE machine_tokens SET revoked_at_ms = ? WHERE id = ?", [note.atMs, id]);
      appendAudit({ ...note, target: { kind: "machine", id, name: toText(row[0]) } });
      return true;
    }),
  authenticate(token: string, nowMs: number): WireMachineToken | undefined {
    const row = sql.get(
      `SELECT ${COLUMNS} FROM machine_tokens WHERE token_sha256 = ? AND revoked_at_ms IS NULL`,
      [sha256(token)],
    );
    const found = row && tokenOf(row);
    if (found && nowMs - (found.lastUsedAtMs ?? 0) >= USE_STEP_MS)
      sql.run("UPDATE machine_tokens SET last_used_at_ms = ? WHERE id = ?", [nowMs, found.id]);
    return found;
  },
});

function tokenOf([id, name, scope, by, madeAtMs, usedAtMs, revokedAtMs]: SqlRow): WireMachineToken {
  return {
    id: toText(id),
    name: toText(name),
    scope: toText(scope) as MachineScope,
    by: toText(by),
    madeAtMs: toNumber(madeAtMs),
    ...(usedAtMs === null ? {} : { lastUsedAtMs: toNumber(usedAtMs) }),
    ...(revokedAtMs === null ? {} : { revokedAtMs: toNumber(revokedAtMs) }),
  };
}
