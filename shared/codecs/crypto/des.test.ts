import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { decryptDesCbc } from "./des.ts";

it("decrypts the classic example: key 133457799BBCDFF1, cipher 85E813540F0AB405", () => {
  const bytes = hexBytes("85E813540F0AB405");
  decryptDesCbc(hexBytes("133457799BBCDFF1"), { bytes, at: 0, length: 8 });
  expect(formatHex(bytes)).toBe("0123456789ABCDEF");
});

it("undoes Node's triple cipher with one key three times, any key and data", () => {
  const eight = fc.uint8Array({ minLength: 8, maxLength: 8 });
  const blocks = fc.array(eight, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(eight, blocks, (key, parts) => {
      const plain = Uint8Array.from(parts.flatMap((part) => [...part]));
      const cipher = createCipheriv(
        "des-ede3-cbc",
        new Uint8Array([...key, ...key, ...key]),
        new Uint8Array(8),
      );
      const bytes = Uint8Array.from(cipher.setAutoPadding(false).update(plain));
      decryptDesCbc(key, { bytes, at: 0, length: bytes.length });
      expect(formatHex(bytes)).toBe(formatHex(plain));
    }),
  );
});
