import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WireBlockChanges, WireBlockList } from "../../shared/model/wire-blocks.ts";
import { flipStoredBit } from "../support/flip-stored-bit.ts";
import { addPoint, heatReading, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signInNew } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** Readings as blocks over HTTP: what an office phone does to keep a point's history. */
const HOUR_MS = 3_600_000;
let server: PeopleServer;
let meter: MeterKey;
let north: TestBrowser;
let all: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  north = await signInNew(server, { user: "nora", role: "superuser", areas: ["North"] });
  all = await signInNew(server, { user: "otto", role: "superuser" });
  meter = await addPoint(server.town, { id: "n1", area: "North", address: "North 1", serial: "80000001" });
  await addPoint(server.town, { id: "s1", area: "South", address: "South 1", serial: "80000002" });
});
afterAll(() => server.close());

const reading = (hour: number, one: MeterKey = meter): Reading => heatReading(one, hour, 5000 + hour);

const commit = (readings: readonly Reading[]) =>
  server.town.store.readings.commit({ decodedSeq: 0, readings, outcomes: [], formats: [] });

async function readBlock(answer: Response): Promise<readonly Reading[]> {
  const month = decodeBlock(new Uint8Array(await answer.arrayBuffer()), (body) => inflateRawSync(body));
  if (!month.ok) throw new Error(month.error.kind);
  return readingsOf(month.value);
}

describe("blocks over HTTP", () => {
  it("lists a point's months and sends each as a block, which is not sent again while it stands", async () => {
    const { blocks } = await north.json<WireBlockList>("GET", "/api/v1/points/n1/blocks");
    expect(blocks.map((one) => [one.meter, one.month])).toEqual([[meter, "2026-11"]]);
    const path = `/api/v1/points/n1/blocks/${meter}/2026-11`;
    const answer = await north.request("GET", path);
    expect(answer.headers.get("etag")).toBe(blocks[0]?.etag);
    expect(await readBlock(answer)).toEqual(Array.from({ length: 25 }, (_, hour) => reading(hour)));
    const known = { "if-none-match": blocks[0]?.etag ?? "" };
    const again = await north.request("GET", path, undefined, known);
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await commit([reading(25)]);
    const changed = await north.request("GET", path, undefined, known);
    expect(changed.status).toBe(200);
    expect((await readBlock(changed)).at(-1)).toEqual(reading(25));
  });

  it("tells what changed since a cursor, and only of points the caller may see", async () => {
    const { cursor } = await north.json<WireBlockList>("GET", "/api/v1/points/n1/blocks");
    await commit([reading(26), reading(26, "KAM-80000002-34-04" as MeterKey)]);
    const own = await north.json<WireBlockChanges>("GET", `/api/v1/blocks?since=${cursor}`);
    expect(own.changes.map((one) => [one.pointId, one.month])).toEqual([["n1", "2026-11"]]);
    const list = await north.json<WireBlockList>("GET", "/api/v1/points/n1/blocks");
    expect(own.changes[0]?.etag).toBe(list.blocks[0]?.etag);
    const both = await all.json<WireBlockChanges>("GET", `/api/v1/blocks?since=${cursor}`);
    expect(both.changes.map((one) => one.pointId).sort()).toEqual(["n1", "s1"]);
    const none = await all.json<WireBlockChanges>("GET", `/api/v1/blocks?since=${both.cursor}`);
    expect(none).toEqual({ cursor: both.cursor, changes: [], isReset: false });
    const foreign = await all.json<WireBlockChanges>("GET", `/api/v1/blocks?since=${both.cursor + 99}`);
    expect(foreign.isReset).toBe(true);
  });

  it("gives a point only what was read while the meter was there", async () => {
    const { points, store } = server.town;
    const point = (await store.points.find("n1")) ?? fail("no point");
    const moved = "KAM-80000009-34-04" as MeterKey;
    await points.savePoints(
      [point, { ...point, id: "s9", area: "South" }],
      [
        {
          pointId: "s9",
          meter: moved,
          type: "M",
          mountedAtMs: 0,
          removedAtMs: T0 + 10 * HOUR_MS,
          startValues: [],
          endValues: [],
        },
        {
          pointId: "n1",
          meter: moved,
          type: "M",
          mountedAtMs: T0 + 12 * HOUR_MS,
          startValues: [],
          endValues: [],
        },
      ],
    );
    await store.readings.importMonths(
      toMonthColumns(Array.from({ length: 20 }, (_, hour) => reading(hour, moved))),
    );
    const hours = async (browser: TestBrowser, id: string) =>
      (await readBlock(await browser.request("GET", `/api/v1/points/${id}/blocks/${moved}/2026-11`))).map(
        ({ atMs }) => (atMs - T0) / HOUR_MS,
      );
    expect(await hours(north, "n1")).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
    expect(await hours(all, "s9")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await north.code("GET", `/api/v1/points/s9/blocks/${moved}/2026-11`)).toBe("point.not-found");
    expect(await north.code("GET", `/api/v1/points/s1/blocks`)).toBe("point.not-found");
    expect(await north.code("GET", `/api/v1/points/n1/blocks/KAM-80000002-34-04/2026-11`)).toBe(
      "block.not-found",
    );
  });

  it.each([
    ["month", "2026-13"],
    ["month", "2026-11-01"],
    ["meter", "x"],
  ])("refuses a %s that is none: %s", async (field, text) => {
    const path = field === "month" ? `${meter}/${text}` : `${text}/2026-11`;
    const answer = await north.request("GET", `/api/v1/points/n1/blocks/${path}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "request.invalid", details: { field } } });
  });

  it("says that a month is damaged, to whoever may see it, and goes on with the others", async () => {
    const id = "n7";
    const own = await addPoint(server.town, { id, area: "North", address: "North 7", serial: "80000007" });
    const hours = [...Array.from({ length: 5 }, (_, hour) => hour), 24 * 40];
    await server.town.store.readings.importMonths(toMonthColumns(hours.map((hour) => reading(hour, own))));
    const path = `/api/v1/points/${id}/blocks`;
    const { blocks } = await north.json<WireBlockList>("GET", path);
    const [first, second] = blocks.map(({ month }) => `${path}/${own}/${month}`);
    expect(blocks).toHaveLength(2);
    flipStoredBit(server, 0);
    expect((await north.request("GET", first ?? "")).status).toBe(500);
    expect(await north.code("GET", first ?? "")).toBe("block.damaged");
    expect(await readBlock(await north.request("GET", second ?? ""))).toHaveLength(1);
    expect(await north.json<WireBlockList>("GET", path)).toMatchObject({ blocks });
    expect(server.reported.join("\n")).toMatch(new RegExp(`${own}.*damaged.*backup`, "s"));
    // What came since is not given as if it were the whole month.
    const recent = { decodedSeq: 0, readings: [reading(5, own)], outcomes: [], formats: [] };
    await server.town.store.readings.commit(recent);
    expect(await north.code("GET", first ?? "")).toBe("block.damaged");
    // Of another's meter nothing is said.
    expect(await north.code("GET", `/api/v1/points/n1/blocks/${own}/2026-11`)).toBe("block.not-found");
  });
});

function fail(why: string): never {
  throw new Error(why);
}
