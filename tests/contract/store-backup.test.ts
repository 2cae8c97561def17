import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import type { ReadingStore } from "../../server/reading-ports.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { Sql } from "../../server/store/sql.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import { batchWritten, hearingWritten, METERS_WRITTEN, meterWritten } from "../support/killed-writer.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";
import { mountTinyDisk } from "../support/tiny-disk.ts";

const masterKey = new Uint8Array(32).fill(7);
// Each starts a program several times over.
vi.setConfig({ testTimeout: 120_000 });
let folder = "";
let dataFolder = "";
let into = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-backup-"));
  [dataFolder, into] = [join(folder, "data"), join(folder, "copy")];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function begin(to = into): ChildProcess {
  const script = join(import.meta.dirname, "../../server/commands/store.command.ts");
  const args = ["backup", "--data", dataFolder, "--utility", "town", "--into", to];
  const env = { ...process.env, ROUNDS_MASTER_KEY: Buffer.from(masterKey).toString("hex") };
  return spawn(process.execPath, ["--import", "tsx", script, ...args], { env });
}

async function backUp(to = into): Promise<{ code: number | null; said: string }> {
  const child = begin(to);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (said += String(piece)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said: said.trim() };
}

async function openTown(of = dataFolder) {
  const opened = await openUtilityStore({ dataFolder: of, utility: "town", masterKey });
  const journal = await openJournal(join(of, "town/journal"));
  if (!(opened.ok && journal.ok)) throw new Error("cannot open");
  return { store: opened.value, journal: journal.value };
}

type Town = Awaited<ReturnType<typeof openTown>>;

async function closeTown({ store, journal }: Town): Promise<void> {
  await journal.close();
  await store.close();
}

/** What is heard comes before what is read of it. */
async function write({ store, journal }: Town, n: number): Promise<void> {
  await journal.append([hearingWritten(n)]);
  await store.readings.commit(batchWritten(n));
}

const said = async (store: ReadingStore) =>
  Promise.all(
    Array.from({ length: METERS_WRITTEN }, async (_, n) =>
      (await store.columns(meterWritten(n), 0, 8e15)).flatMap((month) => readingsOf(month)),
    ),
  );

/** The copy is what was written up to some batch, all of it; gives which. */
async function checkCopy(): Promise<number> {
  const copy = await openTown(into);
  const last = await copy.store.readings.decodedSeq();
  const shadow = new ShadowReadingStore();
  for (let n = 1; n <= last; n++) await shadow.commit(batchWritten(n));
  expect(await said(copy.store.readings)).toEqual(await said(shadow));
  const heard = await copy.journal.after(0, 1e6);
  expect(heard.length).toBeGreaterThanOrEqual(last);
  expect(heard).toEqual(heard.map((_, index) => ({ seq: index + 1, ...hearingWritten(index + 1) })));
  // It goes on from there.
  await write(copy, heard.length + 1);
  await closeTown(copy);
  return last;
}

async function writeTown(batches: number, { isFolded = true } = {}): Promise<void> {
  const town = await openTown();
  for (let n = 1; n <= batches; n++) await write(town, n);
  if (isFolded) await town.store.upkeep.fold();
  await closeTown(town);
}

describe("a backup", () => {
  it("of a running server has all that was acknowledged when it began, and nothing by halves", async () => {
    const town = await openTown();
    let [written, isDone] = [0, false];
    const go = async () => {
      await write(town, written + 1);
      written += 1;
      if (written === 40) await town.store.upkeep.fold();
    };
    while (written < 60) await go();
    const done = backUp().finally(() => {
      isDone = true;
    });
    while (!isDone) await go();
    const { code, said: text } = await done;
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/all is well\. It is in .*copy:/),
    });
    await closeTown(town);
    const last = await checkCopy();
    expect(last).toBeGreaterThanOrEqual(60);
    expect(last).toBeLessThanOrEqual(written);
    expect(existsSync(`${into}.part`)).toBe(false);
    for (const place of [into, join(into, "town")])
      expect(statSync(place).mode & 0o077, "no other user of the machine looks into it").toBe(0);
  });

  it("that is killed has no name, and the next one does not mind what it left", async () => {
    await writeTown(30);
    for (const aliveMs of [400, 1_200, 2_000]) {
      const child = begin();
      const ended = new Promise((resolve) => child.once("close", resolve));
      setTimeout(() => child.kill("SIGKILL"), aliveMs);
      await ended;
      if (existsSync(into)) expect(await checkCopy()).toBe(30);
      rmSync(into, { recursive: true, force: true });
    }
    mkdirSync(`${into}.part/town`, { recursive: true });
    writeFileSync(`${into}.part/town/store.db`, "half of one");
    expect((await backUp()).code).toBe(0);
    expect(await checkCopy()).toBe(30);
  });

  it("overwrites nothing, and says where it wants to be told", async () => {
    await writeTown(3, { isFolded: false });
    mkdirSync(into);
    expect(await backUp()).toEqual({
      ...{ code: 1, said: `${into} is there already. Choose a folder that is not there yet.` },
    });
    expect(readdirSync(into)).toEqual([]);
    expect((await backUp("")).code).toBe(2);
  });

  it("of a store with a damaged block has all the rest, has no name of its own, and says whose block it is", async () => {
    await writeTown(20);
    const sql = new Sql(join(dataFolder, "town/store.db"));
    sql.run("UPDATE blocks SET bytes = zeroblob(200) WHERE id = (SELECT min(id) FROM blocks)");
    sql.close();
    const { code, said: text } = await backUp();
    expect(code).toBe(1);
    expect(text.split("\n")).toEqual([
      expect.stringContaining(`${meterWritten(0)} in 2025-01, cannot be read`),
      `The backup has what is damaged in the store too, and was left in ${into}.part.`,
    ]);
    expect([existsSync(into), existsSync(`${into}.part/town/store.db`)]).toEqual([false, true]);
  });

  it("leaves nothing on a disk that is too small", async ({ skip }) => {
    await writeTown(20);
    const disk = mountTinyDisk(200);
    if (!disk) return skip("mounting a small disk needs root on Linux");
    try {
      const { code, said: text } = await backUp(join(disk.path, "copy"));
      expect({ code, text }).toEqual({
        code: 1,
        text: expect.stringMatching(/^The disk that .* is on is full/),
      });
      expect(readdirSync(disk.path)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });
});
