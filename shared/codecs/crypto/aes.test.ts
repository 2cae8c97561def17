import { createCipheriv, createDecipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { aesKeyOf, decryptBlock, encryptBlock, expandKey, loadBlock, storeBlock } from "./aes.ts";

const KEY = hexBytes("000102030405060708090a0b0c0d0e0f");
const PLAIN = "00112233445566778899AABBCCDDEEFF";
const CIPHER = "69C4E0D86A7B0430D8CDB78070B4C55A";

function transform(block: typeof encryptBlock, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = new Uint32Array(4);
  loadBlock(state, bytes, 0);
  block(expandKey(key), state);
  const out = new Uint8Array(16);
  storeBlock(state, out, 0);
  return out;
}

const block = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe("AES-128", () => {
  it("encrypts and decrypts the example of FIPS-197, C.1", () => {
    expect(formatHex(transform(encryptBlock, KEY, hexBytes(PLAIN)))).toBe(CIPHER);
    expect(formatHex(transform(decryptBlock, KEY, hexBytes(CIPHER)))).toBe(PLAIN);
  });

  it("expands the key of FIPS-197, A.1 to its last round key", () => {
    const words = expandKey(hexBytes("2b7e151628aed2a6abf7158809cf4f3c")).encrypt;
    expect([...words.subarray(40)].map((word) => word.toString(16))).toEqual([
      "d014f9a8",
      "c9ee2589",
      "e13f0cc8",
      "b6630ca6",
    ]);
  });

  it("agrees with Node's cipher on any key and block", () => {
    fc.assert(
      fc.property(block, block, (key, plain) => {
        const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
        const expected = cipher.update(plain);
        expect(formatHex(transform(encryptBlock, key, plain))).toBe(formatHex(expected));
        const decipher = createDecipheriv("aes-128-ecb", key, null).setAutoPadding(false);
        expect(formatHex(transform(decryptBlock, key, plain))).toBe(formatHex(decipher.update(plain)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the key cache", () => {
  it("expands a key once per key object", () => {
    const key = KEY.slice();
    expect(aesKeyOf(key)).toBe(aesKeyOf(key));
  });

  it("never serves the schedule of a key that was overwritten", () => {
    const key = KEY.slice();
    const before = aesKeyOf(key);
    key.fill(0);
    expect(aesKeyOf(key)).not.toBe(before);
    expect([...aesKeyOf(key).bytes]).toEqual([...key]);
  });
});
