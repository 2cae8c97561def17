import { expect, it } from "vitest";
import type { MapFrame } from "./map-frame.ts";
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

/** What is written and how far each ring goes round, on a canvas that only notes that. */
function paintedBy(scene: PointScene) {
  const written: string[] = [];
  const rings: { readonly colour: string; readonly share: number }[] = [];
  let turn = 0;
  const pen = {
    strokeStyle: "",
    arc: (_x: number, _y: number, _r: number, from: number, to: number) => {
      turn = (to - from) / (2 * Math.PI);
    },
    stroke: () => rings.push({ colour: pen.strokeStyle, share: Math.round(turn * 100) / 100 }),
    fillText: (text: string) => written.push(text),
    getTransform: () => ({ a: 1 }),
  };
  const context = new Proxy(pen, {
    get: (known, name) => Reflect.get(known, name) ?? (() => undefined),
  }) as unknown as MapFrame["context"];
  const [x = 0, y = 0] = scene.placeOf(0);
  // 100 metres of the plane a pixel: all of the street is one bubble.
  const view = { widthPx: 400, heightPx: 400, resolution: 100, minX: x - 20_000, maxY: y + 20_000 };
  const palette = { marks: ["0", "1", "2", "read", "left", "5"] } as unknown as MapFrame["palette"];
  scene.hasBase = true;
  scene.paint({ ...view, context, palette });
  return { written, rings };
}

it("writes into a bubble how many of its points are read where that is counted, and their share round it", () => {
  const scene = new PointScene();
  scene.setPoints({
    lons: Float64Array.of(10.1, 10.101, 10.102, 10.103),
    lats: Float64Array.of(55.1, 55.1, 55.1, 55.1),
    streets: ["", "", "", ""],
    marks: Uint8Array.of(4, 4, 4, 4),
    glyphs: Uint8Array.of(4, 4, 4, 4),
  });
  scene.setShown(Uint8Array.of(1, 1, 1, 1));
  scene.setMark(2, 3);
  expect(paintedBy(scene).written).toContain("4");
  scene.countMark(3);
  const one = paintedBy(scene);
  expect(one.written).toContain("1/4");
  expect(one.rings).toContainEqual({ colour: "read", share: 0.25 });
  for (const row of [0, 1, 3]) scene.setMark(row, 3);
  const all = paintedBy(scene);
  expect(all.written).toContain("4/4");
  expect(all.rings).toContainEqual({ colour: "read", share: 1 });
});
