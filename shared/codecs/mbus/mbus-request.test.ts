import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { formatHex } from "../bytes/hex.ts";
import {
  encodeAddressChange,
  encodeAlarmRequest,
  encodeApplicationReset,
  encodeBaudRateChange,
  encodeClockSetting,
  encodeDataRequest,
  encodeLinkReset,
  encodeSelection,
  SELECTED_ADDRESS,
} from "./mbus-request.ts";

const one = { address: 1 };
const clock = { year: 2026, month: 11, day: 23, hour: 8, minute: 15 };

describe("requests of a wired master equal the vectors", () => {
  it.each<[keyof typeof vectors, Uint8Array]>([
    ["mbus.snd_nke 1", encodeLinkReset(1)],
    ["mbus.snd_nke FD", encodeLinkReset(SELECTED_ADDRESS)],
    ["mbus.req_ud2 1 fcb0", encodeDataRequest(one)],
    ["mbus.req_ud2 1 fcb1", encodeDataRequest({ address: 1, frameCountBit: true })],
    ["mbus.req_ud2 FD", encodeDataRequest({ address: SELECTED_ADDRESS, frameCountBit: true })],
    ["mbus.select 90000001 any", encodeSelection({ id: "90000001" })],
    [
      "mbus.select 90000001 KAM 34 04",
      encodeSelection({ id: "90000001", manufacturer: "KAM", version: 0x34, deviceType: 0x04 }),
    ],
    ["mbus.wildcard 9FFFFFFF", encodeSelection({ id: "9FFFFFFF" })],
    ["mbus.wildcard all", encodeSelection({})],
    ["mbus.appreset", encodeApplicationReset(one)],
    ["mbus.appselect 10", encodeApplicationReset(one, 0x10)],
    ["mbus.set address 5", encodeAddressChange({ address: 1, frameCountBit: true }, 5)],
    ["mbus.baud 2400 (BB)", encodeBaudRateChange(one, 2400)],
    ["mbus.baud 9600 (BD)", encodeBaudRateChange(one, 9600)],
    ["mbus.set clock 2026-11-23 08:15", encodeClockSetting(one, clock)],
  ])("%s", (name, frame) => {
    expect(formatHex(frame)).toBe(vectors[name]);
  });

  it("asks for alarms with C 5A and 7A", () => {
    expect(formatHex(encodeAlarmRequest(one))).toBe("105A015B16");
    expect(formatHex(encodeAlarmRequest({ address: 1, frameCountBit: true }))).toBe("107A017B16");
  });
});
