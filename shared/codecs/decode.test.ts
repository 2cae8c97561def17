import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../tests/support/hex-bytes.ts";
import { formatScaled } from "../model/scaled.ts";
import { formatHex } from "./bytes/hex.ts";
import { decode } from "./decode.ts";
import { outputOf } from "./decode-output.ts";
import { decodeReading } from "./decode-reading.ts";
import type { Keyring } from "./keyring.ts";
import { encodeWmbusFrame } from "./wmbus/encode-telegram.ts";
import { createFormatStore, type FormatStore } from "./wmbus/format-store.ts";

const KEY: Keyring = { find: () => hexBytes(vectors.key) };
const NO_KEY: Keyring = { find: () => undefined };

const decodeHex = (text: string, keyring = KEY, formats: FormatStore = createFormatStore()) =>
  decode(hexBytes(text), { link: text.startsWith("68") ? "mbus" : "wmbus", keyring, formats });
const output = (text: string, keyring = KEY) => outputOf(decodeHex(text, keyring));
const lines = (text: string) =>
  (output(text).records ?? []).map(({ name, value, unit }) => `${name} ${value} ${unit}`.trim());

const FULL = vectors["403.full.telegram(no dll crc)"];
const COMPACT = vectors["403.compact.telegram(no dll crc)"];

/** What both telegrams of the synthetic MULTICAL 403 say (fact sheet, 3.4). */
const MC403 = [
  "total_energy_consumption 12345 kWh",
  "forward_energy 900123 m³·°C",
  "return_energy 600456 m³·°C",
  "total_volume 987.65 m³",
  "volume_flow 0.330 m³/h",
  "t1_temperature 73.12 °C",
  "t2_temperature 41.20 °C",
  "info_code 520",
  "meter_date 2026-11-23",
  "target_energy 11111 kWh",
  "target_volume 900.00 m³",
  "target_date 2026-11-01",
];

describe("a telegram from bytes to values", () => {
  it("names the signature and the checksum of a compact frame, so that every byte has a meaning", () => {
    // Behind the link (10 bytes), the ELL (9 bytes) and CI 79 stand 4DB3 and C9AB (fact sheet, 3.4).
    const decoded = decodeHex(COMPACT);
    const spans = decoded.ok ? decoded.value.layers.filter(({ field }) => field.startsWith("compact.")) : [];
    expect(spans.map(({ field, at }) => [field, ...at])).toEqual([
      ["compact.signature", 20, 2],
      ["compact.crc", 22, 2],
    ]);
  });

  it("reads the encrypted full frame of a MULTICAL 403, with its info bits in words", () => {
    expect(lines(FULL)).toEqual(MC403);
    expect(output(FULL)).toMatchObject({
      ok: true,
      meter: { manufacturer: "KAM", id: "90000001", version: "0x34", medium: "heat" },
      driver: "kamstrup-multical-403",
      security: { mode: 1, verdict: "decrypted", proof: "payload-crc" },
      status: ["t1-above-range", "v1-wrong-direction"],
    });
  });

  it("reads the compact frame by its known format, in frame formats A and B too", () => {
    expect(lines(COMPACT)).toEqual(MC403);
    expect(lines(vectors["403.compact.frameA"])).toEqual(MC403);
    expect(lines(vectors["403.compact.frameB"])).toEqual(MC403);
    expect(lines(vectors["403.full.frameB"])).toEqual(MC403);
  });

  it("places the records of a compact frame at their values", () => {
    const decoded = decodeHex(COMPACT);
    const places = decoded.ok ? decoded.value.records.map(({ at }) => at) : [];
    // Values begin behind link (10), ELL (9), CI, signature and data CRC.
    expect(places.slice(0, 3)).toEqual([
      [24, 4],
      [28, 4],
      [32, 4],
    ]);
    expect(decoded.ok && decoded.value.compactSignature).toBe("4DB3");
  });

  it("learns the format of a full frame for the compact frames that follow", () => {
    const formats = createFormatStore();
    const records = "040501000000041502000000";
    const before = formats.exportFormats().length;
    const decoded = decodeHex(`16442D2C01000090340478${records}`, NO_KEY, formats);
    expect(decoded.ok).toBe(true);
    expect(formats.exportFormats().slice(before)).toEqual([{ meterType: "KAM-34-04", headers: "04050415" }]);
  });

  it("opens modes 5, 7 and 10 with the key, and says so", () => {
    const wanted = ["total_energy_consumption 12345 kWh", "t1_temperature 73.12 °C", "info_code 0"];
    expect(lines(vectors["m5.telegram"])).toEqual(wanted);
    expect(lines(vectors["m7.telegram"])).toEqual(wanted);
    expect(lines(vectors["m10.telegram"])).toEqual(wanted);
    expect(output(vectors["m7.telegram"])).toMatchObject({ security: { mode: 7, proof: "mac" } });
  });

  it("keeps a telegram without its key closed: a verdict and no records", () => {
    expect(output(FULL, NO_KEY)).toMatchObject({ ok: true, security: { verdict: "no-key" }, records: [] });
    const wrong: Keyring = { find: () => new Uint8Array(16) };
    expect(output(FULL, wrong)).toMatchObject({ ok: true, security: { verdict: "wrong-key" }, records: [] });
  });

  it("reads a wired answer with its driver", () => {
    expect(lines(vectors["mbus.rsp_ud"])).toEqual([
      "total_energy_consumption 12345 kWh",
      "t1_temperature 73.12 °C",
      "info_code 0",
    ]);
  });

  it("reads the fixed structure of old wired meters", () => {
    // 6531 kWh and 69 l, BCD; medium heat.
    expect(
      lines("68 13 13 68 08 01 73 93929190 10 00 05 69 31650000 69000000 3F 16".replaceAll(" ", "")),
    ).toEqual(["total_energy_consumption 6531 kWh", "total_volume 0.069 m³"]);
  });

  it("maps every byte of a telegram to a layer, once", () => {
    const decoded = decodeHex(FULL);
    expect(decoded.ok).toBe(true);
    if (!decoded.ok) return;
    let next = 0;
    for (const { at } of decoded.value.layers) {
      expect(at[0]).toBe(next);
      next += at[1];
    }
    expect(next).toBe(decoded.value.plain.length);
  });
});

describe("bad input", () => {
  it("keeps the good records before one that runs past the end, and marks them partial", () => {
    const telegram = "14442D2C01000090340478 0406 39300000 0414 CD81".replaceAll(" ", "");
    expect(output(telegram, NO_KEY)).toMatchObject({
      ok: false,
      error: { kind: "truncated", layer: "record", offset: 17 },
      records: [{ name: "total_energy_consumption", value: "12345" }],
      warnings: ["partial"],
    });
  });

  // The open metering example of format A, block 4: 9D6D69EBF3 with the CRC EC8A.
  const LEFT_CRC = "9D6D69EBF3EC8A";

  it("takes the CRC of the last block that a receiver left in and counted for what it is", () => {
    const records = "0D78 05 9D6D69EBF3".replaceAll(" ", "");
    const head = "2E442D2C010000903404 78 0406 39300000 0406 39300000 0406 39300000 0406 39300000 2F2F2F2F";
    const telegram = `${head.replaceAll(" ", "")}${records.slice(0, 6)}${LEFT_CRC}`;
    expect(telegram.length / 2).toBe(0x2f + 2);
    expect(output(telegram, NO_KEY)).toMatchObject({ ok: true, warnings: ["trailing-bytes"] });
    const counted = `30${telegram.slice(2)}`;
    expect(output(counted, NO_KEY)).toMatchObject({ ok: true, warnings: ["left-over-bytes"] });
    const miscounted = `2C${telegram.slice(2)}`;
    const corrected = output(miscounted, NO_KEY);
    expect(corrected).toMatchObject({ ok: true, warnings: ["trailing-bytes", "wrong-length"] });
    expect(corrected.records).toHaveLength(5);
  });

  it("names a damaged frame B as such, although nobody said which format it is", () => {
    const plain = hexBytes("10442D2C01000090340478040639300000");
    const frameB = encodeWmbusFrame(plain, "frame-b");
    expect(output(formatHex(frameB), NO_KEY)).toMatchObject({ ok: true });
    frameB[13] = (frameB[13] ?? 0) ^ 0x10;
    expect(output(formatHex(frameB), NO_KEY)).toMatchObject({
      ok: false,
      error: { kind: "wrong-crc", layer: "link", offset: 17 },
      warnings: ["partial"],
    });
  });

  it("names the error a meter answers with", () => {
    expect(output("68040468080170067F16", NO_KEY)).toMatchObject({
      ok: false,
      error: { kind: "application-error", layer: "application", actual: 6 },
    });
  });

  it("says that the signature of a compact frame is not known yet", () => {
    expect(output("12442D2C01000090340479 1234 5678 39300000".replaceAll(" ", ""), NO_KEY)).toMatchObject({
      ok: false,
      error: { kind: "unknown-signature", layer: "compact", actual: "1234" },
    });
  });

  it("never throws, whatever the bytes", () => {
    const formats = createFormatStore();
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isWired) => {
        const result = decode(bytes, { link: isWired ? "mbus" : "wmbus", keyring: KEY, formats });
        expect(outputOf(result).ok).toBe(result.ok);
      }),
    );
  });

  it("gives an error or a shorter reading when a telegram is cut at any byte, and never throws", () => {
    const bytes = hexBytes(vectors["m5.telegram"]);
    for (let length = 0; length < bytes.length; length++) {
      const formats = createFormatStore();
      expect(decode(bytes.slice(0, length), { link: "wmbus", keyring: KEY, formats }).ok).toBe(false);
    }
  });
});

describe("values of a reading", () => {
  const reading = (text: string) => {
    const decoded = decodeHex(text);
    return decoded.ok ? decodeReading(decoded.value) : undefined;
  };

  it("are the registers at storage 0, with the meter's own count, and its clock", () => {
    const found = reading(FULL);
    expect(
      found?.values.map(({ register, value, unit }) => `${register} ${formatScaled(value)} ${unit}`),
    ).toEqual([
      "E1 12345 kWh",
      "E8 900123 m³·°C",
      "E9 600456 m³·°C",
      "V1 987.65 m³",
      "flow1 0.330 m³/h",
      "t1 73.12 °C",
      "t2 41.20 °C",
      "info 520 ",
    ]);
    expect(found?.meterClock).toBe("2026-11-23");
    expect(found?.status).toEqual(["t1-above-range", "v1-wrong-direction"]);
  });

  it("are never those of a target day, which hold nothing and 1999-11-30 before the first of them (pitfall 15)", () => {
    // Storage 1 first: 0 kWh (44 06) and the date 7E CB, 30 November 1999 as type G; then 12,345 kWh now (04 06).
    const records = "4406 00000000 426C 7ECB 0406 39300000".replaceAll(" ", "");
    const found = reading(`1E442D2C0100009034047A2A000000${records}`);
    expect(found?.values.map(({ register, value }) => `${register} ${formatScaled(value)}`)).toEqual([
      "E1 12345",
    ]);
    expect(found?.meterClock).toBeUndefined();
    // The names say whose they are, …
    const decoded = decodeHex(`1E442D2C0100009034047A2A000000${records}`);
    if (!decoded.ok) throw new Error("not decoded");
    expect(decoded.value.records.map(({ name }) => name)).toEqual([
      "target_energy",
      "target_date",
      "total_energy_consumption",
    ]);
    // … and where a driver's names do not, the storage number does: nothing of storage 1 is what stands there now.
    const nameless = {
      ...decoded.value,
      records: decoded.value.records.map((record, at) => ({
        ...record,
        name: ["total_energy_consumption", "meter_date", "total_energy_consumption"][at] ?? "",
      })),
    };
    const read = decodeReading(nameless);
    expect(read.values.map(({ register, value }) => `${register} ${formatScaled(value)}`)).toEqual([
      "E1 12345",
    ]);
    expect(read.meterClock).toBeUndefined();
  });

  it("carry the mark unproven when an encrypted header came with clear bytes", () => {
    const plain = "0406 39300000 2F2F2F2F2F2F2F2F".replaceAll(" ", "");
    const telegram = `1E442D2C0100009034047A2A0010252F2F${plain}`;
    expect(reading(telegram)?.marks).toEqual(["unproven"]);
  });
});
