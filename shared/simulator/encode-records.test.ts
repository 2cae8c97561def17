import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatHex } from "../codecs/bytes/hex.ts";
import { HOUR_MS } from "./climate.ts";
import { encodeRecords } from "./encode-records.ts";
import { SUM, SUMS_SIZE } from "./meter-sums.ts";
import { PRODUCTS } from "./product-table.ts";
import { STEP, STEP_SIZE } from "./step.ts";
import type { TownMeter } from "./town-point.ts";

const vectors: Record<string, string> = JSON.parse(
  readFileSync(new URL("../../tests/fixtures/vectors.json", import.meta.url), "utf8"),
);

const meter: TownMeter = {
  id: { manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 },
  key: "KAM-90000001-34-04" as TownMeter["key"],
  product: PRODUCTS.mc403,
  layout: "403",
  radio: "c1-a",
  aesKey: new Uint8Array(16),
  seed: 1,
  mountedAtMs: 0,
  clockErrorMs: 0,
  counted: { volume: 0, energy: 0, e8: 0, e9: 0 },
};

describe("the records of a simulated meter", () => {
  it("are byte for byte those of the golden MULTICAL 403 (vectors.json, 403.records)", () => {
    const sums = new Float64Array(SUMS_SIZE);
    sums[SUM.energy] = 12_345.6;
    sums[SUM.volume] = 987.657;
    sums[SUM.e8] = 900_123.4;
    sums[SUM.e9] = 600_456.9;
    sums[SUM.targetEnergy] = 11_111.1;
    sums[SUM.targetVolume] = 900.001;
    // Midnight of 1 November in Danish standard time.
    sums[SUM.targetHour] = Date.UTC(2026, 9, 31, 23) / HOUR_MS;
    const step = new Float64Array(STEP_SIZE);
    step[STEP.flow] = 0.33;
    step[STEP.t1] = 73.12;
    step[STEP.t2] = 41.2;
    step[STEP.info] = 0x208;
    const records = encodeRecords(meter, { atMs: Date.UTC(2026, 10, 23, 12), sums, step });
    expect(formatHex(records)).toBe(vectors["403.records"]);
  });
});
