import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { placePoints } from "./place-points.ts";
import { POINT_STATES } from "./point-state.ts";
import { PointTable } from "./point-table.ts";

const NOW_MS = 1_000_000_000_000;
const pointOf = (more: Partial<WirePoint>): WirePoint => ({
  id: "a",
  number: "",
  address: "",
  postalCode: "8700",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  medium: "heat",
  ...more,
});
const stateOf = (more: Partial<WirePoint>): string | undefined =>
  POINT_STATES[placePoints(PointTable.of([pointOf(more)]), { nowMs: NOW_MS }).marks[0] ?? -1];
const heard = (hoursAgo: number, ...status: string[]) => ({
  latest: { atMs: NOW_MS - hoursAgo * 3_600_000, values: [], status },
});

describe("placePoints", () => {
  it("marks a point by its most urgent info code, then by its silence", () => {
    expect(stateOf(heard(0, "low-battery", "leak"))).toBe("plant");
    expect(stateOf(heard(0, "v1-air", "low-battery"))).toBe("measurement");
    expect(stateOf(heard(100, "low-battery"))).toBe("service");
    expect(stateOf(heard(25))).toBe("silent");
    expect(stateOf(heard(23))).toBe("fine");
    expect(stateOf({})).toBe("none");
  });

  it("takes the street out of an address, apart from streets of the same name elsewhere", () => {
    const streets = ["Elmegade 4", "Nørre Allé 12 B", "H.C. Andersens Vej 3, 2. tv", "Torvet"].map(
      (address) => placePoints(PointTable.of([pointOf({ address })]), { nowMs: NOW_MS }).streets[0],
    );
    expect(streets).toEqual(["Elmegade\n8700", "Nørre Allé\n8700", "H.C. Andersens Vej\n8700", ""]);
  });

  it("knows no place for a point without position", () => {
    const placed = placePoints(PointTable.of([pointOf({}), pointOf({ lat: 55.8, lon: 9.8 })]), {
      nowMs: NOW_MS,
    });
    expect([...placed.lats]).toEqual([Number.NaN, 55.8]);
  });

  it("marks Kamstrup's meters by what flows, and everybody else's as one kind, behind all states", () => {
    const meterOf = (key: string) => ({ key, serial: "", manufacturer: "", type: "", hasKey: true });
    const points = [
      pointOf({ medium: "water", meter: meterOf("KAW-61000004-1D-16") }),
      pointOf({ medium: "heat", meter: meterOf("KAM-61000004-34-04") }),
      pointOf({ medium: "electricity", meter: meterOf("KAM-61000005-34-02") }),
      pointOf({ medium: "water", meter: meterOf("SEN-61000006-68-07") }),
      pointOf({ medium: "heat" }),
    ];
    const { marks } = placePoints(PointTable.of(points), { nowMs: NOW_MS, colouring: "kind" });
    expect([...marks].map((mark) => mark - POINT_STATES.length)).toEqual([0, 1, 2, 3, 3]);
  });

  it("shifts positions as the base map is shifted", () => {
    const beijing = PointTable.of([pointOf({ lat: 39.915, lon: 116.404 })]);
    const { lons, lats } = placePoints(beijing, { nowMs: NOW_MS, datum: "gcj02" });
    // Published by wandergis/coordtransform.
    expect(lons[0]).toBeCloseTo(116.41024449916938, 9);
    expect(lats[0]).toBeCloseTo(39.91640428150164, 9);
  });
});
