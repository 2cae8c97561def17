import { describe, expect, it } from "vitest";
import { parseHex } from "../bytes/hex.ts";
import { findRecordHeader, type RecordHeader } from "./record-header.ts";

const bytesOf = (text: string): Uint8Array => {
  const bytes = parseHex(text);
  return bytes.ok ? bytes.value : new Uint8Array(0);
};
const read = (text: string) => {
  const bytes = bytesOf(text);
  return findRecordHeader({ bytes, end: bytes.length }, 0);
};
const header = (text: string): Partial<RecordHeader> => {
  const found = read(text);
  return found.fault === undefined ? found : {};
};
const fault = (text: string) => {
  const found = read(text);
  return found.fault === undefined ? undefined : found;
};

describe("DIF and DIFE (EN 13757-3, 6.3)", () => {
  it("gathers storage, tariff and subunit from up to ten DIFEs", () => {
    expect(header("84 40 14")).toMatchObject({ storage: 0, tariff: 0, subunit: 1 });
    expect(header("84 80 40 14")).toMatchObject({ storage: 0, tariff: 0, subunit: 2 });
    expect(header("C4 86 10 06")).toMatchObject({ storage: 1 + 2 * 6, tariff: 4 });
    expect(header("C4 FF FF FF FF FF FF FF FF FF 7F 06")).toMatchObject({
      storage: 2 ** 41 - 1,
      tariff: 2 ** 20 - 1,
      subunit: 2 ** 10 - 1,
    });
  });

  it("tells the function: instant, maximum, minimum, value during error", () => {
    expect(["042D", "142D", "242D", "342D"].map((text) => header(text).function)).toEqual([
      "instant",
      "max",
      "min",
      "error",
    ]);
  });

  it("refuses an eleventh DIFE and an eleventh VIFE, at their offset", () => {
    expect(fault(`84 ${"80".repeat(10)} 00 06`)).toEqual({ fault: "too-many-extensions", offset: 11 });
    expect(fault(`04 86 ${"BB".repeat(10)} 3B`)).toEqual({ fault: "too-many-extensions", offset: 12 });
    expect(header(`04 86 ${"BB".repeat(9)} 3B`).modifiers).toHaveLength(10);
  });

  it("says where a header breaks off", () => {
    expect(fault("84")).toEqual({ fault: "truncated", offset: 1 });
    expect(fault("04")).toEqual({ fault: "truncated", offset: 1 });
    expect(fault("04 86")).toEqual({ fault: "truncated", offset: 2 });
    expect(fault("04 FD")).toEqual({ fault: "truncated", offset: 2 });
  });
});

describe("VIF (EN 13757-3, tables 10, 12 and 14)", () => {
  it("says quantity, unit and power of ten of the main registers", () => {
    const facts = (text: string) => {
      const { meaning, quantity, unit, exponent } = header(text);
      return [meaning, quantity, unit, exponent];
    };
    expect(facts("0403")).toEqual(["energy", "energy", "kWh", -3]);
    expect(facts("0406")).toEqual(["energy", "energy", "kWh", 0]);
    expect(facts("040E")).toEqual(["energy", "energy", "MJ", 0]);
    expect(facts("0414")).toEqual(["volume", "volume", "m³", -2]);
    expect(facts("042D")).toEqual(["power", "power", "kW", -1]);
    expect(facts("043B")).toEqual(["volume-flow", "volumeFlow", "m³/h", -3]);
    expect(facts("0259")).toEqual(["flow-temperature", "temperature", "°C", -2]);
    expect(facts("0269")).toEqual(["pressure", "pressure", "bar", -2]);
    expect(facts("04FB00")).toEqual(["energy", "energy", "MWh", -1]);
    expect(facts("04FB09")).toEqual(["energy", "energy", "GJ", 0]);
    expect(facts("02FDC900")).toEqual(["voltage", "voltage", "V", 0]);
    expect(facts("02FD48")).toEqual(["voltage", "voltage", "V", -1]);
    expect(facts("03FD59")).toEqual(["electric-current", "electricCurrent", "A", -3]);
    expect(facts("02FD74")).toEqual(["remaining-battery", "duration", "d", 0]);
    expect(facts("02FDFD02")).toEqual(["remaining-battery", "duration", "month", 0]);
    expect(facts("01FB1A")).toEqual(["relative-humidity", "relativeHumidity", "%RH", -1]);
  });

  it("reads a unit in plain text in front of its VIFEs, as all meters send it", () => {
    expect(header("02 FC 03 48 52 25 74")).toMatchObject({
      quantity: "relativeHumidity",
      unit: "%RH",
      exponent: -2,
    });
  });

  it("reads a unit in plain text behind its VIFEs, as Annex C.2 has it", () => {
    expect(header("02 FC 74 03 48 52 25")).toMatchObject({ unit: "%RH", exponent: -2 });
  });

  it("keeps a plain text that is no unit as the first modifier", () => {
    expect(header("02 7C 09 65 6D 69 74 20 2E 74 61 62")).toMatchObject({
      meaning: "plain-text",
      modifiers: ["bat. time"],
      quantity: "dimensionless",
    });
  });

  it("refuses a plain text longer than the bytes", () => {
    expect(fault("02 FC F3 48 52 25 74")).toMatchObject({ fault: "truncated" });
  });

  it("keeps the codes of a manufacturer apart", () => {
    expect(header("04FF07")).toMatchObject({
      meaning: "manufacturer-specific",
      vib: "FF07",
      modifiers: ["manufacturer-07"],
    });
    expect(header("02FDC8FF01")).toMatchObject({ quantity: "voltage", modifiers: ["manufacturer-01"] });
  });
});

describe("VIFE (EN 13757-3, tables 15, 16 and 18)", () => {
  it("marks direction, phase and averages", () => {
    expect(header("04863C").modifiers).toEqual(["backward-flow"]);
    expect(header("02FDC9FC02").modifiers).toEqual(["phase-l2"]);
    expect(header("02D912").modifiers).toEqual(["average"]);
  });

  it("scales by powers of ten, also by 1000", () => {
    expect(header("04FB8275")).toMatchObject({ unit: "kvarh", exponent: -1 });
    expect(header("04867D")).toMatchObject({ unit: "kWh", exponent: 3 });
  });

  it("makes a flow of a volume per hour and a power of an energy per hour", () => {
    expect(header("049322")).toMatchObject({ quantity: "volumeFlow", unit: "m³/h", exponent: -3 });
    expect(header("048622")).toMatchObject({ quantity: "power", unit: "kW" });
  });

  it("turns limits into dates, durations and counts", () => {
    expect(header("04BB6F")).toMatchObject({
      quantity: "dateTime",
      type: "date",
      modifiers: ["end-of-last"],
    });
    expect(header("02BB5A")).toMatchObject({ quantity: "duration", unit: "h" });
    expect(header("02BB49")).toMatchObject({ quantity: "count", modifiers: ["exceeds-of-upper-limit"] });
    expect(header("02BB48")).toMatchObject({ quantity: "volumeFlow", modifiers: ["upper-limit"] });
  });

  it("says that the meter has no value", () => {
    expect(header("049315")).toMatchObject({ noValue: "no-data" });
    expect(header("049318")).toMatchObject({ noValue: "reported-by-meter" });
  });

  it("names what the standard reserves without guessing", () => {
    expect(header("046F")).toMatchObject({ meaning: "reserved", quantity: "dimensionless" });
    expect(header("04930A").modifiers).toEqual(["reserved-0a"]);
  });
});

describe("remembering headers", () => {
  it("gives the same header for the same bytes, whatever follows", () => {
    const first = read("84 10 AB FF 05 00 00");
    expect(read("84 10 AB FF 05 11 22")).toBe(first);
    expect(read("84 10 AB FF 06 11 22")).not.toBe(first);
  });
});
