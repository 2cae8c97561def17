import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { Sql } from "../../server/store/sql.ts";
import { batchWritten, meterWritten } from "../support/killed-writer.ts";

const masterKey = new Uint8Array(32).fill(7);
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
    expect(said).toMatch(/^Block \d+ cannot be read: not-a-block\.\n1 problem in 7 blocks/);
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
    expect(storeCommand("mend")).toEqual({ status: 2, said: "Say one of: check, fold, vacuum, redecode." });
    rmSync(join(dataFolder, "town"), { recursive: true });
    expect(storeCommand("check").said).toBe(`There is no utility "town" in ${dataFolder}.`);
  });
});
