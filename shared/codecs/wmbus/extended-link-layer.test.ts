import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { concatBytes } from "../bytes/cursor.ts";
import { formatHex } from "../bytes/hex.ts";
import { aesKeyOf } from "../crypto/aes.ts";
import { applyCtr } from "../crypto/aes-modes.ts";
import { decodeTransport } from "../decode-transport.ts";
import { applyEllCipher, findExtendedLink } from "./extended-link-layer.ts";

const KEY = hexBytes(vectors.key);
const keyring = { find: () => KEY };
const FULL = hexBytes(vectors["403.full.telegram(no dll crc)"]);
const PLAIN = vectors["403.full.plain(plcrc+payload)"];

function ellOf(bytes: Uint8Array) {
  const frame = concatBytes(bytes);
  frame[0] = frame.length - 1;
  const transport = decodeTransport(frame, "wmbus", keyring);
  if (!transport.ok) throw new Error(JSON.stringify(transport.error));
  return transport.value;
}

describe("extended link layer", () => {
  it("decrypts payload CRC and payload of the MULTICAL 403 vector", () => {
    const form = findExtendedLink(0x8d);
    if (!form) throw new Error("no ELL II");
    const bytes = FULL.slice();
    applyEllCipher(bytes, { key: KEY, ellAt: 10, form, addressAt: 2, end: bytes.length });
    expect(formatHex(bytes, 17)).toBe(PLAIN);
  });

  it("counts from the block of the compact vector, the same cipher byte by byte", () => {
    const bytes = hexBytes(vectors["403.compact.telegram(no dll crc)"]);
    const start = hexBytes(vectors["403.compact.iv"]);
    applyCtr(aesKeyOf(KEY), { bytes, at: 17, length: bytes.length - 17, start });
    expect(formatHex(bytes, 17)).toBe(vectors["403.compact.plain"]);
  });

  it("opens a relayed telegram: the hop bits of CC are not part of the counter block", () => {
    const relayed = FULL.slice();
    relayed[11] = (relayed[11] ?? 0) | 0x10;
    expect(ellOf(relayed).security.verdict).toBe("decrypted");
  });

  it.each([
    ["its own address", "3D2C9999999901FF", 13],
    ["the address of the link", "3D2C9999999901FF", 2],
  ])("opens ELL IV encrypted under %s", (_, address, addressAt) => {
    const frame = concatBytes(FULL.subarray(0, 10), hexBytes(`8F2011${address}62452321${PLAIN}`));
    const form = findExtendedLink(0x8f);
    if (!form) throw new Error("no ELL IV");
    applyEllCipher(frame, { key: KEY, ellAt: 10, form, addressAt, end: frame.length });
    const transport = ellOf(frame);
    expect(transport.security).toMatchObject({ verdict: "decrypted", proof: "payload-crc" });
    expect(formatHex(transport.plain, transport.payload[0])).toBe(vectors["403.records"]);
  });

  it.each([
    ["ELL I", "8C2011"],
    ["ELL III", "8E20113D2C9999999901FF"],
  ])("%s has no session and leaves security to the transport layer", (_, ell) => {
    const transport = ellOf(
      concatBytes(FULL.subarray(0, 10), hexBytes(`${ell}780406393000 00`.replace(" ", ""))),
    );
    expect(transport).toMatchObject({ content: "records", ci: 0x78, accessNumber: 0x11 });
    expect(transport.security.verdict).toBe("clear");
  });

  it("refuses a clear session whose payload CRC does not fit", () => {
    const clear = hexBytes(`8D201162452301${PLAIN}`);
    const whole = concatBytes(FULL.subarray(0, 10), clear);
    expect(ellOf(whole).security.verdict).toBe("clear");
    whole[whole.length - 1] = 0;
    whole[0] = whole.length - 1;
    expect(decodeTransport(whole, "wmbus", keyring)).toMatchObject({
      ok: false,
      error: { kind: "wrong-crc", layer: "ell", offset: 17 },
    });
  });

  it("names ELL V and a header that does not fit", () => {
    const head = FULL.subarray(0, 10);
    const decode = (text: string) => {
      const frame = concatBytes(head, hexBytes(text));
      frame[0] = frame.length - 1;
      return decodeTransport(frame, "wmbus", keyring);
    };
    expect(decode("862011FF")).toMatchObject({
      error: { kind: "unsupported-ci", layer: "ell", actual: 0x86 },
    });
    expect(decode("8D2011624523")).toMatchObject({ error: { kind: "truncated", layer: "ell" } });
  });
});
