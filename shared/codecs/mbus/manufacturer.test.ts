import fc from "fast-check";
import { expect, it } from "vitest";
import { formatHex } from "../bytes/hex.ts";
import { codeOfManufacturer, manufacturerOfCode } from "./manufacturer.ts";
import {
  encodeLinkAddress,
  encodeTransportAddress,
  readLinkAddress,
  readTransportAddress,
} from "./meter-address.ts";

it("KAM is 2C2D and KAW 2C37 (EN 13757-7)", () => {
  expect(manufacturerOfCode(0x2c2d)).toBe("KAM");
  expect(manufacturerOfCode(0x2c37)).toBe("KAW");
  expect(codeOfManufacturer("KAM")).toBe(0x2c2d);
});

it("the soft-address bit does not change the letters", () => {
  expect(manufacturerOfCode(0x8614)).toBe("APT");
  expect(manufacturerOfCode(0x0614)).toBe("APT");
});

it("every code has a name and comes back from it", () => {
  for (let code = 0; code < 0x8000; code++) expect(codeOfManufacturer(manufacturerOfCode(code))).toBe(code);
});

it("a name that is not three letters has no code", () => {
  for (const name of ["", "KA", "KAMS", "kam", "K1M"]) expect(codeOfManufacturer(name)).toBeUndefined();
});

const meter = { manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 };

it("writes a meter's address in the order of the link and of the transport header", () => {
  expect(formatHex(encodeLinkAddress(meter))).toBe("2D2C010000903404");
  expect(formatHex(encodeTransportAddress(meter))).toBe("010000902D2C3404");
});

it("gives any address back in both orders", () => {
  const id = fc.nat(0xffff_ffff).map((n) => n.toString(16).toUpperCase().padStart(8, "0"));
  const code = fc.nat(0x7fff).map(manufacturerOfCode);
  const meters = fc.record({ manufacturer: code, id, version: fc.nat(255), deviceType: fc.nat(255) });
  fc.assert(
    fc.property(meters, (any) => {
      expect(readLinkAddress(encodeLinkAddress(any), 0)).toEqual(any);
      expect(readTransportAddress(encodeTransportAddress(any), 0)).toEqual(any);
    }),
  );
});
