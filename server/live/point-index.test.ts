import { expect, it } from "vitest";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { MeteringPoint, Segment } from "../../shared/model/metering-point.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { UtilityStore } from "../ports.ts";
import { PointIndex } from "./point-index.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const point = (id: string): MeteringPoint => ({
  ...{ id, number: id, address: "", postalCode: "", city: "", area: "north", medium: "heat" },
  ...{ intervalMinutes: 60, customerNumber: "", customerName: "" },
});
const hung = (pointId: string, mountedAtMs: number, removedAtMs?: number): Segment => ({
  ...{ pointId, meter: METER, type: "", mountedAtMs, startValues: [], endValues: [] },
  ...(removedAtMs === undefined ? {} : { removedAtMs }),
});
const whereNow = (index: PointIndex): string | undefined => {
  const meter = parseMeterKey(METER);
  return meter && index.mountedAt(meter)?.point.id;
};

it("a meter that goes to another point is found there, whichever of the two is told of first", () => {
  const came = { point: point("new"), segments: [hung("new", 100)] };
  const left = { point: point("old"), segments: [hung("old", 0, 100)] };
  for (const told of [
    [came, left],
    [left, came],
  ]) {
    // It changes nothing in the store.
    const index = new PointIndex({} as UtilityStore);
    index.applyPoints([{ point: point("old"), segments: [hung("old", 0)] }]);
    // An import writes each room by itself.
    for (const one of told) index.applyPoints([one]);
    expect(whereNow(index)).toBe("new");
  }
});

it("nor is it lost where the point it came from is taken away after it", () => {
  const index = new PointIndex({} as UtilityStore);
  index.applyPoints([{ point: point("old"), segments: [hung("old", 0)] }]);
  index.applyPoints([{ point: point("new"), segments: [hung("new", 100)] }]);
  index.removePoints(["old"]);
  expect(whereNow(index)).toBe("new");
});

it("what a meter said where it hung before is not what its new point said last", () => {
  const index = new PointIndex({} as UtilityStore);
  const value = { register: "E1", unit: "kWh", value: { digits: 5_000, exponent: 0 } } as const;
  const said = (atMs: number): Reading => ({
    ...{ meter: METER, atMs, values: [value], status: [], marks: [], source: "radio", receiver: "mast" },
  });
  const latestAt = (id: string) => [
    index.find(id)?.row.latest?.atMs,
    index.rows().find((row) => row.id === id)?.latest?.atMs,
    [...index.latestRows()].find((row) => row.point.id === id)?.latest?.atMs,
  ];
  index.applyPoints([{ point: point("old"), segments: [hung("old", 0)] }]);
  index.applyReading(said(50), "old");
  expect(latestAt("old")).toEqual([50, 50, 50]);
  index.applyPoints([{ point: point("old"), segments: [hung("old", 0, 60)] }]);
  index.applyPoints([{ point: point("new"), segments: [hung("new", 100)] }]);
  expect(latestAt("new")).toEqual([undefined, undefined, undefined]);
  index.applyReading(said(100), "new");
  expect(latestAt("new")).toEqual([100, 100, 100]);
});
