import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { decodeTransport } from "../decode-transport.ts";
import { applyStream } from "./diehl-whitening.ts";

const SECOND_KEY = hexBytes("51728910E66D83F8");
const noKeys = { find: () => undefined };

/** The shift register written with bit texts, as a second opinion. */
function streamByBits(seed: number, length: number): number[] {
  let bits = [...(seed >>> 0).toString(2).padStart(32, "0")].map(Number);
  const bitAt = (n: number) => bits[31 - n] ?? 0;
  return Array.from({ length }, () => {
    for (let step = 0; step < 8; step++) {
      bits = [...bits.slice(1), bitAt(1) ^ bitAt(2) ^ bitAt(11) ^ bitAt(31)];
    }
    return Number.parseInt(bits.slice(24).join(""), 2);
  });
}

/** HYD, version 20, type 04, id 68926025: bytes 4–9 in the maker's order. */
const HEADER = "442423200425609268";

/** A whitened telegram with `plain` records: the configuration's upper byte is their sum and the marker. */
function whitened(plain: string): Uint8Array {
  const bytes = hexBytes(plain);
  const sum = (bytes.reduce((total, byte) => total + byte, 0) & 0xef) | 0x10;
  const frame = hexBytes(`00${HEADER}7A3700${formatHex(Uint8Array.of(bytes.length, sum))}${plain}`);
  frame[0] = frame.length - 1;
  return applyStream(frame, SECOND_KEY, frame.length);
}

const RECORDS = "0C06512600000C1347031500";

describe("Diehl whitening", () => {
  it("xors with the shift register seeded by key and bytes 2–13", () => {
    const frame = hexBytes(`1A${HEADER}7A3700FF10${"00".repeat(12)}`);
    // K of the second key is B71F0AE8.
    const seed = 0xb71f0ae8 ^ 0x24232004 ^ 0x25609268 ^ 0x7a3700ff;
    expect([...applyStream(frame, SECOND_KEY, frame.length).subarray(15)]).toEqual(streamByBits(seed, 12));
  });

  it("opens real data with the maker's key and puts the address right", () => {
    const transport = decodeTransport(whitened(RECORDS), "wmbus", noKeys);
    expect(transport).toMatchObject({
      ok: true,
      value: {
        meter: { manufacturer: "HYD", id: "68926025", version: 0x20, deviceType: 0x04 },
        content: "records",
        security: { layer: "manufacturer", verdict: "decrypted", proof: "check-bytes" },
        warnings: ["maker-default-key"],
      },
    });
    expect(transport.ok && formatHex(transport.value.plain, 15)).toBe(RECORDS);
  });

  it("recognises records written down in clear by their sum", () => {
    const frame = whitened(RECORDS);
    const plain = applyStream(frame, SECOND_KEY, frame.length);
    expect(decodeTransport(plain, "wmbus", noKeys)).toMatchObject({
      value: { security: { verdict: "unproven" }, content: "records" },
    });
  });

  it("stays closed when a given key does not fit", () => {
    const keyring = { find: () => new Uint8Array(16).fill(1) };
    expect(decodeTransport(whitened(`${RECORDS}01FD1700`), "wmbus", keyring)).toMatchObject({
      value: { security: { verdict: "wrong-key" }, content: "encrypted" },
    });
  });

  it("undoes itself for any bytes and key", () => {
    const frames = fc.uint8Array({ minLength: 15, maxLength: 100 });
    fc.assert(
      fc.property(frames, fc.uint8Array({ minLength: 8, maxLength: 8 }), (frame, key) => {
        const twice = applyStream(applyStream(frame, key, frame.length), key, frame.length);
        expect([...twice]).toEqual([...frame]);
      }),
    );
  });
});
