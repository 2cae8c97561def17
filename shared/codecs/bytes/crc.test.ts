import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crcEn13757, crcKmp, crcX25, sumOfBytes, xorOfBytes } from "./crc.ts";

const check = new TextEncoder().encode("123456789");
const whole = { from: 0, to: check.length };

describe("checksums", () => {
  it.each([
    ["CRC of EN 13757", crcEn13757, 0xc2b7],
    ["CRC-16/XMODEM of KMP", crcKmp, 0x31c3],
    ["CRC-16/X-25 of the host interfaces", crcX25, 0x906e],
    ["sum of 31…39", sumOfBytes, 0xdd],
    ["exclusive or of 31…39", xorOfBytes, 0x31],
  ])("%s has its published check value", (_, checksum, expected) => {
    expect(checksum(check, whole)).toBe(expected);
  });

  it("covers only the stretch it is given", () => {
    const framed = Uint8Array.from([0xff, ...check, 0xff]);
    expect(crcEn13757(framed, { from: 1, to: 10 })).toBe(0xc2b7);
  });

  it.each([
    ["EN 13757", crcEn13757],
    ["KMP", crcKmp],
    ["X-25", crcX25],
  ])("a flipped bit never keeps the CRC (%s)", (_, crc) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, bit) => {
        const stretch = { from: 0, to: bytes.length };
        const flipped = bytes.slice();
        const at = (bit >> 3) % bytes.length;
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7));
        expect(crc(flipped, stretch)).not.toBe(crc(bytes, stretch));
      }),
    );
  });
});
