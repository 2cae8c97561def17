import { describe, expect, it } from "vitest";
import { type HeardMeter, rememberFrame } from "../../../shared/field/heard-meter.ts";
import { findHeard } from "./find-heard.ts";

const heard = (meter: string, count: number, rssiDbm: number, atMs: number, isOwn: boolean) => {
  let row: HeardMeter | undefined;
  for (let n = 0; n < count; n++)
    row = rememberFrame(row, {
      meter,
      medium: "water",
      encryption: "clear",
      outcome: "decoded",
      atMs: atMs - (count - 1 - n),
      hour: 9,
      day: "2026-11-29",
      rssiDbm,
    });
  if (!row) throw new Error("nothing heard");
  return { ...row, isOwn };
};

const HEARD = [
  heard("KAM-90000001-34-04", 3, -90, 300, true),
  heard("DME-12345678-70-07", 9, -60, 200, false),
  heard("", 5, -100, 900, false),
  heard("KAM-90000002-34-04", 1, -70, 400, false),
];
const metersOf = (choice: Parameters<typeof findHeard>[1]) =>
  findHeard(HEARD, choice).map(({ meter }) => meter.slice(0, 12));

describe("everything heard", () => {
  it("stands in the order that is asked for, without frames that name nobody", () => {
    const all = { whose: "all", search: "" } as const;
    expect(metersOf({ ...all, order: "last" })).toEqual(["KAM-90000002", "KAM-90000001", "DME-12345678"]);
    expect(metersOf({ ...all, order: "loudest" })).toEqual(["DME-12345678", "KAM-90000002", "KAM-90000001"]);
    expect(metersOf({ ...all, order: "count" })).toEqual(["DME-12345678", "KAM-90000001", "KAM-90000002"]);
  });

  it("shows own or foreign meters, and those with a part of their maker or number", () => {
    expect(metersOf({ whose: "own", order: "last", search: "" })).toEqual(["KAM-90000001"]);
    expect(metersOf({ whose: "foreign", order: "last", search: "kam" })).toEqual(["KAM-90000002"]);
    expect(metersOf({ whose: "all", order: "last", search: "kam 90000001" })).toEqual(["KAM-90000001"]);
  });
});
