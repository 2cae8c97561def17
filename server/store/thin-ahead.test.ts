import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { type OpenedStore, openUtilityStore } from "./open-utility-store.ts";

const HOUR_MS = 3_600_000;
const MARCH = Date.UTC(2024, 2, 1);
/** More than three steps take. */
const METERS = 1_100;
const DAYS = Array.from({ length: 31 }, (_, day) => MARCH + day * 24 * HOUR_MS);

let dataFolder = "";
let store: OpenedStore;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-thin-"));
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
});
afterEach(async () => {
  await store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const meterOf = (n: number) => `KAM-${`${n}`.padStart(8, "0")}-34-04` as MeterKey;

const hourly = (meter: MeterKey, hours: number): Reading[] =>
  Array.from({ length: hours }, (_, hour) => ({
    meter,
    atMs: MARCH + hour * HOUR_MS,
    values: [{ register: "E1", unit: "kWh", value: { digits: hour * 2, exponent: 0 } }],
    status: [],
    marks: [],
    source: "import",
    receiver: "history",
  }));

const rowsOf = async (n: number): Promise<readonly Reading[]> =>
  (await store.readings.columns(meterOf(n), MARCH, MARCH + 31 * 24 * HOUR_MS)).flatMap((month) =>
    readingsOf(month),
  );

async function thinAll(onStep: (step: number) => Promise<void> = async () => undefined) {
  let removed = 0;
  let from: number | undefined = 0;
  for (let step = 0; from !== undefined; step++) {
    const outcome = await store.upkeep.retain({ atMs: MARCH, dayStartsMs: DAYS, held: [meterOf(3)], from });
    removed += outcome.removed;
    from = outcome.next;
    await onStep(step);
  }
  return removed;
}

describe("thinning in a thread of its own", () => {
  beforeEach(async () => {
    const blocks = Array.from({ length: METERS }, (_, n) => {
      const [month] = toMonthColumns(hourly(meterOf(n), 100));
      const block = month && encodeBlock(month);
      if (!block?.ok) throw new Error("no block");
      return block.value;
    });
    await store.readings.importBlocks(blocks);
  });

  it("leaves the first of each day and both ends of the month, of every meter that is not held, once", async () => {
    // 100 hours from midnight: five days begin, and hours 0 and 1, 98 and 99 are the first and the last two readings.
    const kept = [0, 1, 24, 48, 72, 96, 98, 99];
    expect(await thinAll()).toBe((METERS - 1) * (100 - kept.length));
    expect(await rowsOf(700)).toEqual(hourly(meterOf(700), 100).filter((_, hour) => kept.includes(hour)));
    expect((await rowsOf(3)).length).toBe(100);
    expect(await store.readings.count()).toBe((METERS - 1) * kept.length + 100);
    expect(await thinAll()).toBe(0);
    expect((await store.upkeep.check()).problems).toEqual([]);
  });

  it("leaves a month alone to which a reading came while it was being thinned", async () => {
    // Between the 2 kWh of one o'clock and the 4 of two: readings around a counter that fell would stay.
    const [, one] = hourly(meterOf(500), 2);
    const late = { ...one, atMs: MARCH + 90 * 60_000 } as Reading;
    // The second step's months were taken while the first one's were written: calls are answered in order.
    const removed = await thinAll(async (step) => {
      if (step > 0) return;
      await store.readings.importMonths(toMonthColumns([late]));
    });
    expect(removed).toBe((METERS - 2) * 92);
    expect(await rowsOf(500)).toHaveLength(101);
    expect(await thinAll()).toBe(101 - 8);
  });
});
