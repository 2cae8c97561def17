import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sql } from "./sql.ts";

let folder = "";
let sql: Sql;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-sql-"));
  sql = new Sql(join(folder, "any.db"));
  sql.exec("CREATE TABLE numbers (n INTEGER PRIMARY KEY, bytes BLOB)");
});
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a connection", () => {
  it("gives rows as arrays in the order selected, and how many rows a statement changed", () => {
    expect(sql.run("INSERT INTO numbers VALUES (?, ?), (?, NULL)", [2, Uint8Array.of(7), 1])).toBe(2);
    expect(sql.all("SELECT n, bytes FROM numbers ORDER BY n")).toEqual([
      [1, null],
      [2, Buffer.of(7)],
    ]);
    expect(sql.get("SELECT n FROM numbers WHERE n = ?", [3])).toBeUndefined();
  });

  it("does all of a transaction or nothing, also of one inside another", () => {
    const work = () =>
      sql.transaction(() => {
        sql.run("INSERT INTO numbers VALUES (1, NULL)");
        sql.transaction(() => sql.run("INSERT INTO numbers VALUES (2, NULL)"));
        throw new Error("no");
      });
    expect(work).toThrow("no");
    expect(sql.all("SELECT n FROM numbers")).toEqual([]);
    expect(sql.transaction(() => sql.run("INSERT INTO numbers VALUES (3, NULL)"))).toBe(1);
  });

  it("says that it is closed, and lives on", () => {
    sql.all("SELECT n FROM numbers");
    sql.close();
    sql.close();
    expect(() => sql.transaction(() => 1)).toThrow("the database is closed");
    expect(() => sql.all("SELECT n FROM numbers")).toThrow("the database is closed");
    expect(() => sql.exec("SELECT 1")).toThrow("the database is closed");
  });
});
