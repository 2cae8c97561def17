import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { findWiredCi, findWirelessCi } from "./ci-table.ts";
import { modeOfConfig, readConfigExtension, readHeaderFields, readHeaderMeter } from "./transport-layer.ts";

describe("transport headers (EN 13757-7)", () => {
  it("the long header names meter, access number, status and configuration", () => {
    const bytes = hexBytes("010000902D2C340417042025");
    expect(readHeaderMeter(bytes, 0, "long")).toEqual({
      manufacturer: "KAM",
      id: "90000001",
      version: 0x34,
      deviceType: 0x04,
    });
    expect(readHeaderFields(bytes, 0, "long")).toEqual({ access: 0x17, status: 0x04, config: 0x2520 });
  });

  it("the header with most significant byte first says the same in the other order", () => {
    const bytes = hexBytes("900000012C2D340417042520");
    expect(readHeaderMeter(bytes, 0, "long-msb")).toMatchObject({ manufacturer: "KAM", id: "90000001" });
    expect(readHeaderFields(bytes, 0, "long-msb").config).toBe(0x2520);
  });

  it("the short header has no meter", () => {
    expect(readHeaderMeter(hexBytes("2A002025"), 0, "short")).toBeUndefined();
    expect(readHeaderFields(hexBytes("2A002025"), 0, "short")).toEqual({
      access: 0x2a,
      status: 0,
      config: 0x2520,
    });
  });

  it("the mode is five bits of the configuration", () => {
    expect([0x2520, 0x0720, 0x2aff, 0x1006].map(modeOfConfig)).toEqual([5, 7, 10, 16]);
  });
});

describe("extensions of the configuration field", () => {
  it("mode 5 has none", () => {
    expect(readConfigExtension(hexBytes("FFFFFFFF"), 0, 0x2520)).toEqual({
      length: 0,
      flags: 0,
      counter: undefined,
    });
  });

  it.each([
    ["one byte", 0x0720, "10", 1, undefined],
    ["counter", 0x2720, "1034120000", 5, 0x1234],
    ["counter and key version", 0x2720, "503412000007", 6, 0x1234],
    ["key version", 0x0720, "5007", 2, undefined],
  ])("mode 7 with %s", (_, config, text, length, counter) => {
    expect(readConfigExtension(hexBytes(text), 0, config)).toMatchObject({ length, counter });
  });

  it.each([
    ["counter", "100134120000", 6],
    ["key version and counter", "50010734120000", 7],
  ])("mode 10 with %s", (_, text, length) => {
    expect(readConfigExtension(hexBytes(text), 0, 0x2aff)).toMatchObject({ length, counter: 0x1234 });
  });
});

describe("CI fields", () => {
  it("0x73 is a compact frame on the radio and the fixed structure on the wire", () => {
    expect(findWirelessCi(0x73)).toEqual({ header: "long", content: "compact" });
    expect(findWiredCi(0x73)).toEqual({ header: "fixed", content: "fixed" });
  });

  it("A0 to B7 belong to the manufacturer, B8 to BF set speeds", () => {
    for (let ci = 0xa0; ci <= 0xb7; ci++) expect(findWirelessCi(ci)?.content).toBe("manufacturer");
    for (let ci = 0xb8; ci <= 0xbf; ci++) expect(findWiredCi(ci)?.content).toBe("command");
  });

  it("values without a meaning are unknown", () => {
    for (const ci of [0x00, 0x4f, 0x9f, 0xff]) expect(findWirelessCi(ci)).toBeUndefined();
  });
});
