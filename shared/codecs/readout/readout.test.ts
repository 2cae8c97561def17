import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScaled } from "../../model/scaled.ts";
import type { NamedRecord } from "../telegram.ts";
import { decodeHashReadout, HASH_REQUEST } from "./hash-readout.ts";
import { decodeIecReadout, iecRequests } from "./iec-readout.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const shown = ({ name, storage, unit, value }: NamedRecord) => [
  name,
  storage,
  value.kind === "number" ? formatScaled(value.number) : value.kind === "text" ? value.text : value.kind,
  unit,
];

const data =
  "0.0(00123456)6.8(0012.345*MWh)6.26(00987.65*m3)\r\n6.31(0012345*h)6.8*01(0011.111*MWh)!\r\n\x03";
const xor = [...data].reduce((check, character) => check ^ character.charCodeAt(0), 0);
const sum = [...data].reduce((check, character) => (check + character.charCodeAt(0)) & 0x7f, 0);
const readout = (bcc: number) => bytesOf(`/KAM0MC\r\n\x02${data}${String.fromCharCode(bcc)}`);

describe("the IEC 62056-21 read-out", () => {
  it("names the meter's registers, with units and stored values", () => {
    const read = decodeIecReadout(readout(xor));
    expect(read).toMatchObject({ ok: true, value: { manufacturer: "KAM", model: "MC" } });
    expect(read.ok && read.value.records.map(shown)).toEqual([
      ["customer_number", 0, "00123456", ""],
      ["total_energy_consumption", 0, "12.345", "MWh"],
      ["total_volume", 0, "987.65", "m³"],
      ["operating_hours", 0, "12345", "h"],
      ["total_energy_consumption", 1, "11.111", "MWh"],
    ]);
  });

  it("takes the 7-bit sum of older Kamstrup meters and parity bits left in", () => {
    expect(decodeIecReadout(readout(sum)).ok).toBe(true);
    expect(decodeIecReadout(readout(xor).map((byte) => byte | 0x80)).ok).toBe(true);
  });

  it("refuses a wrong check character, a cut and noise, each with its place", () => {
    const wrong = [xor ^ 1, xor ^ 3, xor ^ 5].find((bcc) => bcc !== sum) ?? 0;
    expect(decodeIecReadout(readout(wrong))).toMatchObject({
      error: { kind: "wrong-checksum", expected: xor },
    });
    expect(decodeIecReadout(readout(xor).slice(0, 30))).toMatchObject({
      error: { kind: "truncated", offset: 30 },
    });
    expect(decodeIecReadout(bytesOf("hello"))).toMatchObject({ error: { kind: "wrong-start" } });
  });

  it("a code nobody knows keeps its number as name", () => {
    const body = "9.99(17)!\r\n\x03";
    const bcc = [...body].reduce((check, character) => check ^ character.charCodeAt(0), 0);
    const read = decodeIecReadout(bytesOf(`\x02${body}${String.fromCharCode(bcc)}`));
    expect(read.ok && read.value.records.map(shown)).toEqual([["code_9_99", 0, "17", ""]]);
  });

  it("asks as the standard says", () => {
    expect(iecRequests.identify).toBe("/?!\r\n");
    expect([...iecRequests.acknowledge("0")].map((c) => c.charCodeAt(0))).toEqual([
      0x06, 0x30, 0x30, 0x30, 0x0d, 0x0a,
    ]);
  });
});

describe("the /#1 read-out", () => {
  const answer = bytesOf("0012345 0098765 0004711 0007312 0004120 0003192 0000123 0000330 0000456 0000000\r");

  it("has ten values; the counters in the meter's own coding", () => {
    expect(HASH_REQUEST).toBe("/#1\r");
    const coding = { energy: { unit: "MWh", exponent: -3 }, volume: { exponent: -2 } } as const;
    const read = decodeHashReadout(answer, coding);
    expect(read.ok && read.value.records.map(shown)).toEqual([
      ["total_energy_consumption", 0, "12.345", "MWh"],
      ["total_volume", 0, "987.65", "m³"],
      ["operating_hours", 0, "4711", "h"],
      ["t1_temperature", 0, "73.12", "°C"],
      ["t2_temperature", 0, "41.20", "°C"],
      ["temperature_difference", 0, "31.92", "K"],
      ["power", 0, "12.3", "kW"],
      ["volume_flow", 0, "330", "l/h"],
      ["max_power", 0, "45.6", "kW"],
      ["info_code", 0, "0", ""],
    ]);
  });

  it("without the coding the counters are digits without a unit, and it says so", () => {
    const read = decodeHashReadout(answer);
    expect(read).toMatchObject({ ok: true, value: { warnings: ["uncoded"] } });
    expect(read.ok && read.value.records.slice(0, 2).map(shown)).toEqual([
      ["total_energy_consumption", 0, "12345", ""],
      ["total_volume", 0, "98765", ""],
    ]);
  });

  it("an answer with a field missing is refused", () => {
    expect(decodeHashReadout(answer.slice(8))).toMatchObject({
      error: { kind: "wrong-length", expected: 10, actual: 9 },
    });
    expect(decodeHashReadout(answer.slice(0, -1))).toMatchObject({ error: { kind: "truncated" } });
  });
});

describe("any bytes", () => {
  it("are a read-out or an error, never an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodeHashReadout(bytes);
        decodeIecReadout(bytes);
      }),
    );
  });
});
