import { describe, expect, it } from "vitest";
import { planTiles } from "./plan-tiles.ts";

/** The square in Rundkøbing; tile numbers by the slippy map's published formula. */
const PLACE = { lat: 55.4032, lon: 10.4021 };

describe("the squares of a map around places", () => {
  it("are those of the slippy map", () => {
    // x = (10.4021 + 180) / 360 · 2^12 = 2166.35; y = (1 − asinh(tan 55.4032°) / π) / 2 · 2^12 = 1285.2…
    const { tiles, depth } = planTiles([PLACE], { minZoom: 12, maxZoom: 12, most: 100 });
    expect(depth).toBe(12);
    expect(tiles).toEqual([
      {
        z: 12,
        x: 2166,
        y: Math.floor(((1 - Math.asinh(Math.tan((PLACE.lat * Math.PI) / 180)) / Math.PI) / 2) * 4096),
      },
    ]);
  });

  it("hold what one sees around a house, each once", () => {
    // At zoom 17 a square is 40,075,017 m · cos 55.4° / 2^17 = 173.6 m wide: 500 m are at least 3 of them each way.
    const { tiles } = planTiles([PLACE, { ...PLACE, lon: PLACE.lon + 0.0001 }], {
      minZoom: 17,
      maxZoom: 17,
      most: 100,
    });
    expect(tiles.length).toBeGreaterThanOrEqual(9);
    expect(tiles.length).toBeLessThanOrEqual(16);
    expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(tiles.length);
  });

  it("stay within a bound: the closest views are left out whole", () => {
    const places = Array.from({ length: 100 }, (_, n) => ({ lat: 55 + n * 0.01, lon: 10 }));
    const { tiles, depth } = planTiles(places, { minZoom: 10, maxZoom: 17, most: 500 });
    expect(tiles.length).toBeLessThanOrEqual(500);
    expect(depth).toBeGreaterThan(10);
    expect(depth).toBeLessThan(17);
    expect(Math.max(...tiles.map(({ z }) => z))).toBe(depth);
  });
});
