import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { aesKeyOf } from "./aes.ts";
import { applyCtr, computeCmac, decryptCbc, decryptCcm, encryptCbc, encryptCcm } from "./aes-modes.ts";

const KEY = hexBytes("2b7e151628aed2a6abf7158809cf4f3c");
const FOUR_BLOCKS =
  "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710";

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe("CBC", () => {
  const start = hexBytes("000102030405060708090a0b0c0d0e0f");
  const cipher =
    "7649ABAC8119B246CEE98E9B12E9197D5086CB9B507219EE95DB113A917678B273BED6B8E3C1743B7116E69E222295163FF1CAA1681FAC09120ECA307586E1A7";

  it("reproduces SP 800-38A, F.2.1 and F.2.2", () => {
    const bytes = hexBytes(FOUR_BLOCKS);
    encryptCbc(aesKeyOf(KEY), { bytes, at: 0, length: 64, start });
    expect(formatHex(bytes)).toBe(cipher);
    decryptCbc(aesKeyOf(KEY), { bytes, at: 0, length: 64, start });
    expect(formatHex(bytes)).toBe(FOUR_BLOCKS);
  });

  it("leaves bytes outside the stretch and an incomplete block as they are", () => {
    const bytes = new Uint8Array(40).fill(0xaa);
    encryptCbc(aesKeyOf(KEY), { bytes, at: 3, length: 20, start });
    expect([...bytes.subarray(0, 3), ...bytes.subarray(19)]).toEqual(new Array(24).fill(0xaa));
    expect(bytes[3]).not.toBe(0xaa);
  });
});

describe("CTR", () => {
  it("reproduces SP 800-38A, F.5.1", () => {
    const bytes = hexBytes(FOUR_BLOCKS);
    const start = hexBytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    applyCtr(aesKeyOf(KEY), { bytes, at: 0, length: 64, start });
    expect(formatHex(bytes)).toBe(
      "874D6191B620E3261BEF6864990DB6CE9806F66B7970FDFF8617187BB9FFFDFF5AE4DF3EDBD5D35E5B4F09020DB03EAB1E031DDA2FBE03D1792170A0F3009CEE",
    );
  });

  it("agrees with Node's cipher for any length", () => {
    fc.assert(
      fc.property(bytesOf(16), bytesOf(12), fc.uint8Array({ maxLength: 300 }), (key, nonce, plain) => {
        const start = Uint8Array.from([...nonce, 0, 0, 0, 0]);
        const bytes = plain.slice();
        applyCtr(aesKeyOf(key), { bytes, at: 0, length: bytes.length, start });
        expect(formatHex(bytes)).toBe(formatHex(createCipheriv("aes-128-ctr", key, start).update(plain)));
      }),
    );
  });
});

describe("CMAC", () => {
  it.each([
    [0, "BB1D6929E95937287FA37D129B756746"],
    [16, "070A16B46B4D4144F79BDD9DD04A287C"],
    [40, "DFA66747DE9AE63030CA32611497C827"],
    [64, "51F0BEBF7E3B9D92FC49741779363CFE"],
  ])("reproduces RFC 4493, 4 for %i bytes", (length, mac) => {
    expect(formatHex(computeCmac(aesKeyOf(KEY), hexBytes(FOUR_BLOCKS).subarray(0, length)))).toBe(mac);
  });
});

describe("CCM", () => {
  it("reproduces packet vector 1 of RFC 3610, 8", () => {
    const key = aesKeyOf(hexBytes("C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF"));
    const bytes = hexBytes("08090A0B0C0D0E0F101112131415161718191A1B1C1D1E");
    const nonce = hexBytes("00000003020100A0A1A2A3A4A5");
    const associated = hexBytes("0001020304050607");
    const tag = encryptCcm(key, { bytes, at: 0, length: bytes.length, nonce, associated, tagLength: 8 });
    expect(formatHex(bytes)).toBe("588C979A61C663D2F066D0C2C0F989806D5F6B61DAC384");
    expect(formatHex(tag)).toBe("17E8D12CFDF926E0");
  });

  it("agrees with Node's cipher for any data and associated data, and decrypts to the same tag", () => {
    const associatedBytes = fc.uint8Array({ maxLength: 40 });
    const plainBytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const tagLengths = fc.constantFrom(4, 8, 12, 16);
    fc.assert(
      fc.property(
        bytesOf(16),
        bytesOf(13),
        associatedBytes,
        plainBytes,
        tagLengths,
        (key, nonce, associated, plain, tagLength) => {
          const cipher = createCipheriv("aes-128-ccm", key, nonce, { authTagLength: tagLength });
          cipher.setAAD(associated, { plaintextLength: plain.length });
          const expected = cipher.update(plain);
          cipher.final();
          const bytes = plain.slice();
          const stretch = { bytes, at: 0, length: bytes.length, nonce, associated, tagLength };
          const tag = encryptCcm(aesKeyOf(key), stretch);
          expect(formatHex(bytes)).toBe(formatHex(expected));
          expect(formatHex(tag)).toBe(formatHex(cipher.getAuthTag()));
          expect(formatHex(decryptCcm(aesKeyOf(key), stretch))).toBe(formatHex(tag));
          expect(formatHex(bytes)).toBe(formatHex(plain));
        },
      ),
    );
  });
});
