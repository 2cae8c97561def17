import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError } from "../ports.ts";
import { makeFolder } from "./make-folder.ts";
import { Sql } from "./sql.ts";

/**
 * Opens (or makes) a libSQL file so that what is committed survives a power cut: write-ahead log,
 * and every commit waits for the disk. One process owns the file, since what is recent is in its
 * memory only; the lock ends with the process, however it ends.
 */
export function openDatabase(path: string): Result<Sql, StorageOpenError> {
  try {
    makeFolder(dirname(path));
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    return err({ kind: "not-writable", path: dirname(path), reason: reasonOf(error) });
  }
  let opened: Sql | undefined;
  try {
    opened = new Sql(`${path}.lock`);
    opened.exec("BEGIN EXCLUSIVE");
    opened = new Sql(path, opened);
    for (const pragma of PRAGMAS) opened.get(`PRAGMA ${pragma}`);
    return ok(opened);
  } catch (error) {
    opened?.close();
    return err(openErrorOf(path, error));
  }
}

/** Small pages, since most rows by weight are blocks of a few kilobytes: on larger ones a third of the file stays empty. */
const PRAGMAS = [
  "page_size=2048",
  "journal_mode=WAL",
  "synchronous=FULL",
  "wal_autocheckpoint=4000",
  "foreign_keys=ON",
  "cache_size=-65536",
  "temp_store=MEMORY",
];

const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

/** What keeps a file from being opened; what is no matter of the file is thrown again. */
export function openErrorOf(path: string, error: unknown): StorageOpenError {
  const reason = reasonOf(error);
  if (error instanceof TypeError || error instanceof RangeError) throw error;
  if (reason === "SQLITE_NOTADB" || reason.startsWith("SQLITE_CORRUPT"))
    return { kind: "not-a-database", path };
  if (reason.startsWith("SQLITE_BUSY")) return { kind: "in-use", path };
  return { kind: "not-writable", path, reason };
}
