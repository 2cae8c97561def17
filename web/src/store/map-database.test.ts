import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { MapDatabase } from "./map-database.ts";

let names = 0;
async function filled(uses: readonly number[]): Promise<MapDatabase> {
  names += 1;
  const database = new MapDatabase(`map-${names}`);
  for (const [n, usedAtMs] of uses.entries()) {
    await database.write(`t${n}`, new Uint8Array(1000));
    await database.facts.update(`t${n}`, { usedAtMs });
  }
  return database;
}

const here = async (database: MapDatabase): Promise<readonly string[]> => [
  ...(await database.pieces.toCollection().primaryKeys()),
];

describe("kept pieces of a map", () => {
  it("go, the least recently used first, until they are within their bound", async () => {
    const database = await filled([3000, 1000, 2000, 4000]);
    await database.prune(2000, 10_000);
    expect(await here(database)).toEqual(["t0", "t3"]);
    expect(await database.bytes()).toBe(2000);
  });

  it("stay where they were used just now, however much they are", async () => {
    const database = await filled([1000, 5000, 6000]);
    await database.prune(0, 5000);
    expect(await here(database)).toEqual(["t1", "t2"]);
  });

  it("are used by being read", async () => {
    const database = await filled([1000, 2000]);
    expect((await database.read("t0"))?.length).toBe(1000);
    await database.prune(1000, Date.now() - 60_000);
    expect(await here(database)).toEqual(["t0"]);
    expect(await database.read("t1")).toBeUndefined();
  });

  it("of one map go together, and no other's", async () => {
    const database = await filled([1]);
    await database.write("/maps/a.pmtiles 0-16384", new Uint8Array(10));
    await database.write("/maps/a.pmtiles 9/1/2", new Uint8Array(1));
    await database.forget("/maps/a.pmtiles");
    expect(await here(database)).toEqual(["t0"]);
    expect(await database.bytes()).toBe(1000);
  });

  it("say how many of a plan are here, and since when", async () => {
    const database = await filled([1, 2]);
    const { here: count, oldestAtMs } = await database.look(["t0", "t1", "t2"]);
    expect(count).toBe(2);
    expect(oldestAtMs).toBeGreaterThan(Date.now() - 60_000);
  });
});
