import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { type OpenedStore, openUtilityStore } from "./open-utility-store.ts";
import { Sql } from "./sql.ts";

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-store-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const masterKey = new Uint8Array(32).fill(7);
const METER = "KAM-90000001-34-04" as MeterKey;
const options = () => ({ dataFolder, utility: "town", masterKey });

async function opened(): Promise<OpenedStore> {
  const store = await openUtilityStore(options());
  if (!store.ok) throw new Error(store.error.kind);
  return store.value;
}

describe("opening a utility's store", () => {
  it("starts its thread, keeps what is saved and finds it again after closing", async () => {
    const first = await opened();
    await first.settings.saveUtility({ name: "Town", timeZone: "Europe/Berlin" });
    await first.close();

    const second = await opened();
    expect(await second.settings.utility()).toEqual({ name: "Town", timeZone: "Europe/Berlin" });
    await second.close();
  });

  it("refuses another master key than the one the file was made with", async () => {
    await (await opened()).close();
    const second = await openUtilityStore({ ...options(), masterKey: new Uint8Array(32) });
    expect(second).toMatchObject({ ok: false, error: { kind: "wrong-master-key" } });
  });

  it("refuses a file that another process has open, and takes it when that one is done", async () => {
    const first = await opened();
    expect(await openUtilityStore(options())).toMatchObject({ ok: false, error: { kind: "in-use" } });
    await first.close();
    await (await opened()).close();
  });

  it("refuses a file that is no database, and leaves it as it is", async () => {
    await (await opened()).close();
    const path = join(dataFolder, "town/store.db");
    for (const name of readdirSync(join(dataFolder, "town"))) rmSync(join(dataFolder, "town", name));
    writeFileSync(path, "a shopping list, 40 bytes of it or so, kept here by mistake");
    expect(await openUtilityStore(options())).toEqual({ ok: false, error: { kind: "not-a-database", path } });
    expect(readFileSync(path, "utf8")).toContain("by mistake");
  });

  it("refuses a file that a newer program has changed", async () => {
    await (await opened()).close();
    const sql = new Sql(join(dataFolder, "town/store.db"));
    sql.exec("PRAGMA user_version = 999");
    sql.close();
    expect(await openUtilityStore(options())).toMatchObject({
      ok: false,
      error: { kind: "newer-schema", found: 999 },
    });
  });

  it("refuses a file that was cut short, and leaves it as it is for a restore", async () => {
    const store = await opened();
    for (let n = 1; n < 60; n++) {
      const readings = Array.from({ length: 20 }, (_, row) => ({
        meter: METER,
        atMs: Date.UTC(2026, 0, 1) + (n * 20 + row) * 3_600_000,
        values: [
          { register: "E1" as const, unit: "kWh" as const, value: { digits: n * 20 + row, exponent: 0 } },
        ],
        status: [],
        marks: [],
        source: "radio" as const,
        receiver: "mast",
      }));
      await store.readings.commit({ decodedSeq: n, readings, outcomes: [], formats: [] });
    }
    await store.upkeep.vacuum();
    await store.close();
    const path = join(dataFolder, "town/store.db");
    const bytes = statSync(path).size - 3000;
    truncateSync(path, bytes);
    expect(await openUtilityStore(options())).toEqual({ ok: false, error: { kind: "not-a-database", path } });
    expect(statSync(path).size).toBe(bytes);
  });

  it("answers at once where the system makes no folders at all", async ({ skip }) => {
    if (!existsSync("/proc/self")) skip("there is no /proc here");
    const refused = await openUtilityStore({ ...options(), dataFolder: "/proc/nope" });
    expect(refused).toMatchObject({ ok: false, error: { kind: "not-writable", path: "/proc/nope/town" } });
  });

  it("says when there is no folder it may write to", async () => {
    writeFileSync(join(dataFolder, "town"), "a file where the folder should be");
    expect(await openUtilityStore(options())).toMatchObject({ ok: false, error: { kind: "not-writable" } });
  });
});

describe("secrets in a utility's store", () => {
  it("are never in clear on disk: meter keys sealed, of tokens the hash alone", async () => {
    const store = await opened();
    const key = Uint8Array.from({ length: 16 }, (_, index) => 0xa0 + index);
    await store.keys.save([{ meter: METER, key }]);
    const token = await store.gateways.create("mast");
    expect(await store.keys.find(METER)).toEqual(key);
    expect((await store.keys.all()).get(METER)).toEqual(key);
    expect(await store.gateways.authenticate(token)).toBe("mast");
    expect(await store.gateways.authenticate(`${token}x`)).toBeUndefined();
    const files = () => readdirSync(join(dataFolder, "town")).map((name) => join(dataFolder, "town", name));
    const isOnDisk = (bytes: Uint8Array) =>
      files().some((file) => readFileSync(file).includes(Buffer.from(bytes)));
    expect(isOnDisk(Buffer.from(METER))).toBe(true);
    await store.close();
    expect(isOnDisk(key)).toBe(false);
    expect(isOnDisk(Buffer.from(Buffer.from(key).toString("hex")))).toBe(false);
    expect(isOnDisk(Buffer.from(token))).toBe(false);
  });
});

describe("a meter's key", () => {
  it("is to be tried once by each version of the program, and once more when another is saved, be it meanwhile", async () => {
    const { keys, close } = await opened();
    const [other] = ["KAM-90000002-34-04" as MeterKey];
    const save = (meter: MeterKey) => keys.save([{ meter, key: new Uint8Array(16) }]);
    await save(METER);
    await save(other);
    expect([...(await keys.toTry("1"))].sort()).toEqual([METER, other].sort());
    await save(other);
    await keys.noteTried("1");
    // Whoever ended before it was noted tries it again.
    expect(await keys.toTry("1")).toEqual([other]);
    expect(await keys.toTry("1")).toEqual([other]);
    await keys.noteTried("1");
    expect(await keys.toTry("1")).toEqual([]);
    expect(await keys.toTry("2")).toHaveLength(2);
    await close();
  });
});

describe("a closed store", () => {
  it("answers with one sentence, and closing it again does nothing", async () => {
    const store = await opened();
    await store.close();
    await store.close();
    await expect(store.readings.count()).rejects.toMatchObject({ code: "storage.closed" });
  });
});
