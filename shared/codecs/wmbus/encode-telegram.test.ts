import { createDecipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { decodeTransport } from "../decode-transport.ts";
import type { Transport } from "../transport.ts";
import { encodeCompactData } from "./compact-frame.ts";
import { encodeTelegram, encodeWmbusFrame, type TelegramParts } from "./encode-telegram.ts";
import type { SecurityParts, TransportParts } from "./encode-transport.ts";

const KEY = hexBytes(vectors.key);
const meter = { manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 };
const RECORDS = hexBytes("0406393000000259901C04FF2200000000");

/** Session number word of the vectors: session in the low four bits, then the minute counter. */
const sessionOf = (word: number) => ({ session: word & 0x0f, minute: (word >>> 4) & 0x1ff_ffff });

describe("composed telegrams equal the vectors byte by byte", () => {
  it("MULTICAL 403, full and compact, encrypted by the extended link layer", () => {
    const full = encodeTelegram({
      meter,
      ell: { control: 0x20, access: 0x11, session: sessionOf(0x21234562), key: KEY },
      transport: { header: "none", data: hexBytes(vectors["403.records"]) },
    });
    expect(formatHex(full)).toBe(vectors["403.full.telegram(no dll crc)"]);
    expect(formatHex(encodeWmbusFrame(full, "frame-b"))).toBe(vectors["403.full.frameB"]);
    const data = encodeCompactData(hexBytes(vectors["403.records"]));
    const compact = encodeTelegram({
      meter,
      ell: { control: 0x20, access: 0x12, session: sessionOf(0x21234572), key: KEY },
      transport: { header: "none", content: "compact", data: data ?? new Uint8Array() },
    });
    expect(formatHex(compact)).toBe(vectors["403.compact.telegram(no dll crc)"]);
  });

  it.each<[keyof typeof vectors, TelegramParts]>([
    [
      "m5.telegram",
      { meter, transport: { header: "short", access: 0x2a, data: RECORDS, security: { mode: 5, key: KEY } } },
    ],
    [
      "m7.telegram",
      {
        meter,
        ell: { control: 0x20, access: 0x33 },
        transport: {
          header: "short",
          access: 0x33,
          data: RECORDS,
          security: { mode: 7, key: KEY, counter: 0x1234 },
        },
      },
    ],
    [
      "m10.telegram",
      {
        meter,
        ell: { control: 0x20, access: 0x44 },
        transport: {
          header: "short",
          access: 0x44,
          data: RECORDS,
          security: { mode: 10, key: KEY, counter: 0x1234 },
        },
      },
    ],
  ])("%s", (name, parts) => {
    expect(formatHex(encodeTelegram(parts))).toBe(vectors[name]);
  });
});

describe("an independent cipher with the vectors' start blocks reads composed telegrams", () => {
  const session = (word: string) =>
    sessionOf(Number.parseInt(word.match(/../g)?.reverse().join("") ?? "", 16));

  it.each([
    ["403.full", vectors["403.full.sn"], 0x11, hexBytes(vectors["403.records"]), "records"],
    ["403.compact", "72452321", 0x12, hexBytes(vectors["403.compact.plain"].slice(6)), "compact"],
  ] as const)("%s by AES-CTR", (name, sn, access, data, content) => {
    const telegram = encodeTelegram({
      meter,
      ell: { control: 0x20, access, session: session(sn), key: KEY },
      transport: { header: "none", content, data },
    });
    const decipher = createDecipheriv("aes-128-ctr", KEY, hexBytes(vectors[`${name}.iv`]));
    const plain =
      name === "403.full" ? vectors["403.full.plain(plcrc+payload)"] : vectors["403.compact.plain"];
    expect(formatHex(decipher.update(telegram.subarray(17)))).toBe(plain);
  });

  it("m5 by AES-CBC", () => {
    const transport = {
      header: "short" as const,
      access: 0x2a,
      data: RECORDS,
      security: { mode: 5 as const, key: KEY },
    };
    const decipher = createDecipheriv("aes-128-cbc", KEY, hexBytes(vectors["m5.iv"])).setAutoPadding(false);
    expect(formatHex(decipher.update(encodeTelegram({ meter, transport }).subarray(15)))).toBe(
      vectors["m5.plain"],
    );
  });

  it("m10 by AES-CCM, tag included", () => {
    const security = { mode: 10 as const, key: KEY, counter: 0x1234 };
    const telegram = encodeTelegram({
      meter,
      ell: { control: 0x20, access: 0x44 },
      transport: { header: "short", access: 0x44, data: RECORDS, security },
    });
    const messageKey = hexBytes(vectors["m7.kenc"]);
    const decipher = createDecipheriv("aes-128-ccm", messageKey, hexBytes(vectors["m10.nonce"]), {
      authTagLength: 8,
    });
    decipher.setAuthTag(telegram.subarray(-8)).setAAD(telegram.subarray(13, 20), {
      plaintextLength: RECORDS.length,
    });
    expect(formatHex(decipher.update(telegram.subarray(24, -8)))).toBe(formatHex(RECORDS));
    expect(() => decipher.final()).not.toThrow();
  });
});

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 });
const byte = fc.nat(255);
const u32 = fc.nat(0xffff_ffff);

const meters = fc.record({
  manufacturer: fc.constantFrom("KAM", "KAW", "ELS", "ITU"),
  id: fc.nat(99_999_999).map((n) => n.toString().padStart(8, "0")),
  version: byte,
  deviceType: byte,
});

const securities = (key: Uint8Array): fc.Arbitrary<SecurityParts> =>
  fc.oneof(
    fc.constant({ mode: 0 as const }),
    fc.constant({ mode: 5 as const, key }),
    u32.map((counter) => ({ mode: 7 as const, key, counter })),
    fc.record({
      mode: fc.constant(10 as const),
      key: fc.constant(key),
      counter: u32,
      tagLength: fc.constantFrom(4, 8, 12, 16),
    }),
  );

const transports = (key: Uint8Array): fc.Arbitrary<TransportParts> =>
  fc.record({
    header: fc.constantFrom("none" as const, "short" as const, "long" as const),
    meter: meters,
    access: byte,
    status: byte,
    security: securities(key),
    data: fc.uint8Array({ minLength: 1, maxLength: 150 }),
  });

const sessions = fc.record({ session: fc.nat(15), minute: fc.nat(0x1ff_ffff) });

const ells = (key: Uint8Array): fc.Arbitrary<TelegramParts["ell"]> =>
  fc.oneof(
    fc.constant(undefined),
    fc.record({ control: byte, access: byte }),
    fc.record({ control: byte, access: byte, session: sessions }),
    fc.record({ control: byte, access: byte, session: sessions, key: fc.constant(key) }),
  );

const telegrams: fc.Arbitrary<{ readonly key: Uint8Array; readonly parts: TelegramParts }> = bytes16.chain(
  (key) =>
    fc.record({
      key: fc.constant(key),
      parts: fc
        .record({ meter: meters, ell: ells(key), transport: transports(key) })
        .map(({ ell, ...rest }) => (ell ? { ...rest, ell } : rest)),
    }),
);

function decoded(bytes: Uint8Array, key: Uint8Array): Transport {
  const transport = decodeTransport(bytes, "wmbus", { find: () => key });
  if (!transport.ok) throw new Error(JSON.stringify(transport.error));
  return transport.value;
}

describe("any telegram", () => {
  it("comes back with its meter, header and data, through every layer, mode and frame format", () => {
    const formats = fc.constantFrom("normalised" as const, "frame-a" as const, "frame-b" as const);
    fc.assert(
      fc.property(telegrams, formats, ({ key, parts }, framing) => {
        const transport = decoded(encodeWmbusFrame(encodeTelegram(parts), framing), key);
        const { header, data } = parts.transport;
        expect(transport.framing).toBe(framing);
        expect(transport.linkMeter).toEqual(parts.meter);
        expect(transport.meter).toEqual(header === "long" ? parts.transport.meter : parts.meter);
        expect(["clear", "decrypted"]).toContain(transport.security.verdict);
        const [at] = transport.payload;
        expect(formatHex(transport.plain, at, at + data.length)).toBe(formatHex(data));
        if (header !== "none") expect(transport.statusByte).toBe(parts.transport.status);
      }),
      { numRuns: 500 },
    );
  });

  it("under another key never opens by MAC, tag or payload CRC", () => {
    fc.assert(
      fc.property(telegrams, ({ key, parts }) => {
        const other = key.map((value) => value ^ 0x3c);
        const transport = decodeTransport(encodeTelegram(parts), "wmbus", { find: () => other });
        const proof = transport.ok ? transport.value.security.proof : undefined;
        expect(proof).not.toBe("mac");
        expect(proof).not.toBe("tag");
      }),
      { numRuns: 500 },
    );
  });

  it("that does not fit its length byte is refused while composing", () => {
    const data = new Uint8Array(250);
    expect(() => encodeTelegram({ meter, transport: { header: "short", data } })).toThrow(RangeError);
    const fits = encodeTelegram({ meter, transport: { header: "none", data: data.subarray(0, 244) } });
    expect(() => encodeWmbusFrame(fits, "frame-b")).toThrow(RangeError);
  });
});
