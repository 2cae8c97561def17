import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import type { ReadingStore, SpanReplacement } from "../../server/reading-ports.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import {
  batchWritten,
  hearingWritten,
  METERS_WRITTEN,
  meterWritten,
  replacementWritten,
} from "../support/killed-writer.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";

/** How often the writer is killed; more by environment variable for a soak. */
const KILLS = Number(process.env["ROUNDS_KILLS"] ?? 10);

let dataFolder = "";
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-killed-"));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

interface Acknowledged {
  journal: number;
  store: number;
  /** The batch after which everything was replaced that was to be. */
  replaced: number;
}

/** Lets the writer write for a while, then kills it in whatever it is doing. */
async function writeAndKill(aliveMs: number, acknowledged: Acknowledged): Promise<void> {
  const script = join(import.meta.dirname, "../support/killed-writer.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "open") setTimeout(() => child.kill("SIGKILL"), aliveMs);
    const [what, number] = line.split(" ");
    if (what === "journal" || what === "store" || what === "replaced") acknowledged[what] = Number(number);
  }
  await ended;
}

async function checkJournal(acknowledged: Acknowledged): Promise<void> {
  const journal = await openJournal(join(dataFolder, "town/journal"));
  if (!journal.ok) throw new Error(journal.error.kind);
  const entries = await journal.value.after(0, Number.MAX_SAFE_INTEGER);
  await journal.value.close();
  expect(entries.length).toBeGreaterThanOrEqual(acknowledged.journal);
  expect(entries).toEqual(entries.map((_, index) => ({ seq: index + 1, ...hearingWritten(index + 1) })));
}

async function checkStore(acknowledged: Acknowledged): Promise<void> {
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { readings, upkeep } = opened.value;
  const decodedSeq = await readings.decodedSeq();
  expect(decodedSeq).toBeGreaterThanOrEqual(acknowledged.store);
  const shadow = await shadowUpTo(decodedSeq);
  const last = replacementWritten(decodedSeq);
  // What came after the last batch was acknowledged, or it may have been done all the same: all of it or nothing.
  if (last && (acknowledged.replaced === decodedSeq || (await isDone(readings, last))))
    await shadow.replaceSpan(last);
  expect(await readings.count()).toBe(await shadow.count());
  expect(await readings.heard(10)).toEqual(await shadow.heard(10));
  for (let n = 0; n < METERS_WRITTEN; n++) {
    const [own, expected] = await Promise.all(
      [readings, shadow].map(async (store) =>
        (await store.columns(meterWritten(n), 0, 8e15)).flatMap((month) => readingsOf(month)),
      ),
    );
    expect(own).toEqual(expected);
    const asked = [meterWritten(n), ["no-key"]] as const;
    expect(await readings.undecoded(...asked)).toEqual(await shadow.undecoded(...asked));
  }
  expect((await upkeep.check()).problems).toEqual([]);
  await opened.value.close();
}

async function shadowUpTo(decodedSeq: number): Promise<ShadowReadingStore> {
  const shadow = new ShadowReadingStore();
  for (let n = 1; n <= decodedSeq; n++) {
    await shadow.commit(batchWritten(n));
    const replacement = n < decodedSeq ? replacementWritten(n) : undefined;
    if (replacement) await shadow.replaceSpan(replacement);
  }
  return shadow;
}

/** Whether the first of what was to come is there; of a removal, whether nothing is left. */
async function isDone(store: ReadingStore, { meter, readings: [first] }: SpanReplacement): Promise<boolean> {
  const months = await store.columns(meter, 0, 8e15);
  const all = months.flatMap((month) => readingsOf(month));
  if (!first) return all.length === 0;
  return all.some((one) => one.atMs === first.atMs && one.frameSeq === first.frameSeq);
}

describe("a process killed while it writes", () => {
  it(
    `has kept everything it acknowledged and nothing by halves, ${KILLS} times over`,
    async () => {
      const acknowledged: Acknowledged = { journal: 0, store: 0, replaced: -1 };
      for (let kill = 0; kill < KILLS; kill++) {
        await writeAndKill(20 + ((kill * 137) % 400), acknowledged);
        await checkJournal(acknowledged);
        await checkStore(acknowledged);
      }
      expect(acknowledged.journal).toBeGreaterThan(KILLS);
      expect(acknowledged.store).toBeGreaterThan(KILLS);
      expect(acknowledged.replaced).toBeGreaterThan(KILLS);
    },
    20_000 + KILLS * 10_000,
  );
});
