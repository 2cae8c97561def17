import { expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { encodeLongFrame } from "../mbus/mbus-frame.ts";
import { encodeTransport } from "./encode-transport.ts";

const meter = { manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 };
const data = hexBytes("0406393000000259901C04FF2200000000");

it("a long header makes the wired answer of the RSP_UD vector", () => {
  const transport = encodeTransport({ header: "long", access: 0x17, data }, meter);
  const frame = encodeLongFrame({ control: 0x08, address: 1, data: transport });
  expect(formatHex(frame)).toBe(vectors["mbus.rsp_ud"]);
});

it("names another meter than the sender only in a long header", () => {
  const other = { ...meter, id: "12345678" };
  expect(formatHex(encodeTransport({ header: "long", meter: other, data }, meter))).toMatch(/^7278563412/);
  expect(formatHex(encodeTransport({ header: "short", meter: other, data }, meter))).toMatch(/^7A00000000/);
});

it("compact data have their own CI with every header", () => {
  const ciOf = (header: "none" | "short" | "long") =>
    encodeTransport({ header, content: "compact", data }, meter)[0];
  expect([ciOf("none"), ciOf("short"), ciOf("long")]).toEqual([0x79, 0x7b, 0x73]);
});

it("more data than 15 cipher blocks are refused", () => {
  const security = { mode: 5 as const, key: new Uint8Array(16) };
  expect(() => encodeTransport({ header: "short", security, data: new Uint8Array(239) }, meter)).toThrow(
    RangeError,
  );
});
