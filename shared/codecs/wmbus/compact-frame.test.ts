import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { crcEn13757 } from "../bytes/crc.ts";
import { formatHex } from "../bytes/hex.ts";
import { formatOfFormatFrame, formatOfRecords, readFormat } from "./compact-format.ts";
import { COMPACT_FORMATS } from "./compact-format-table.ts";
import { encodeCompactData, reconstructRecords } from "./compact-frame.ts";
import { createFormatStore, meterTypeOf } from "./format-store.ts";

const COMPACT = hexBytes(vectors["403.compact.plain"].slice(6));
const METER_TYPE = meterTypeOf({ manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 4 });
const whole = (bytes: Uint8Array) => [0, bytes.length] as const;

const reconstruct = (bytes: Uint8Array, formats = createFormatStore()) =>
  reconstructRecords(bytes, whole(bytes), { formats, meterType: METER_TYPE });

describe("compact frames", () => {
  it("become the records of the full frame (MULTICAL 403 vectors)", () => {
    const result = reconstruct(COMPACT);
    expect(result.ok && formatHex(result.value.records)).toBe(vectors["403.records"]);
    expect(result.ok && result.value.signature).toBe("4DB3");
  });

  it("carry the signature of the format and the CRC of the full records (MULTICAL 403 vectors)", () => {
    const headers = hexBytes(vectors["403.format"]);
    const full = hexBytes(vectors["403.records"]);
    expect(readFormat(headers)?.signature).toBe(Number.parseInt(vectors["403.signature(value)"], 16));
    expect(formatOfRecords(full, { from: 0, to: full.length })?.headers).toEqual(headers);
    expect(crcEn13757(full, { from: 0, to: full.length })).toBe(
      Number.parseInt(vectors["403.datacrc(value)"], 16),
    );
  });

  it("say where each value stands in the compact frame", () => {
    const result = reconstruct(COMPACT);
    if (!result.ok) throw new Error(result.error.kind);
    const [first, second] = result.value.places;
    expect(first).toEqual({ recordAt: 0, value: [4, 4] });
    expect(second).toEqual({ recordAt: 6, value: [8, 4] });
    const last = result.value.places.at(-1);
    expect(formatHex(COMPACT, last?.value[0], COMPACT.length)).toBe("413B");
  });

  it("are made from records with the vectors' signature and data CRC", () => {
    const data = encodeCompactData(hexBytes(vectors["403.records"]));
    expect(data && formatHex(data)).toBe(formatHex(COMPACT));
  });

  it("with an unknown signature are kept for later", () => {
    const bytes = hexBytes("ADDE00000102");
    expect(reconstruct(bytes)).toMatchObject({
      ok: false,
      error: { kind: "unknown-signature", layer: "compact", offset: 0, actual: "ADDE" },
    });
  });

  it("with a changed value, too few or too many bytes are refused", () => {
    const changed = COMPACT.slice();
    changed[6] = 0x40;
    expect(reconstruct(changed)).toMatchObject({ error: { kind: "wrong-compact-crc", offset: 2 } });
    expect(reconstruct(COMPACT.subarray(0, -1))).toMatchObject({ error: { kind: "truncated" } });
    expect(reconstruct(Uint8Array.from([...COMPACT, 0]))).toMatchObject({ error: { kind: "truncated" } });
    expect(reconstruct(COMPACT.subarray(0, 3))).toMatchObject({ error: { kind: "truncated" } });
  });

  it.each([
    ["MULTICAL 302, kWh", "E7F1"],
    ["MULTICAL 302, MJ", "C252"],
    ["MULTICAL 302, 10 MJ", "E26D"],
    ["MULTICAL 303", "5AAE"],
    ["MULTICAL 303, heat and cooling", "30A6"],
    ["MULTICAL 403", "4DB3"],
    ["MULTICAL 403, cooling, MJ", "3414"],
    ["MULTICAL 603", "1F44"],
    ["MULTICAL 602", "0084"],
    ["MULTICAL 803, 10 MJ", "A2E7"],
    ["MULTICAL 21", "EDA8"],
    ["MULTICAL 21, water temperature by day", "F7D2"],
    ["MULTICAL 21, short", "34DD"],
    ["MULTICAL 21, flow extremes", "12C4"],
    ["MULTICAL 21, temperature and acoustics", "EB61"],
    ["MULTICAL 21, monthly flow", "0E7C"],
    ["flowIQ 2200", "D436"],
    ["flowIQ 2200, long status", "0509"],
    ["KWM2231", "F3A9"],
    ["PressureSensor", "DE73"],
    ["OMNIPOWER", "138C"],
  ])("the built-in format of %s has the signature seen on air, %s", (meter, signature) => {
    const row = COMPACT_FORMATS.find((candidate) => candidate.meter === meter);
    const format = readFormat(hexBytes(row?.headers ?? ""));
    const sent = format && Uint8Array.of(format.signature & 0xff, format.signature >> 8);
    expect(sent && formatHex(sent)).toBe(signature);
  });

  it("has a test for every built-in format", () => {
    expect(COMPACT_FORMATS.length).toBe(21);
  });
});

/** Records with DIF 1–7, 9–C, E or LVAR and one or two VIF bytes. */
const records = fc.array(
  fc.record({
    dif: fc.constantFrom(0x01, 0x02, 0x03, 0x04, 0x44, 0x06, 0x07, 0x0b, 0x0c, 0x0e, 0x0d),
    vif: fc.constantFrom([0x06], [0x13], [0xff, 0x22], [0x84, 0x3c], [0xfd, 0x17]),
    value: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const LENGTHS: Readonly<Record<number, number>> = { 5: 4, 7: 8, 9: 1, 10: 2, 11: 3, 12: 4, 14: 6 };
const recordBytes = records.map((rows) =>
  Uint8Array.from(
    rows.flatMap(({ dif, vif, value }) => {
      const low = dif & 0x0f;
      const data = low === 0x0d ? [5, ...value.subarray(0, 5)] : [...value.subarray(0, LENGTHS[low] ?? low)];
      return [dif, ...vif, ...data];
    }),
  ),
);

describe("learning formats", () => {
  it("turns any full frame once heard into the key to its compact form", () => {
    fc.assert(
      fc.property(recordBytes, (full) => {
        const formats = createFormatStore();
        const format = formatOfRecords(full, { from: 0, to: full.length });
        if (!format) throw new Error("no format");
        formats.learn(METER_TYPE, format);
        const data = encodeCompactData(full);
        if (!data) throw new Error("no compact form");
        const result = reconstruct(data, formats);
        expect(result.ok && formatHex(result.value.records)).toBe(formatHex(full));
      }),
    );
  });

  it("is exported, imported and shared between meter types", () => {
    const source = createFormatStore();
    const format = readFormat(hexBytes("0406 0413 0259".replaceAll(" ", "")));
    if (!format) throw new Error("no format");
    expect(source.learn(METER_TYPE, format)).toBe(true);
    expect(source.learn(METER_TYPE, format)).toBe(false);
    expect(source.exportFormats()).toEqual([{ meterType: METER_TYPE, headers: "040604130259" }]);
    const copy = createFormatStore([...source.exportFormats(), { meterType: "X", headers: "zz" }]);
    expect(copy.find(METER_TYPE, format.signature).map(({ headers }) => formatHex(headers))).toEqual([
      "040604130259",
    ]);
  });

  it("takes a format frame only when its signature fits", () => {
    const headers = hexBytes("04060413");
    const format = readFormat(headers);
    const signature = [(format?.signature ?? 0) & 0xff, (format?.signature ?? 0) >> 8];
    expect(formatOfFormatFrame(Uint8Array.from([...signature, ...headers]))?.headers).toEqual(headers);
    expect(formatOfFormatFrame(Uint8Array.from([6, ...signature, ...headers]))?.headers).toEqual(headers);
    expect(formatOfFormatFrame(Uint8Array.from([0, 0, ...headers]))).toBeUndefined();
  });

  it("skips fillers, and gives up on manufacturer blocks and records that run past the end", () => {
    const learn = (text: string) => {
      const bytes = hexBytes(text);
      return formatOfRecords(bytes, { from: 0, to: bytes.length });
    };
    expect(learn("2F2F01FD17002F")?.headers).toEqual(hexBytes("01FD17"));
    expect(learn("01FD17000F0102")).toBeUndefined();
    expect(learn("0406010203")).toBeUndefined();
    expect(learn("048080808080808080808080800601020304")).toBeUndefined();
  });

  it("keeps a plain-text unit with its header, before or behind the VIFEs", () => {
    const learn = (text: string) => formatOfRecords(hexBytes(text), { from: 0, to: text.length / 2 });
    // Unit "%RH" behind the VIF, then VIFE 74 and two bytes of value (an Elvaco room sensor).
    expect(learn("02FC03485225742215")?.headers).toEqual(hexBytes("02FC0348522574"));
    expect(learn("02FC74034852252215")?.headers).toEqual(hexBytes("02FC7403485225"));
    expect(learn("027C034852252215")?.headers).toEqual(hexBytes("027C03485225"));
  });

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        formatOfRecords(bytes, { from: 0, to: bytes.length });
        formatOfFormatFrame(bytes);
        readFormat(bytes);
        encodeCompactData(bytes);
        reconstruct(bytes);
      }),
    );
  });
});
