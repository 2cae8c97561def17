import "fake-indexeddb/auto";
import { PMTiles } from "pmtiles";
import { afterEach, describe, expect, it } from "vitest";
import { fetchPack, type PackProgress } from "../../web/src/map/fetch-pack.ts";
import { KeptRanges } from "../../web/src/map/kept-tiles.ts";
import { planTiles } from "../../web/src/map/plan-tiles.ts";
import { isForbidden, tileKeyOf } from "../../web/src/map/tile-keys.ts";
import { MapDatabase } from "../../web/src/store/map-database.ts";
import { makePicture, makePmtiles } from "../support/make-pmtiles.ts";
import { type RangeServer, serveRanges } from "../support/range-server.ts";

const PLACE = { lat: 55.4032, lon: 10.4021 };
const TILES = planTiles([PLACE], { minZoom: 12, maxZoom: 16, most: 500 }).tiles;
/** Of each square a picture of another colour. */
const MADE = TILES.map((tile, n) => ({ ...tile, bytes: makePicture([n % 256, 80, 160]) }));
const FILE = makePmtiles(MADE);

let server: RangeServer | undefined;
afterEach(() => server?.close());

let names = 0;
const newStore = (): MapDatabase => {
  names += 1;
  return new MapDatabase(`pack-${names}`);
};

const rulesOf = (store: MapDatabase, more: Partial<Parameters<typeof fetchPack>[2]> = {}) => {
  const progress: PackProgress[] = [];
  return {
    progress,
    store,
    signal: new AbortController().signal,
    mostBytes: 10_000_000,
    hasRoom: () => Promise.resolve(true),
    onProgress: (now: PackProgress) => progress.push(now),
    ...more,
  };
};

describe("the map of an area, fetched ahead", () => {
  it("comes out of one file of tiles by HTTP ranges, and is read from what is kept when the server is gone", async () => {
    server = await serveRanges(new Map([["/area.pmtiles", FILE]]));
    const url = `${server.url}/area.pmtiles`;
    const store = newStore();
    const rules = rulesOf(store);
    expect(await fetchPack({ base: "pmtiles", url }, TILES, rules)).toBe("done");
    expect(rules.progress.at(-1)).toMatchObject({ done: TILES.length, total: TILES.length });
    expect(server.asked.length).toBeGreaterThan(TILES.length / 2);
    expect(server.asked.every((one) => /^\/area\.pmtiles bytes=\d+-\d+$/.test(one))).toBe(true);
    const { here } = await store.look(TILES.map((tile) => tileKeyOf(url, tile)));
    expect(here).toBe(TILES.length);

    await server.close();
    // A fresh reader, as after a restart without network.
    const file = new PMTiles(new KeptRanges(url, store));
    for (const { z, x, y, bytes } of MADE) {
      const tile = await file.getZxy(z, x, y);
      expect(tile && Buffer.from(tile.data).equals(Buffer.from(bytes))).toBe(true);
    }
  });

  it("comes picture by picture, and goes on where it was stopped", async () => {
    const files = new Map(MADE.map(({ z, x, y, bytes }) => [`/${z}/${x}/${y}.png`, bytes]));
    server = await serveRanges(files);
    const settings = { base: "xyz", url: `${server.url}/{z}/{x}/{y}.png` } as const;
    const store = newStore();
    const stop = new AbortController();
    const first = rulesOf(store, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 10) stop.abort();
      },
    });
    expect(await fetchPack(settings, TILES, first)).toBe("cancelled");
    const { here } = await store.look(TILES.map((tile) => tileKeyOf(settings.url, tile)));
    expect(here).toBeGreaterThanOrEqual(10);
    expect(here).toBeLessThan(TILES.length);
    const asked = server.asked.length;
    expect(await fetchPack(settings, TILES, rulesOf(store))).toBe("done");
    // No piece that was kept is asked for again.
    expect(server.asked.length - asked).toBe(TILES.length - here);
    const [one] = MADE;
    expect(one && (await store.read(tileKeyOf(settings.url, one)))?.length).toBe(one?.bytes.length);
  });

  it("stays within its bytes, leaves the room to what is heard, and says what the server says", async () => {
    server = await serveRanges(new Map(MADE.map(({ z, x, y, bytes }) => [`/${z}/${x}/${y}.png`, bytes])));
    const settings = { base: "xyz", url: `${server.url}/{z}/{x}/{y}.png` } as const;
    const bound = rulesOf(newStore(), { mostBytes: 3000 });
    expect(await fetchPack(settings, TILES, bound)).toBe("full");
    // Each picture is under a kilobyte, four are on their way at once.
    expect(bound.progress.at(-1)?.bytes).toBeLessThan(3000 + 5 * 1000);
    const noRoom = rulesOf(newStore(), { hasRoom: () => Promise.resolve(false) });
    expect(await fetchPack(settings, TILES, noRoom)).toBe("full");
    expect(noRoom.progress).toEqual([]);
    server.refuse(403);
    expect(await fetchPack(settings, TILES, rulesOf(newStore()))).toBe("forbidden");
    server.refuse(500);
    expect(await fetchPack(settings, TILES, rulesOf(newStore()))).toBe("unreachable");
    await server.close();
    expect(await fetchPack(settings, TILES, rulesOf(newStore()))).toBe("unreachable");
    const gone = { base: "pmtiles", url: `${server.url}/area.pmtiles` } as const;
    expect(await fetchPack(gone, TILES, rulesOf(newStore()))).toBe("unreachable");
  });

  it("is not tried where the owner's terms forbid it", () => {
    const here = "https://rounds.example";
    expect(isForbidden("https://tile.openstreetmap.org/{z}/{x}/{y}.png", here)).toBe(true);
    expect(isForbidden("https://mt1.google.com/vt?x={x}&y={y}&z={z}", here)).toBe(true);
    expect(isForbidden("https://tiles.town.example/{z}/{x}/{y}.png", here)).toBe(false);
    expect(isForbidden("/maps/town.pmtiles", here)).toBe(false);
  });
});
