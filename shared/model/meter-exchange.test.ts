import { expect, it } from "vitest";
import { keyLike, serialOf } from "./meter-exchange.ts";

it.each([
  ["60123456", "60123456"],
  ["S/N 60123456", "60123456"],
  ["KAM;60123456;2026", "60123456"],
  ["123456", "00123456"],
  ["", undefined],
  ["no digits", undefined],
  ["123", undefined],
  ["5706366123456789", undefined],
])("finds the serial number in %s", (text, serial) => {
  expect(serialOf(text)).toBe(serial);
});

it("makes the key of an unknown meter like the one it replaces", () => {
  expect(keyLike("60123456", "KAM-80000001-34-04")).toBe("KAM-60123456-34-04");
  expect(keyLike("6012345", "KAM-80000001-34-04")).toBeUndefined();
});
