import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type Reading, SOURCES } from "../model/reading.ts";
import { REGISTERS, type Register } from "../model/register.ts";
import { UNIT_CODES } from "./block-codes-table.ts";
import { packReadings } from "./pack-readings.ts";
import { readingsOfBatch, unpackReadings } from "./unpack-readings.ts";

const anyReading: fc.Arbitrary<Reading> = fc
  .tuple(
    fc.constantFrom("KAM-90000001-34-04", "SON-12345678-0A-07"),
    fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    fc.array(
      fc.tuple(
        fc.constantFrom(...(Object.keys(REGISTERS) as Register[])),
        fc.constantFrom(...UNIT_CODES),
        fc.maxSafeInteger(),
        fc.integer({ min: -9, max: 9 }),
      ),
      { maxLength: 5 },
    ),
    fc.array(fc.string({ unit: "binary" }), { maxLength: 2 }),
    fc.subarray([...MARKS]),
    fc.constantFrom(...SOURCES),
    fc.string({ unit: "binary" }),
    fc.option(fc.maxSafeNat(), { nil: undefined }),
    fc.constantFrom(undefined, "2025-03-01", "2025-03-01T02:30", "2025-03-01T02:30:59"),
  )
  .map(([meter, atMs, values, status, marks, source, receiver, frameSeq, meterClock]) => ({
    meter: meter as MeterKey,
    atMs,
    values: values.map(([register, unit, digits, exponent]) => ({
      register,
      unit,
      value: { digits: digits + 0, exponent },
    })),
    status,
    marks,
    source,
    receiver,
    ...(frameSeq === undefined ? {} : { frameSeq }),
    ...(meterClock === undefined ? {} : { meterClock }),
  }));

function roundTrip(readings: readonly Reading[]): readonly Reading[] {
  const batch = unpackReadings(packReadings(readings));
  if (!batch.ok) throw new Error(batch.error.kind);
  return readingsOfBatch(batch.value);
}

describe("a batch of readings", () => {
  it("comes out exactly as it went in, in the same order", () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 20 }), (readings) => {
        expect(roundTrip(readings)).toEqual(readings);
      }),
    );
  });

  it("is refused with any bit flipped and when cut short", () => {
    const bytes = packReadings([
      {
        meter: "KAM-90000001-34-04" as MeterKey,
        atMs: 1,
        values: [{ register: "E1", unit: "kWh", value: { digits: 7, exponent: 0 } }],
        status: [],
        marks: [],
        source: "radio",
        receiver: "mast",
      },
    ]);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unpackReadings(damaged).ok).toBe(false);
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(unpackReadings(bytes.slice(0, length)).ok).toBe(false);
    }
  });

  it("takes about fifty bytes for a reading of ten registers, and less per meter once it is named", () => {
    const reading = (n: number): Reading => ({
      meter: `KAM-9000000${n % 10}-34-04` as MeterKey,
      atMs: 1_700_000_000_000 + n,
      values: (["E1", "V1", "E8", "E9", "t1", "t2", "flow1", "power1", "hours", "info"] as const).map(
        (register, at) => ({ register, unit: "", value: { digits: 10_000 * at + n, exponent: -2 } }),
      ),
      status: [],
      marks: [],
      source: "radio",
      receiver: "mast",
      frameSeq: n,
    });
    const many = packReadings(Array.from({ length: 1000 }, (_, n) => reading(n)));
    expect(many.length / 1000).toBeLessThan(50);
  });
});
