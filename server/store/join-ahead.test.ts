import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBlock } from "../../shared/blocks/decode-block.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { type OpenedStore, openUtilityStore } from "./open-utility-store.ts";

const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2025, 4, 1);
const JUNE = Date.UTC(2025, 5, 1);
const METERS = Array.from({ length: 300 }, (_, n) => `KAM-${80000000 + n}-34-04` as MeterKey);
/** Half of the meters are joined at three pieces, and all of them at five. */
const JOINED_FROM = 3;

let dataFolder = "";
let store: OpenedStore;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-join-"));
  const opened = await openUtilityStore({
    dataFolder,
    utility: "town",
    masterKey: new Uint8Array(32),
    foldLimits: { readings: 1_000_000, bytes: 1 << 30, joinedFrom: JOINED_FROM },
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
});
afterEach(async () => {
  await store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const readingAt = (meter: MeterKey, atMs: number): Reading => ({
  meter,
  atMs,
  values: [
    { register: "E1", unit: "kWh", value: { digits: Math.floor((atMs - MAY) / HOUR_MS), exponent: 0 } },
  ],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
});

/** Hours from `fromMs` on, each folded by itself. */
async function grow(fromMs: number, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    const readings = METERS.map((meter) => readingAt(meter, fromMs + hour * HOUR_MS));
    await store.readings.commit({ decodedSeq: 0, readings, outcomes: [], formats: [] });
    await store.upkeep.fold();
  }
}

async function piecesOf(monthMs: number): Promise<number[]> {
  const blocks = await Promise.all(METERS.map((meter) => store.readings.block(meter, monthMs)));
  return blocks.map((block) => {
    const opened = block && openBlock(block.bytes);
    return opened?.ok ? opened.value.pieces.length : 0;
  });
}

const versionsOf = async (monthMs: number) =>
  Promise.all(METERS.map(async (meter) => (await store.readings.block(meter, monthMs))?.version));

describe("blocks of months that grew by pieces", () => {
  it("are joined beside commits, and whoever keeps a copy hears of nothing", async () => {
    await grow(MAY, 12);
    const before = await versionsOf(MAY);
    await expect.poll(async () => Math.max(...(await piecesOf(MAY)))).toBeLessThan(2 * JOINED_FROM);
    expect(await versionsOf(MAY)).toEqual(before);
    const [first] = METERS;
    const months = await store.readings.columns(first as MeterKey, MAY, JUNE);
    expect(months.flatMap((month) => readingsOf(month))).toEqual(
      Array.from({ length: 12 }, (_, hour) => readingAt(first as MeterKey, MAY + hour * HOUR_MS)),
    );
    expect(await store.readings.count()).toBe(12 * METERS.length);
    expect((await store.upkeep.check()).problems).toEqual([]);
  });

  it("of a month that is over are one block each after some folds of the next", async () => {
    await grow(MAY, 2);
    expect(Math.min(...(await piecesOf(MAY)))).toBe(2);
    let hour = 0;
    const growOn = async () => {
      await grow(JUNE + hour * HOUR_MS, 1);
      hour += 1;
      return Math.max(...(await piecesOf(MAY)));
    };
    await expect.poll(growOn).toBe(1);
  });
});
