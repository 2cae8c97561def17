import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { closeUtility, openUtility } from "../../server/open-utility.ts";
import type { Utility } from "../../server/utilities.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };

/** The published synthetic MULTICAL 403, number 90000001: E1 12345 kWh. */
export const METER = "KAM-90000001-34-04" as MeterKey;
export const KEY = Uint8Array.from(Buffer.from(vectors.key, "hex"));
export const HOUR_MS = 3_600_000;
export const T0 = Date.UTC(2026, 10, 1);
export const hour = (n: number): number => T0 + n * HOUR_MS;
const BYTES = Uint8Array.from(Buffer.from(vectors["403.full.telegram(no dll crc)"], "hex"));

/** The meter at the only point, from a moment on. */
export const hung = (mountedAtMs: number, more: Partial<Segment> = {}): Segment => ({
  ...{ pointId: "p-1", meter: METER, type: "MULTICAL 403", mountedAtMs, startValues: [], endValues: [] },
  ...more,
});

let dataFolder = "";
export let utility: Utility;

/** One utility that has the meter's key and is not told yet where it hangs, made anew for each test of a file. */
export function useLateTown(): void {
  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "rounds-late-"));
    await open();
    await utility.points.saveKeys([{ meter: METER, key: KEY }]);
  });
  afterEach(async () => {
    await closeUtility(utility);
    rmSync(dataFolder, { recursive: true, force: true });
  });
}

async function open(): Promise<void> {
  const opened = await openUtility({
    ...{ dataFolder, utility: "town", masterKey: new Uint8Array(32), report: () => undefined },
    nowMs: () => hour(100),
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  utility = opened.value;
  await utility.ingest.start();
}

export async function startAnew(): Promise<void> {
  await closeUtility(utility);
  await open();
}

/** The same telegram, heard at these hours. */
export async function hear(...hours: readonly number[]): Promise<void> {
  const heard = { receiver: "mast", link: "wmbus" as const, bytes: BYTES };
  await utility.ingest.receive(hours.map((n) => ({ ...heard, rxAtMs: hour(n) })));
  await utility.ingest.settled();
}
