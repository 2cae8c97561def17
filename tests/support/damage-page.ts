import { closeSync, openSync, writeSync } from "node:fs";
import { Sql } from "../../server/store/sql.ts";

/** Overwrites the page a table of a store's file begins with; nobody may have the file open. */
export function damagePage(path: string, table: string): void {
  const sql = new Sql(path);
  const [root] = sql.get("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]) ?? [];
  const [bytes] = sql.get("PRAGMA page_size") ?? [];
  sql.close();
  const file = openSync(path, "r+");
  writeSync(
    file,
    new Uint8Array(Number(bytes)).fill(0xff),
    0,
    Number(bytes),
    (Number(root) - 1) * Number(bytes),
  );
  closeSync(file);
}
