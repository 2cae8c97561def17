import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { readJournalFile, removeSaved, writeJournalFile } from "./journal-file.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase } from "./store/local-database.ts";

/** The clock is wrong by this, whatever was noted when. */
const by = (offMs: number) => (): number => offMs;

async function fill(frames: number): Promise<FrameJournal> {
  const events = { onWritten: () => undefined, onState: () => undefined };
  const journal = new FrameJournal(new LocalDatabase(`file-${frames}`), events);
  for (let n = 0; n < frames; n++) {
    journal.add({ atMs: 1000 + n, bytes: Uint8Array.of(n >> 8, n & 255), rssiDbm: -70 });
    if (n % 3 === 0) await journal.flush();
  }
  await journal.flush();
  return journal;
}

describe("telegrams in a file", () => {
  it("are all of the journal's, in order, and read back as the server takes them", async () => {
    const blob = await writeJournalFile(await fill(2000), "phone-0001", by(0));
    const file = readJournalFile(await blob.text());
    expect(file.ok && file.value.phone).toBe("phone-0001");
    const telegrams = file.ok ? file.value.telegrams : [];
    expect(telegrams.length).toBe(2000);
    expect(telegrams[0]).toEqual({ rxAt: 1000, raw: "0000", rssiDbm: -70 });
    // 1999 = 7 × 256 + 207, CF in hexadecimal.
    expect(telegrams[1999]).toEqual({ rxAt: 2999, raw: "07CF", rssiDbm: -70 });
  });

  it("are whole up to the line that was cut off, and no file of another kind is taken", async () => {
    const text = await (await writeJournalFile(await fill(3), "phone-0001", by(0))).text();
    const cut = readJournalFile(text.slice(0, -5));
    expect(cut.ok && cut.value.telegrams.length).toBe(2);
    for (const other of ["", "a;b;c\n", "{}\n", '{"journal":"rounds 1","phone":"../x"}\n'])
      expect(readJournalFile(other)).toEqual({ ok: false, error: "journal-file.unreadable" });
  });

  it("need no room in the journal once the file is shown: they go, and only they", async () => {
    const journal = await fill(1003);
    const file = await writeJournalFile(journal, "phone-0001", by(0));
    journal.add({ atMs: 9000, bytes: Uint8Array.of(0xaa) });
    await journal.flush();
    expect(await removeSaved(journal, file, by(0))).toEqual({ ok: true, value: 1003 });
    expect((await journal.after(0, 9)).flatMap(({ frames }) => frames.map(({ atMs }) => atMs))).toEqual([
      9000,
    ]);
    expect(await journal.unsent()).toBe(1);
    expect(await removeSaved(journal, file, by(0))).toEqual({ ok: true, value: 0 });
  });

  it("stay from where the file was cut off or is of another time", async () => {
    const journal = await fill(7);
    // Chunks end with telegrams 0, 3 and 6: the file's last line is torn, so the third is not whole.
    const text = await (await writeJournalFile(journal, "phone-0001", by(0))).text();
    expect(await removeSaved(journal, new Blob([text]), by(3_600_000))).toEqual({ ok: true, value: 0 });
    expect(await removeSaved(journal, new Blob([text.slice(0, -5)]), by(0))).toEqual({ ok: true, value: 4 });
    expect(await journal.unsent()).toBe(3);
    const other = await removeSaved(journal, new Blob(["a;b\n"]), by(0));
    expect(other).toEqual({ ok: false, error: "journal-file.unreadable" });
    expect(await journal.unsent()).toBe(3);
  });
});
