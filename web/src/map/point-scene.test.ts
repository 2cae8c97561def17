import { expect, it } from "vitest";
import { PointScene } from "./point-scene.ts";

it("says whether anything looks different: what is drawn several times a second is not gathered anew for nothing", () => {
  const scene = new PointScene();
  scene.setPoints({
    ...{ lons: Float64Array.of(10.1, 10.2), lats: Float64Array.of(55.1, 55.2), streets: ["", ""] },
    ...{ marks: Uint8Array.of(4, 4), glyphs: Uint8Array.of(4, 4) },
  });
  expect([scene.setShown(Uint8Array.of(1, 1)), scene.setShown(Uint8Array.of(1, 1))]).toEqual([true, false]);
  expect([scene.setShown(Uint8Array.of(1, 0)), scene.setShown(Uint8Array.of(1))]).toEqual([true, true]);
  expect([scene.setMark(0, 3), scene.setMark(0, 3)]).toEqual([true, false]);
});
