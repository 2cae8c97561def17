import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError } from "../ports.ts";
import { migrations } from "./migrations/index.ts";
import { type Sql, toNumber } from "./sql.ts";

/** Brings the file to this program's schema; a file of a newer program is left untouched and refused. */
export function runMigrations(sql: Sql, path: string): Result<void, StorageOpenError> {
  const found = toNumber(sql.get("PRAGMA user_version")?.[0]);
  const supported = migrations.length;
  if (found > supported) return err({ kind: "newer-schema", path, found, supported });
  for (const [index, migration] of migrations.entries()) {
    if (index < found) continue;
    sql.transaction(() => sql.exec(`${migration.sql}; PRAGMA user_version=${index + 1}`));
  }
  return ok(undefined);
}
