import { describe, expect, it } from "vitest";
import { crc32 } from "./crc-32.ts";
import { decodeLatest, LatestWriter } from "./latest-columns.ts";
import { latestValuesOf } from "./latest-values.ts";

const heat = {
  atMs: 1_700_000_000_000,
  values: [
    { register: "E1", unit: "MWh", value: { digits: 123_456, exponent: -3 } },
    { register: "V1", unit: "m³", value: { digits: 78_901, exponent: -2 } },
    { register: "M1", unit: "t", value: { digits: 5, exponent: 0 } },
  ],
  status: ["low-battery"],
} as const;

const water = {
  atMs: 1_699_999_999_000,
  values: [{ register: "V1", unit: "m³", value: { digits: -7, exponent: -3 } }],
  status: [],
} as const;

function written(): Uint8Array {
  const writer = new LatestWriter();
  writer.add({ pointId: "a/1", hasKey: true, reading: heat });
  writer.add({ pointId: "å-2", hasKey: false });
  writer.add({ pointId: "c", hasKey: true, reading: water });
  return writer.finish();
}

describe("latest readings of all points", () => {
  it("come back digit by digit, at most two registers a point", () => {
    const columns = decodeLatest(written());
    if (!columns.ok) throw new Error(columns.error.kind);
    const { pointIds, hasKey, timesMs, statusSets, statusIndex } = columns.value;
    expect(pointIds).toEqual(["a/1", "å-2", "c"]);
    expect([...hasKey]).toEqual([1, 0, 1]);
    expect([...timesMs]).toEqual([heat.atMs, Number.NaN, water.atMs]);
    expect(latestValuesOf(columns.value, 0)).toEqual(heat.values.slice(0, 2));
    expect(latestValuesOf(columns.value, 2)).toEqual(water.values);
    expect(statusSets[statusIndex[0] ?? 9]).toEqual(["low-battery"]);
    expect(statusSets[statusIndex[2] ?? 9]).toEqual([]);
  });

  it("lie as the table says", () => {
    const writer = new LatestWriter();
    writer.add({ pointId: "a", hasKey: true, reading: { ...water, atMs: 5 } });
    // magic, version · 1 status set, empty · 1 shape of 1 register: V1 (8), m³ (11), -3 · ids "a" · 1 point:
    // an id of 1, flags 3, time 5, status 0, shape 0, count -7
    const bytes = [0x52, 0x4c, 2, 1, 0, 1, 1, 8, 11, 0x43, 1, 0x61, 1, 1, 3, 5, 0, 0, 0x47];
    const checksum = crc32(Uint8Array.from(bytes), 0, bytes.length);
    const tail = [0, 8, 16, 24].map((shift) => (checksum >>> shift) & 0xff);
    expect([...writer.finish()]).toEqual([...bytes, ...tail]);
  });

  it("leave out a value that 53 bits do not hold", () => {
    const writer = new LatestWriter();
    const values = [{ register: "E1", unit: "kWh", value: { digits: 2n ** 60n, exponent: 0 } }] as const;
    writer.add({ pointId: "a", hasKey: false, reading: { ...water, values } });
    const columns = decodeLatest(writer.finish());
    expect(columns.ok && latestValuesOf(columns.value, 0)).toEqual([]);
  });

  it("with any bit flipped or any end missing are refused", () => {
    const bytes = written();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(decodeLatest(damaged).ok, `byte ${at}`).toBe(false);
      expect(decodeLatest(bytes.slice(0, at)).ok, `first ${at} bytes`).toBe(false);
    }
  });

  it("of a newer layout say so", () => {
    const bytes = written();
    bytes[2] = 3;
    expect(decodeLatest(bytes)).toEqual({ ok: false, error: { kind: "newer-version", part: "header" } });
  });
});
