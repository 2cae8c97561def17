import { describe, expect, it } from "vitest";
import { barPer, lowestMoment, metresBetween, nearestAt, profileAt, rangeOf } from "./pressure-profile.ts";

const MINUTE = 60_000;
const T = Date.parse("2026-11-20T06:00:00Z");

const stop = (bar: number | null, more: { lat?: number; lon?: number; heightM?: number } = {}) => ({
  timesMs: [T],
  bar: [bar],
  ...more,
});

describe("the way between two stops", () => {
  it("is the great circle's: a degree along the equator is 111.195 km", () => {
    // 6,371,008.8 m × π / 180 = 111,195.08 m.
    expect(metresBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_195.08, 1);
    // At 60° a degree of longitude: 2 · 6,371,008.8 · asin(0.5 · sin 0.5°) = 12,742,017.6 · 0.0043632816 = 55,597.0.
    expect(metresBetween({ lat: 60, lon: 10 }, { lat: 60, lon: 11 })).toBeCloseTo(55_597.0, 0);
    expect(metresBetween({ lat: 1, lon: 2 }, {})).toBeUndefined();
  });
});

describe("pressure along a path", () => {
  // 0.001° of latitude is 111.195 m.
  const stops = [
    stop(6, { lat: 55, lon: 10, heightM: 10 }),
    stop(5.7, { lat: 55.001, lon: 10, heightM: 12 }),
    stop(5.2, { lat: 55.003, lon: 10 }),
  ];

  it("is lost from stop to stop, in bar and in mbar a metre", () => {
    const { places, sections } = profileAt(stops, T, "water");
    expect(places.map(({ alongM }) => Math.round(alongM ?? -1))).toEqual([0, 111, 334]);
    // 0.3 bar over 111.195 m is 2.698 mbar/m; 0.5 bar over 222.390 m is 2.248.
    expect(sections.map(({ lossBar }) => lossBar?.toFixed(3))).toEqual(["0.300", "0.500"]);
    expect(sections.map(({ lossPerM }) => lossPerM?.toFixed(3))).toEqual(["2.698", "2.248"]);
  });

  it("goes partly into height: two metres of cold water are 0.196 bar, of warm water 0.191", () => {
    const [first, second] = profileAt(stops, T, "water").sections;
    // 0.3 − 2 × 0.0980665 = 0.103867; / 111.195 m = 0.934 mbar/m.
    expect(first?.frictionBar?.toFixed(4)).toBe("0.1039");
    expect(first?.frictionPerM?.toFixed(3)).toBe("0.934");
    // 975 × 9.80665 / 100,000 × 2 = 0.19123.
    expect(profileAt(stops, T, "heat").sections[0]?.frictionBar?.toFixed(4)).toBe("0.1088");
    // Where a height is not known, nothing is said of it.
    expect(second).not.toHaveProperty("frictionBar");
  });

  it("has a gap where nothing was read near the moment, and says no loss beside it", () => {
    const silent = [stops[0] ?? stop(null), stop(null, { lat: 55.001, lon: 10 }), stops[2] ?? stop(null)];
    const { places, sections } = profileAt(silent, T, "water");
    expect(places.map(({ bar }) => bar)).toEqual([6, undefined, 5.2]);
    expect(sections.map(({ lossBar }) => lossBar)).toEqual([undefined, undefined]);
    expect(profileAt(stops, T + 11 * MINUTE, "water").places.map(({ bar }) => bar)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  it("has no distance behind a stop that nobody placed, and the pressures all the same", () => {
    const { places } = profileAt(
      [stop(6, { lat: 55, lon: 10 }), stop(5), stop(4, { lat: 55, lon: 10 })],
      T,
      "water",
    );
    expect(places.map(({ alongM }) => alongM)).toEqual([0, undefined, undefined]);
    expect(places.map(({ bar }) => bar)).toEqual([6, 5, 4]);
  });
});

describe("a stop's readings", () => {
  const read = { timesMs: [0, 5, 10, 15].map((m) => T + m * MINUTE), bar: [4, null, 3.2, 5] };

  it("stand for a moment near them, the nearest first", () => {
    expect(nearestAt(read, T + 8 * MINUTE)).toEqual({ bar: 3.2, atMs: T + 10 * MINUTE });
    // Five minutes to either side: the earlier one.
    expect(nearestAt(read, T + 5 * MINUTE)).toEqual({ bar: 4, atMs: T });
    expect(nearestAt(read, T + 25 * MINUTE)).toEqual({ bar: 5, atMs: T + 15 * MINUTE });
    expect(nearestAt(read, T + 26 * MINUTE)).toBeUndefined();
  });

  it("tell when the path was lowest, and each stop's own range", () => {
    expect(lowestMoment([read, { timesMs: [T + MINUTE], bar: [3.1] }])).toBe(T + MINUTE);
    expect(lowestMoment([{ timesMs: [T], bar: [null] }])).toBeUndefined();
    expect(rangeOf(read)).toEqual([3.2, 5]);
    expect(rangeOf({ timesMs: [T], bar: [null] })).toBeUndefined();
  });
});

describe("units of pressure", () => {
  it("are turned into bar: 250 kPa are 2.5 bar, 36.26 psi too, and °C is none", () => {
    expect(250 * (barPer("kPa") ?? 0)).toBeCloseTo(2.5, 9);
    expect(36.2594 * (barPer("psi") ?? 0)).toBeCloseTo(2.5, 4);
    expect(10 * (barPer("mVS") ?? 0)).toBeCloseTo(0.980665, 6);
    expect(barPer("°C")).toBeUndefined();
  });
});
