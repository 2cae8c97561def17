import { describe, expect, it } from "vitest";
import { HOUR_MS } from "./climate.ts";
import { makeTown } from "./town.ts";
import { FAULT_KINDS } from "./town-point.ts";
import { toLatLon } from "./town-streets.ts";

const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const options = { seed: 11, points: 2000, fromHour: toHour - 400 * 24, toHour };
const town = makeTown(options);
const shareOf = (medium: string) =>
  town.points.filter(({ point }) => point.medium === medium).length / town.points.length;

describe("the made town", () => {
  it("has as many points as asked for, each with its own address, number, customer number and meter", () => {
    const points = town.points.map(({ point }) => point);
    expect(points).toHaveLength(2000);
    const meters = town.points.flatMap((place) => place.meters);
    for (const own of ["id", "number", "address", "customerNumber"] as const) {
      expect(new Set(points.map((point) => point[own])).size, own).toBe(2000);
    }
    expect(new Set(meters.map(({ id }) => id.id)).size).toBe(meters.length);
    expect(new Set(meters.map(({ aesKey }) => aesKey.join())).size).toBe(meters.length);
    expect(meters.every(({ id }) => /^\d{8}$/.test(id.id))).toBe(true);
  });

  it("is about two thirds heat and one third water, with some cooling and electricity", () => {
    expect(shareOf("heat")).toBeCloseTo(0.62, 1);
    expect(shareOf("water")).toBeCloseTo(0.33, 1);
    expect(shareOf("cooling")).toBeGreaterThan(0.01);
    expect(shareOf("electricity")).toBeGreaterThan(0.005);
  });

  it("stands along its streets: every point within 30 m of the street its address names", () => {
    const lines = new Map(town.streets.map((street) => [street.name, street.line.map(toLatLon)]));
    for (const { point } of town.points) {
      const street = point.address.replace(/ \d+(?:, .*)?$/, "");
      const metres = distanceToLine({ lat: point.lat ?? 0, lon: point.lon ?? 0 }, lines.get(street) ?? []);
      expect(metres, point.address).toBeLessThan(30);
    }
  });

  it("has several areas, none empty", () => {
    const counts = new Map<string, number>();
    for (const { point } of town.points) counts.set(point.area, (counts.get(point.area) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(5);
    for (const [area, count] of counts) expect(count, area).toBeGreaterThan(100);
  });

  it("is the same town for the same seed, and another one for another", () => {
    expect(makeTown(options)).toEqual(town);
    const other = makeTown({ ...options, seed: 12 });
    expect(other.points[0]?.point.customerName).not.toBe(town.points[0]?.point.customerName);
  });

  it("tells the truth about its faults: every kind occurs, at a point and meter that exist, within history", () => {
    expect(new Set(town.faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    const byId = new Map(town.points.map((place) => [place.point.id, place]));
    for (const fault of town.faults) {
      const place = byId.get(fault.pointId);
      expect(place?.point.address).toBe(fault.address);
      expect(place?.meters.at(-1)?.key).toBe(fault.meter);
      expect(fault.fromMs).toBeGreaterThanOrEqual(options.fromHour * HOUR_MS);
      expect(fault.fromMs).toBeLessThan(toHour * HOUR_MS);
    }
  });

  it("exchanges a meter at one moment: the old one ends when the new one begins", () => {
    const exchanged = town.points.filter(({ meters }) => meters.length > 1);
    expect(exchanged.length).toBeGreaterThan(10);
    for (const { meters } of exchanged) {
      expect(meters[0]?.removedAtMs).toBe(meters[1]?.mountedAtMs);
      expect(meters[1]?.counted.volume).toBeLessThan(0.1);
    }
  });

  it.each([1, 7, 40])("can be as small as %s points", (points) => {
    const small = makeTown({ ...options, points, fromHour: toHour - 48 });
    expect(small.points).toHaveLength(points);
    expect(new Set(small.points.map(({ point }) => point.address)).size).toBe(points);
  });
});

interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Metres, on a plane good enough for a town. */
function distanceToLine(at: Place, line: readonly Place[]): number {
  const flat = ({ lat, lon }: Place) => ({ x: (lon - at.lon) * 63_200, y: (lat - at.lat) * 111_320 });
  let least = Number.POSITIVE_INFINITY;
  for (let n = 1; n < line.length; n++) {
    const [a, b] = [line[n - 1], line[n]];
    if (!(a && b)) continue;
    const [p, q] = [flat(a), flat(b)];
    const length2 = (q.x - p.x) ** 2 + (q.y - p.y) ** 2;
    const f = Math.max(0, Math.min(1, -(p.x * (q.x - p.x) + p.y * (q.y - p.y)) / length2));
    least = Math.min(least, Math.hypot(p.x + f * (q.x - p.x), p.y + f * (q.y - p.y)));
  }
  return least;
}
