import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError } from "../ports.ts";
import { openErrorOf } from "./open-database.ts";
import { Sql } from "./sql.ts";

/**
 * Writes what is committed in a store's file at this moment into another one, which must not be there. The store may be
 * open meanwhile, by a server that goes on writing: its write-ahead log grows until this is done.
 */
export function copyStore(path: string, to: string): Result<void, StorageOpenError> {
  let sql: Sql | undefined;
  try {
    sql = new Sql(path);
    sql.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
    return ok(undefined);
  } catch (error) {
    const opened = openErrorOf(path, error);
    return err(opened.kind === "not-writable" ? { ...opened, path: to } : opened);
  } finally {
    sql?.close();
  }
}
