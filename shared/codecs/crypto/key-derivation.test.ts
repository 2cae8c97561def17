import { expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { DERIVE_ENCRYPTION, DERIVE_MAC, deriveKey } from "./key-derivation.ts";

it("derives the keys for encryption and MAC of the mode 7 vector (counter 00001234, meter 90000001)", () => {
  const master = hexBytes(vectors.key);
  const message = { counter: 0x1234, bytes: hexBytes("01000090"), identificationAt: 0 };
  expect(formatHex(deriveKey(master, { ...message, purpose: DERIVE_ENCRYPTION }))).toBe(vectors["m7.kenc"]);
  expect(formatHex(deriveKey(master, { ...message, purpose: DERIVE_MAC }))).toBe(vectors["m7.kmac"]);
});
