import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitReader } from "./bit-reader.ts";
import { BitWriter } from "./bit-writer.ts";
import { maxRiceBits, readRiceGroups, writeRiceGroups } from "./rice-groups.ts";

function written(numbers: readonly number[]): Uint8Array {
  const bits = new BitWriter();
  bits.start(maxRiceBits(numbers.length));
  writeRiceGroups(Float64Array.from(numbers), numbers.length, bits);
  return bits.finish().slice();
}

function read(bytes: Uint8Array, count: number): { numbers: number[]; bytesRead: number } {
  const numbers = new Float64Array(count);
  const bits = new BitReader(bytes);
  readRiceGroups(numbers, count, bits);
  return { numbers: [...numbers], bytesRead: bits.bytesRead };
}

describe("Rice groups", () => {
  it("give back any numbers below 2^54, and how many bytes they took", () => {
    const number = fc.oneof(
      fc.nat(3),
      fc.nat(1000),
      fc.nat(),
      fc.maxSafeNat(),
      fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 54 - 2),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 300 }), (numbers) => {
        const bytes = written(numbers);
        expect(read(Uint8Array.from([...bytes, 0xff]), numbers.length)).toEqual({
          numbers,
          bytesRead: bytes.length,
        });
      }),
    );
  });

  it("lay bits down as the table says (worked out by hand)", () => {
    // Mean 2 × 0.8 = 1.6, floor 1: k = 0, five zeros. 0 → 1; 1 → 01; 5 → 000001, first bit lowest.
    // Bits in order: 00000 1 01 | 000001 00
    expect([...written([0, 1, 5])]).toEqual([0b1010_0000, 0b0010_0000]);
  });

  it("spend five bits on a group of 64 zeros", () => {
    expect(written(Array.from({ length: 64 }, () => 0))).toEqual(Uint8Array.of(31));
  });
});
