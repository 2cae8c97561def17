import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
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
      { nowMs: NOW, days, curable: ["no-key"], meters: [OURS], held: [], meterOf: () => undefined },
    );
    expect(bytes).toBeGreaterThan(300);
    expect((await journal.after(0, 100)).map((entry) => entry.seq)).toEqual([2, 5, 6]);
    expect(await readings.undecoded(OURS, ["no-key", "wrong-crc"])).toEqual([2]);
    expect(await readings.undecoded(FOREIGN, ["no-key"])).toEqual([]);
    await journal.close();
    await close();
  });

  it("keeps a segment past its days with a frame of a meter under a legal hold, wherever in it that lies", async () => {
    const folder = join(dataFolder, "journal");
    const opened = await openJournal(folder, { segmentBytes: 100 });
    const stored = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
    if (!(opened.ok && stored.ok)) throw new Error("cannot open");
    const journal = opened.value;
    const { readings, close } = stored.value;
    const heard = (seq: number) =>
      ({ rxAtMs: seq, receiver: "mast", link: "wmbus", bytes: new Uint8Array(100).fill(seq) }) as const;
    // Three frames are written together and lie in one file.
    for (let seq = 1; seq <= 12; seq += 3) await journal.append([heard(seq), heard(seq + 1), heard(seq + 2)]);
    const old = new Date(NOW - 36 * DAY_MS);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    // The last frame of the second file is of the held meter, heard through an adapter of another version.
    const meterOf = ({ seq }: { readonly seq: number }) =>
      parseMeterKey(seq === 6 ? "KAM-90000001-35-37" : FOREIGN);
    const policy = { nowMs: NOW, days: 35, curable: [], meters: [], meterOf };
    const kept = async () => (await journal.after(0, 100)).map(({ seq }) => seq);
    await pruneJournal({ journal, readings }, { ...policy, held: [OURS] });
    expect(await kept()).toEqual([4, 5, 6, 10, 11, 12]);
    await pruneJournal({ journal, readings }, { ...policy, held: [] });
    expect(await kept()).toEqual([10, 11, 12]);
    await journal.close();
    await close();
  });
});
