import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { damagePage } from "../support/damage-page.ts";

const [ADA, BEN] = ["KAM-90000001-34-04", "KAM-90000002-34-04"] as [MeterKey, MeterKey];
const [MAY, JUNE, JULY] = [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1)];

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-pages-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const reading = (meter: MeterKey, atMs: number, kWh: number): Reading => ({
  ...{ meter, atMs, status: [], marks: [], source: "radio", receiver: "mast" },
  values: [{ register: "E1", unit: "kWh", value: { digits: kWh, exponent: 0 } }],
});

const batch = (readings: readonly Reading[]) => ({ decodedSeq: 1, readings, outcomes: [], formats: [] });

async function open(reports: string[]) {
  const report = (text: string) => reports.push(text);
  const opened = await openUtilityStore({
    dataFolder,
    utility: "town",
    masterKey: new Uint8Array(32),
    report,
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

describe("a page of the file that blocks lie on, damaged", () => {
  it("is so many damaged months: they are named, what is beside them is read, and what comes is kept", async () => {
    const before = await open([]);
    const old = [ADA, BEN].flatMap((meter) => [reading(meter, MAY, 10), reading(meter, JUNE, 15)]);
    await before.readings.commit(batch(old));
    await before.upkeep.fold();
    await before.close();
    damagePage(join(dataFolder, "town/store.db"), "blocks");
    const reports: string[] = [];
    const { readings, close } = await open(reports);
    const fresh = reading(ADA, JULY, 21);
    await readings.commit(batch([fresh]));
    const read = async (meter: MeterKey) =>
      (await readings.columns(meter, MAY, JULY + 1)).flatMap((month) => readingsOf(month));
    expect(await read(ADA)).toEqual([fresh]);
    expect(await read(BEN)).toEqual([]);
    expect(await readings.damagedMonths([ADA, BEN])).toEqual([
      [MAY, JUNE],
      [MAY, JUNE],
    ]);
    expect(await readings.isDamaged(BEN, JUNE)).toBe(true);
    expect(await readings.isDamaged(BEN, JULY)).toBe(false);
    expect((await readings.blocks(BEN)).map(({ monthMs }) => monthMs)).toEqual([MAY, JUNE]);
    // What stands elsewhere in the file.
    expect((await readings.latestOf(BEN))?.reading).toEqual(reading(BEN, JUNE, 15));
    expect([...(await readings.registerMonth("E1", MAY)).last]).toEqual([10, 10]);
    expect(reports.join("\n")).toMatch(/KAM-90000002-34-04 in 2026-05, cannot be read .*backup/);
    await close();
    const again = await open([]);
    expect((await again.readings.latestOf(ADA))?.reading).toEqual(fresh);
    await again.close();
  });
});
