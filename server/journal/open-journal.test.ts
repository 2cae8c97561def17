import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hearing } from "../../shared/model/hearing.ts";
import { encodeRecord } from "./journal-record.ts";
import { type JournalOptions, openJournal } from "./open-journal.ts";
import { appendDurably } from "./segmented-journal.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hearing = (n: number, length = 20): Hearing => ({
  rxAtMs: 1_700_000_000_000 + n * 1000,
  receiver: `mast-${n % 3}`,
  link: "wmbus",
  bytes: new Uint8Array(length).fill(n),
  rssiDbm: -60 - (n % 40),
});
const hearings = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => hearing(from + index));

async function opened(options: JournalOptions = {}) {
  const journal = await openJournal(folder, options);
  if (!journal.ok) throw new Error(journal.error.kind);
  return journal.value;
}
const files = () => readdirSync(folder).filter((name) => name.endsWith(".journal"));

describe("the journal", () => {
  it("numbers what it is given without gaps and finds it again, also after closing", async () => {
    const journal = await opened();
    expect(await journal.append(hearings(0, 3))).toEqual({ accepted: 3, duplicates: 0, lastSeq: 3 });
    expect(await journal.append(hearings(3, 5))).toEqual({ accepted: 2, duplicates: 0, lastSeq: 5 });
    await journal.close();

    const again = await opened();
    expect(again.lastSeq()).toBe(5);
    expect(await again.find(4)).toEqual({ seq: 4, ...hearing(3) });
    expect((await again.after(2, 2)).map((entry) => entry.seq)).toEqual([3, 4]);
    expect(await again.find(6)).toBeUndefined();
    await again.close();
  });

  it("keeps one hearing of several deliveries: in one call, in calls at once and after closing", async () => {
    const journal = await opened();
    expect(await journal.append([hearing(1), hearing(1), hearing(2)])).toMatchObject({
      accepted: 2,
      duplicates: 1,
    });
    const [first, second] = await Promise.all([journal.append([hearing(3)]), journal.append([hearing(3)])]);
    expect([first.accepted, second.accepted]).toEqual([1, 0]);
    await journal.close();
    const again = await opened();
    expect(await again.append(hearings(1, 5))).toEqual({ accepted: 1, duplicates: 3, lastSeq: 4 });
    await again.close();
  });

  it("keeps hearings apart that differ in time, receiver or bytes alone", async () => {
    const journal = await opened();
    const one = hearing(1);
    const outcome = await journal.append([
      one,
      { ...one, rxAtMs: one.rxAtMs + 1 },
      { ...one, receiver: "other" },
      { ...one, bytes: Uint8Array.of(9) },
    ]);
    expect(outcome.accepted).toBe(4);
    await journal.close();
  });

  it("rolls to a new file when one is full, and still knows every hearing of all of them", async () => {
    const journal = await opened({ segmentBytes: 5_000 });
    for (let n = 0; n < 600; n += 30) await journal.append(hearings(n, n + 30));
    expect(files().length).toBeGreaterThan(3);
    expect((await journal.after(0, 1000)).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 600 }, (_, index) => index + 1),
    );
    expect(await journal.append(hearings(0, 600))).toMatchObject({ accepted: 0, duplicates: 600 });
    await journal.close();
    const again = await opened({ segmentBytes: 5_000 });
    expect(await again.append(hearings(0, 601))).toMatchObject({ accepted: 1, duplicates: 600 });
    expect(await again.find(17)).toEqual({ seq: 17, ...hearing(16) });
    await again.close();
  });

  it("shares one sync between calls made at the same time", async () => {
    let syncs = 0;
    const journal = await opened({
      appendBytes: (...args) => {
        syncs += 1;
        return appendDurably(...args);
      },
    });
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append([hearing(n)])));
    expect(syncs).toBeLessThanOrEqual(3);
    expect(journal.lastSeq()).toBe(50);
    await journal.close();
  });
});

describe("the journal after damage", () => {
  it("cuts off a record that a crash cut short, and says how much", async () => {
    const journal = await opened();
    await journal.append(hearings(0, 10));
    await journal.close();
    const torn = encodeRecord(11, hearing(10)).subarray(0, 25);
    appendFileSync(join(folder, "00000001.journal"), torn);

    const again = await opened();
    expect(again.tornBytes).toBe(25);
    expect(await again.append([hearing(10)])).toEqual({ accepted: 1, duplicates: 0, lastSeq: 11 });
    expect((await again.after(0, 100)).length).toBe(11);
    await again.close();
  });

  it("steps over one damaged record and keeps the rest readable", async () => {
    const journal = await opened();
    await journal.append(hearings(0, 10));
    await journal.close();
    const path = join(folder, "00000001.journal");
    const bytes = readFileSync(path);
    const recordBytes = (bytes.length - 16) / 10;
    const inThird = 16 + 2 * recordBytes + 30;
    bytes[inThird] = (bytes[inThird] ?? 0) ^ 0x40;
    writeFileSync(path, bytes);

    const again = await opened();
    expect(again.tornBytes).toBe(0);
    expect((await again.after(0, 100)).map((entry) => entry.seq)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10]);
    expect(await again.find(3)).toBeUndefined();
    await again.close();
  });

  it("refuses a file that is no journal, and leaves it as it is", async () => {
    writeFileSync(join(folder, "00000001.journal"), "something else entirely, kept here by mistake");
    const result = await openJournal(folder);
    expect(result).toMatchObject({ ok: false, error: { kind: "not-a-journal" } });
    expect(readFileSync(join(folder, "00000001.journal"), "utf8")).toContain("by mistake");
  });
});

describe("the journal on a disk that fails", () => {
  it("acknowledges nothing while there is no room, and takes everything once there is", async () => {
    let isFull = false;
    const journal = await opened({
      appendBytes: async (file, bytes, at) => {
        if (isFull) {
          await file.write(bytes, 0, Math.floor(bytes.length / 2), at);
          throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
        }
        await appendDurably(file, bytes, at);
      },
    });
    await journal.append(hearings(0, 5));
    isFull = true;
    await expect(journal.append(hearings(5, 9))).rejects.toMatchObject({ code: "storage.disk-full" });
    expect(journal.lastSeq()).toBe(5);
    expect((await journal.after(0, 100)).length).toBe(5);
    isFull = false;
    expect(await journal.append(hearings(5, 7))).toEqual({ accepted: 2, duplicates: 0, lastSeq: 7 });
    await journal.close();
    const again = await opened();
    expect((await again.after(0, 100)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await again.close();
  });
});

describe("pruning the journal", () => {
  it("deletes old files whole, except those that hold something still needed", async () => {
    const journal = await opened({ segmentBytes: 2_000 });
    for (let n = 0; n < 200; n += 20) await journal.append(hearings(n, n + 20));
    const long = new Date("2020-01-01T00:00:00Z");
    const names = files();
    for (const name of names) utimesSync(join(folder, name), long, long);
    const needed = 25;
    const outcome = await journal.prune({
      beforeMs: Date.parse("2021-01-01T00:00:00Z"),
      isNeeded: async ({ firstSeq, lastSeq }) => firstSeq <= needed && needed <= lastSeq,
    });
    expect(outcome.gone.length).toBe(names.length - 2);
    expect(files().length).toBe(2);
    expect(await journal.find(needed)).toEqual({ seq: needed, ...hearing(needed - 1) });
    expect(await journal.find(100)).toBeUndefined();
    expect(await journal.find(200)).toBeDefined();
    await journal.append(hearings(300, 301));
    await journal.close();
    const again = await opened({ segmentBytes: 2_000 });
    expect(again.lastSeq()).toBe(201);
    await again.close();
  });

  it("keeps files younger than the limit", async () => {
    const journal = await opened({ segmentBytes: 2_000 });
    for (let n = 0; n < 100; n += 20) await journal.append(hearings(n, n + 20));
    const outcome = await journal.prune({ beforeMs: 0, isNeeded: async () => false });
    expect(outcome).toEqual({ gone: [], bytes: 0 });
    await journal.close();
  });
});
