import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { Guide } from "./guide.ts";
import { LocalDatabase } from "./store/local-database.ts";

/** A hundredth of a degree north is 1113 m. */
const HERE = { lat: 56, lon: 10 };
const north = (metres: number) => ({ lat: 56 + metres / 111_320, lon: 10 });
const card = (pointId: string, metres: number) => ({
  pointId,
  meter: { key: `KAM-${pointId}` },
  ...north(metres),
});

let names = 0;
async function open(name = `guide-${names++}`) {
  const database = new LocalDatabase(name);
  const guide = new Guide(database);
  await guide.start();
  return { guide, database, name };
}

describe("the phone's guide", () => {
  it("goes to where most is left, and says how far, which way and whose", async () => {
    const { guide } = await open();
    const many = Array.from({ length: 12 }, (_, n) => card(`many-${n}`, -900 - n));
    const advice = guide.advise(HERE, [card("one", 700), ...many], 1000);
    expect(advice?.bearingDeg).toBeCloseTo(180, 0);
    // 900 m and a third more for the streets.
    expect(advice?.distanceM).toBeGreaterThan(1100);
    expect(advice?.distanceM).toBeLessThan(1300);
    expect(advice?.pointIds[0]).toMatch(/^many/);
  });

  it("remembers on the next round where a meter was heard that nobody has a place of", async () => {
    const { guide, database, name } = await open();
    const lost = { pointId: "lost", meter: { key: "KAM-lost" } };
    expect(guide.advise(HERE, [lost], 1000)).toBeUndefined();
    const heard = { meter: "KAM-lost", rssiDbm: -70, ...north(500) };
    await guide.learn([
      { ...heard, atMs: 10_000 },
      { ...heard, atMs: 26_000 },
    ]);
    expect(await database.reaches.get("KAM-lost")).toMatchObject({ heard: 2, everyS: 16 });
    const again = await open(name);
    const advice = again.guide.advise(HERE, [lost], 1000);
    expect(advice?.pointIds).toEqual(["lost"]);
    expect(advice?.bearingDeg).toBeCloseTo(0, -1);
  });

  it("goes to the door of a meter it has passed without hearing it, and gives it up there", async () => {
    const { guide } = await open();
    const left = [card("deaf", 60)];
    let nowMs = 1000;
    const stand = (place: typeof HERE): void => {
      for (let n = 0; n < 100; n++) {
        nowMs += 10_000;
        guide.advise(place, left, nowMs);
      }
    };
    stand(HERE);
    expect(guide.advise(HERE, left, nowMs)).toMatchObject({ pointIds: ["deaf"] });
    expect(guide.advise(HERE, left, nowMs)?.distanceM).toBeCloseTo(60 * 1.35, 0);
    stand(north(60));
    expect(guide.advise(HERE, left, nowMs)).toBeUndefined();
  });
});
