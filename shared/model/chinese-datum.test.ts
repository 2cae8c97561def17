import { describe, expect, it } from "vitest";
import { type LonLat, shiftTo } from "./chinese-datum.ts";

/** Published by wandergis/coordtransform (README and test/app.js) for Tiananmen, 116.404 39.915. */
const TIANANMEN: LonLat = [116.404, 39.915];

const expectNear = ([lon, lat]: LonLat, [expectedLon, expectedLat]: LonLat): void => {
  expect(lon).toBeCloseTo(expectedLon, 9);
  expect(lat).toBeCloseTo(expectedLat, 9);
};

describe("positions on maps made in China", () => {
  it("are shifted to GCJ-02 as published", () => {
    expectNear(shiftTo("gcj02", TIANANMEN), [116.41024449916938, 39.91640428150164]);
  });

  it("are shifted on to BD-09 as published", () => {
    expectNear(shiftTo("bd09", TIANANMEN), [116.41662724378733, 39.922699552216216]);
  });

  it("stay where they are on any other map, and outside the mainland's frame", () => {
    expect(shiftTo("wgs84", TIANANMEN)).toEqual(TIANANMEN);
    const copenhagen: LonLat = [12.5683, 55.6761];
    expect(shiftTo("gcj02", copenhagen)).toEqual(copenhagen);
    expect(shiftTo("bd09", copenhagen)).toEqual(copenhagen);
  });

  it("without a place have none afterwards", () => {
    expect(shiftTo("gcj02", [Number.NaN, Number.NaN])).toEqual([Number.NaN, Number.NaN]);
  });
});
