import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScaled } from "../../model/scaled.ts";
import { parseHex } from "../bytes/hex.ts";
import { generic } from "../drivers/generic.driver.ts";
import { DriverBook } from "../drivers/shape-book.ts";
import type { NamedRecord } from "../telegram.ts";
import { readRecords } from "./data-record.ts";

const book = new DriverBook({ driver: generic, fallback: generic, medium: "heat" });
const walk = (text: string) => {
  const bytes = parseHex(text);
  return bytes.ok
    ? readRecords(bytes.value, [0, bytes.value.length], { book })
    : readRecords(new Uint8Array(0), [0, 0], { book });
};
const text = ({ value }: NamedRecord): string => {
  switch (value.kind) {
    case "number":
      return formatScaled(value.number);
    case "bytes":
      return [...value.bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    case "none":
      return value.reason;
    default:
      return value.text;
  }
};
const values = (telegram: string) => walk(telegram).records.map((record) => `${record.name} ${text(record)}`);

describe("variable data structure (EN 13757-3, 6)", () => {
  it("reads the synthetic heat meter of the fact sheet", () => {
    expect(
      values(
        "0406 39300000 0414 CD810100 043B 4A010000 0259 901C 025D 1810 026C 573B 4406 672B0000 426C 413B",
      ),
    ).toEqual([
      "total_energy_consumption 12345",
      "total_volume 987.65",
      "volume_flow 0.330",
      "flow_temperature 73.12",
      "return_temperature 41.20",
      "meter_date 2026-11-23",
      "target_energy 11111",
      "target_date 2026-11-01",
    ]);
  });

  it("knows the place of each record, header and value together", () => {
    const { records, fillers } = walk("2F2F 0406 39300000 2F 0259 901C 2F");
    expect(records.map(({ at }) => at)).toEqual([
      [2, 6],
      [9, 4],
    ]);
    expect(fillers).toEqual([
      [0, 2],
      [8, 1],
      [13, 1],
    ]);
  });

  it("has no value for BCD with error digits, not a number", () => {
    expect(values("3B2B BDEBDD 0C06 FFFFFFFF 0A5A F5F1")).toEqual([
      "error_power invalid-bcd",
      "total_energy_consumption invalid-bcd",
      "flow_temperature invalid-bcd",
    ]);
  });

  it("reads every kind of variable length (table 5)", () => {
    expect(values("0DFD11 03 434241")).toEqual(["customer ABC"]);
    expect(values("0D06 C2 3412")).toEqual(["total_energy_consumption 1234"]);
    expect(values("0D06 D2 3412")).toEqual(["total_energy_consumption -1234"]);
    expect(values("0D06 E3 2EFBFF")).toEqual(["total_energy_consumption -1234"]);
    expect(values(`0D3A F0 ${"00112233445566778899AABBCCDDEEFF"}`)[0]).toContain(
      "ffeeddccbbaa99887766554433221100",
    );
    expect(values("0D06 C0 0D06 E0")).toEqual(["total_energy_consumption 0", "total_energy_consumption 0"]);
  });

  it("refuses reserved lengths with their offset", () => {
    for (const lvar of ["CA", "DF", "F7", "FF"]) {
      const { error, records } = walk(`0259 901C 0D06 ${lvar} 00`);
      expect(error).toMatchObject({ kind: "reserved-length", layer: "record", offset: 6 });
      expect(records).toHaveLength(1);
    }
  });

  it("keeps the records before one that runs past the end", () => {
    const { error, records } = walk("0406 39300000 0414 CD81");
    expect(error).toEqual({ kind: "truncated", layer: "record", offset: 6, expected: 6, actual: 4 });
    expect(records).toHaveLength(1);
  });

  it("takes what follows DIF 0F as the maker's bytes, and 1F as a sign of more", () => {
    expect(walk("0259 901C 0F 0102")).toMatchObject({ manufacturerBlock: [5, 2], moreFollows: false });
    expect(walk("0259 901C 1F")).toMatchObject({ manufacturerBlock: [5, 0], moreFollows: true });
  });

  it("refuses the special functions that the standard reserves", () => {
    expect(walk("3F 0259 901C").error).toEqual({
      kind: "reserved-dif",
      layer: "record",
      offset: 0,
      actual: 0x3f,
    });
    expect(values("7F 0259 901C")).toEqual(["flow_temperature 73.12"]);
  });

  it("applies rating factors of heat cost allocators exactly (2^-12)", () => {
    expect(values("04FB68 00180000")).toEqual(["rating_factor_resulting 1.500000000000"]);
  });

  it("applies an additive constant in the unit of the VIF", () => {
    expect(values("04857A 0A000000")).toEqual(["total_energy_consumption 1.0001"]);
  });

  it("never throws, never reads past the end, and stays in order on any bytes", () => {
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(20), (bytes, cut) => {
        const length = Math.max(0, bytes.length - cut);
        const { records } = readRecords(bytes, [0, length], { book });
        let next = 0;
        for (const { at } of records) {
          expect(at[0]).toBeGreaterThanOrEqual(next);
          next = at[0] + at[1];
        }
        expect(next).toBeLessThanOrEqual(length);
      }),
    );
  });
});
