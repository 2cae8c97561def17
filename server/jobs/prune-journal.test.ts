import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { openJournal } from "../journal/open-journal.ts";
import { DEFAULT_RETENTION } from "../retention-ports.ts";
import { openUtilityStore } from "../store/open-utility-store.ts";
import { pruneJournal } from "./prune-journal.ts";

const OURS = "KAM-90000001-34-04" as MeterKey;
const FOREIGN = "KAM-90000002-34-04" as MeterKey;
const NOW = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-prune-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

describe("pruning the journal", () => {
  it("keeps a segment past its days only for frames of our own that a key may open", async () => {
    const folder = join(dataFolder, "journal");
    const opened = await openJournal(folder, { segmentBytes: 100 });
    const stored = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
    if (!(opened.ok && stored.ok)) throw new Error("cannot open");
    const journal = opened.value;
    const { readings, close } = stored.value;
    for (let seq = 1; seq <= 6; seq += 1) {
      const bytes = new Uint8Array(100).fill(seq);
      await journal.append([{ rxAtMs: seq, receiver: "mast", link: "wmbus", bytes }]);
    }
    const outcome = (seq: number, meter: MeterKey, name: string) => ({
      seq,
      meter,
      outcome: name,
      rxAtMs: seq,
    });
    await readings.commit({
      decodedSeq: 6,
      readings: [],
      formats: [],
      outcomes: [
        outcome(1, OURS, "decoded"),
        outcome(2, OURS, "no-key"),
        outcome(3, FOREIGN, "no-key"),
        outcome(4, OURS, "wrong-crc"),
        outcome(5, OURS, "decoded"),
        outcome(6, OURS, "decoded"),
      ],
    });
    const old = new Date(NOW - 36 * DAY_MS);
    const young = new Date(NOW - 34 * DAY_MS);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    utimesSync(join(folder, "00000005.journal"), young, young);

    const days = DEFAULT_RETENTION.journalDays;
    const bytes = await pruneJournal(
      { journal, readings },
      { nowMs: NOW, days, curable: ["no-key"], meters: [OURS] },
    );
    expect(bytes).toBeGreaterThan(300);
    expect((await journal.after(0, 100)).map((entry) => entry.seq)).toEqual([2, 5, 6]);
    expect(await readings.undecoded(OURS, ["no-key", "wrong-crc"])).toEqual([2]);
    expect(await readings.undecoded(FOREIGN, ["no-key"])).toEqual([]);
    await journal.close();
    await close();
  });
});
