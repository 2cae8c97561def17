import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { decodeThreeOfSix, encodeThreeOfSix } from "./three-of-six.ts";

describe("3-of-6 coding", () => {
  it("codes 0F 44 2D 2C as the vector and back", () => {
    const coded = vectors["3of6 of 0F 44 2D 2C (first bytes)"];
    expect(formatHex(encodeThreeOfSix(hexBytes("0F442D2C")))).toBe(coded);
    const bytes = decodeThreeOfSix(hexBytes(coded));
    expect(bytes.ok && formatHex(bytes.value)).toBe("0F442D2C");
  });

  it("gives any bytes back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const back = decodeThreeOfSix(encodeThreeOfSix(bytes));
        expect(back.ok && formatHex(back.value)).toBe(formatHex(bytes));
      }),
    );
  });

  it("names the byte a flipped bit makes unreadable", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(), (bytes, place) => {
        const coded = encodeThreeOfSix(bytes);
        const bit = place % (bytes.length * 12);
        coded[bit >> 3] = (coded[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        expect(decodeThreeOfSix(coded)).toMatchObject({
          ok: false,
          error: { kind: "wrong-symbol", offset: Math.floor(bit / 12) },
        });
      }),
    );
  });
});
