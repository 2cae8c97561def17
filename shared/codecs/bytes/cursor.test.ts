import { expect, it } from "vitest";
import {
  bytesOfU16,
  bytesOfU32,
  concatBytes,
  readU8,
  readU16,
  readU16Be,
  readU32,
  readU32Be,
  sameBytes,
} from "./cursor.ts";

const bytes = Uint8Array.of(0x01, 0x02, 0x03, 0xf4);

it("reads numbers in both byte orders, unsigned", () => {
  expect(readU8(bytes, 3)).toBe(0xf4);
  expect(readU16(bytes, 0)).toBe(0x0201);
  expect(readU16Be(bytes, 0)).toBe(0x0102);
  expect(readU32(bytes, 0)).toBe(0xf4030201);
  expect(readU32Be(bytes, 0)).toBe(0x010203f4);
  expect(readU32Be(Uint8Array.of(0xff, 0, 0, 0), 0)).toBe(0xff000000);
});

it("reads zeros behind the end", () => {
  expect(readU8(bytes, 4)).toBe(0);
  expect(readU16(bytes, 3)).toBe(0xf4);
  expect(readU32(bytes, 9)).toBe(0);
});

it("writes numbers least significant byte first", () => {
  expect(bytesOfU16(0x1234)).toEqual([0x34, 0x12]);
  expect(bytesOfU32(0xf2345678)).toEqual([0x78, 0x56, 0x34, 0xf2]);
});

it("joins and compares bytes", () => {
  expect([...concatBytes([1], Uint8Array.of(2, 3), [])]).toEqual([1, 2, 3]);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
});
