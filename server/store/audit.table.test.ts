import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AuditNote } from "../people-ports.ts";
import { createAuditTable } from "./audit.table.ts";
import { openDatabase } from "./open-database.ts";
import { runMigrations } from "./run-migrations.ts";
import type { Sql } from "./sql.ts";

const masterKey = new Uint8Array(32).fill(7);
let folder = "";
let sql: Sql;
let audit: ReturnType<typeof createAuditTable>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-audit-"));
  const opened = openDatabase(join(folder, "store.db"));
  if (!opened.ok) throw new Error(opened.error.kind);
  sql = opened.value;
  runMigrations(sql, folder);
  audit = createAuditTable(sql, masterKey);
});
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true, force: true });
});

const note = (atMs: number): AuditNote => ({
  atMs,
  event: "person.changed",
  by: { personId: "p1", name: "Anna", address: "192.0.2.7", computer: "Firefox on Linux" },
  before: { role: "user" },
  after: { role: "superuser" },
});

/** Somebody with the file and a SQL shell. */
function tamper(...statements: readonly string[]): void {
  sql.exec("DROP TRIGGER audit_stays; DROP TRIGGER audit_stands");
  for (const statement of statements) sql.exec(statement);
}

describe("the audit log", () => {
  it("lists a period newest first, page by page", () => {
    for (const atMs of [100, 200, 300, 400]) audit.append(note(atMs));
    const page = audit.list({ fromMs: 100, toMs: 400, beforeSeq: 1e9, limit: 2 });
    expect(page.map(({ atMs }) => atMs)).toEqual([300, 200]);
    const next = audit.list({ fromMs: 100, toMs: 400, beforeSeq: page[1]?.seq ?? 0, limit: 2 });
    expect(next.map(({ atMs }) => atMs)).toEqual([100]);
  });

  it("is append only: the file itself refuses to change or forget an entry", () => {
    audit.append(note(100));
    expect(() => sql.exec("UPDATE audit SET person_name = 'Bent'")).toThrow("append only");
    expect(() => sql.exec("DELETE FROM audit")).toThrow("append only");
  });

  it("chains each entry to the one before by SHA-256, as anybody with a copy can check", () => {
    audit.append(note(100));
    audit.append({ atMs: 200, event: "session.refused", by: { name: "", address: "", computer: "" } });
    const sha256 = (previous: Uint8Array, text: string) =>
      createHash("sha256").update(previous).update(text).digest();
    const first = sha256(
      new Uint8Array(32),
      `[1,100,"person.changed","p1","Anna","192.0.2.7","Firefox on Linux",null,"{\\"role\\":\\"user\\"}","{\\"role\\":\\"superuser\\"}"]`,
    );
    const second = sha256(first, `[2,200,"session.refused",null,"","","",null,null,null]`);
    const hashes = audit.list({ fromMs: 0, toMs: 1e9, beforeSeq: 1e9, limit: 9 }).map(({ hash }) => hash);
    expect(hashes.map((hash) => Buffer.from(hash).toString("hex"))).toEqual([
      second.toString("hex"),
      first.toString("hex"),
    ]);
  });

  it("walks its chain in steps and ends at its head", () => {
    for (let n = 1; n <= 5; n++) audit.append(note(n));
    const half = audit.walkChain(3);
    expect(half).toMatchObject({ seq: 3, isEnd: false });
    expect(audit.walkChain(3, half)).toMatchObject({ seq: 5, isEnd: true });
    expect(audit.walkChain(3, half)).not.toHaveProperty("brokenAtSeq");
  });

  it.each([
    ["a changed entry", "UPDATE audit SET person_name = 'Bent' WHERE seq = 3"],
    ["a changed value", `UPDATE audit SET after = '{"role":"user"}' WHERE seq = 3`],
    ["an entry taken out", "DELETE FROM audit WHERE seq = 3"],
    [
      "two entries swapped",
      "UPDATE audit SET seq = 99 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4",
    ],
  ])("names the first entry that is not as it was written: %s", (_, statement) => {
    for (let n = 1; n <= 5; n++) audit.append(note(n));
    tamper(statement);
    expect(audit.walkChain(100)).toMatchObject({ seq: 2, brokenAtSeq: 3, isEnd: true });
  });

  it("a log forged whole, every hash computed anew, does not pass without the master key", () => {
    const forger = createAuditTable(sql, new Uint8Array(32).fill(8));
    for (let n = 1; n <= 3; n++) forger.append(note(n));
    expect(audit.walkChain(100)).toMatchObject({ seq: 0, brokenAtSeq: 1 });
    expect(forger.walkChain(100)).not.toHaveProperty("brokenAtSeq");
  });
});
