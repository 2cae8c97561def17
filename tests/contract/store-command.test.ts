import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { Sql } from "../../server/store/sql.ts";
import { damagePage } from "../support/damage-page.ts";
import { batchWritten, meterWritten } from "../support/killed-writer.ts";

const masterKey = new Uint8Array(32).fill(7);
// Each starts a program several times over.
vi.setConfig({ testTimeout: 120_000 });
let dataFolder = "";
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-store-command-"));
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey });
  if (!opened.ok) throw new Error(opened.error.kind);
  for (let n = 1; n < 10; n++) await opened.value.readings.commit(batchWritten(n));
  await opened.value.upkeep.fold();
  await opened.value.close();
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

function storeCommand(...args: string[]) {
  const script = join(import.meta.dirname, "../../server/commands/store.command.ts");
  const all = ["--import", "tsx", script, ...args, "--data", dataFolder, "--utility", "town"];
  const env = { ...process.env, ROUNDS_MASTER_KEY: Buffer.from(masterKey).toString("hex") };
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { env, encoding: "utf8" });
  return { status, said: (stdout + stderr).trim() };
}

describe("npm run store", () => {
  it("checks, folds and vacuums a store, and says what it found", () => {
    expect(storeCommand("check")).toEqual({ status: 0, said: "All is well: 63 readings, 7 blocks." });
    expect(storeCommand("fold")).toEqual({ status: 0, said: "63 readings are in blocks." });
    expect(storeCommand("vacuum").status).toBe(0);
  });

  it("names a damaged block and ends with 1", () => {
    const sql = new Sql(join(dataFolder, "town/store.db"));
    sql.run("UPDATE blocks SET bytes = zeroblob(200) WHERE id = (SELECT min(id) FROM blocks)");
    sql.close();
    const { status, said } = storeCommand("check");
    expect(status).toBe(1);
    const [first = "", second = ""] = said.split("\n");
    // Which meter and month it is of, and what to do.
    expect(first).toMatch(
      new RegExp(`^Block \\d+, ${meterWritten(0)} in \\d{4}-\\d\\d, cannot be read \\(not-a-block\\): `),
    );
    expect(first).toMatch(/restored from a backup or they are imported again\.$/);
    expect(second).toMatch(/^1 problem in 7 blocks/);
  });

  it("names a damaged commit that is in no block yet, and keeps its bytes aside when folding", async () => {
    const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey });
    if (!opened.ok) throw new Error(opened.error.kind);
    for (let n = 10; n < 12; n++) await opened.value.readings.commit(batchWritten(n));
    await opened.value.close();
    const sql = new Sql(join(dataFolder, "town/store.db"));
    const [id, bytes] = sql.get("SELECT id, readings FROM batches ORDER BY id LIMIT 1") ?? [];
    if (!(bytes instanceof Uint8Array)) throw new Error("no commit");
    const damaged = Uint8Array.from(bytes);
    damaged[20] = (damaged[20] ?? 0) ^ 4;
    sql.run("UPDATE batches SET readings = ? WHERE id = ?", [damaged, id ?? 0]);
    sql.close();
    const { status, said } = storeCommand("check");
    expect(status).toBe(1);
    expect(said).toMatch(
      new RegExp(`^Commit ${id} cannot be read \\(wrong-checksum\\): .*restored from a backup`),
    );
    expect(storeCommand("fold").status).toBe(0);
    expect(storeCommand("check").status).toBe(0);
    const after = new Sql(join(dataFolder, "town/store.db"));
    const [kept] = after.get("SELECT bytes FROM damaged_blocks WHERE block_id = ?", [-Number(id)]) ?? [];
    after.close();
    expect(kept instanceof Uint8Array && Buffer.from(damaged).equals(kept)).toBe(true);
  });

  it("says how far it came where the file itself is damaged, and ends with 1", () => {
    damagePage(join(dataFolder, "town/store.db"), "blocks");
    const { status, said } = storeCommand("check");
    expect(status).toBe(1);
    expect(said.split("\n").slice(-2)).toEqual([
      "Blocks cannot be read to their end: the file is damaged. Restore it from a backup.",
      expect.stringMatching(/^\d+ problems in 0 blocks\. What else is there can be read\.$/),
    ]);
    expect(storeCommand("vacuum")).toEqual({
      ...{ status: 1, said: "The store's file is damaged. Restore it from a backup." },
    });
    // Without what the program itself needs it cannot even begin.
    damagePage(join(dataFolder, "town/store.db"), "settings");
    expect(storeCommand("check")).toEqual({
      status: 1,
      said: `${join(dataFolder, "town/store.db")} is damaged or no Rounds database. Choose another data folder with --data, or restore that file from a backup.`,
    });
  });

  it("reads a meter's frames anew, and says which it could not", () => {
    // Nine batches, and corrections in the place of two of the same meter: the journal has none of their frames.
    expect(storeCommand("redecode", "--meter", meterWritten(0), "--from", "2025-01-01")).toEqual({
      status: 0,
      said: "9 readings came in frames: 0 say something else now, 9 stay because their frames are gone.",
    });
    expect(storeCommand("redecode", "--meter", "Ada").status).toBe(2);
    expect(storeCommand("redecode", "--meter", meterWritten(0), "--from", "May").status).toBe(2);
  });

  it("changes nothing while the server has the store, and says where frames are read anew meanwhile", async () => {
    const running = await openUtilityStore({ dataFolder, utility: "town", masterKey });
    if (!running.ok) throw new Error(running.error.kind);
    const { status, said } = storeCommand("redecode", "--meter", meterWritten(0));
    const checked = storeCommand("check").said;
    await running.value.close();
    expect(status).toBe(1);
    expect(said).toMatch(
      /store\.db is in use by another Rounds\..* Administration, Read anew\. Nothing was changed\.$/,
    );
    expect(checked).toMatch(/store\.db is in use by another Rounds\./);
    expect(storeCommand("check").said).toBe("All is well: 63 readings, 7 blocks.");
  });

  it("answers a wrong call with one sentence", () => {
    expect(storeCommand("mend")).toEqual({
      status: 2,
      said: "Say one of: check, fold, vacuum, redecode, backup.",
    });
    rmSync(join(dataFolder, "town"), { recursive: true });
    expect(storeCommand("check").said).toBe(`There is no utility "town" in ${dataFolder}.`);
  });
});
