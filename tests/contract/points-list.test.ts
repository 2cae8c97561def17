import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import { decodeLatest } from "../../shared/blocks/latest-columns.ts";
import { latestValuesOf } from "../../shared/blocks/latest-values.ts";
import { LIST_FIELDS } from "../../shared/blocks/list-columns.ts";
import { ListFrameReader } from "../../shared/blocks/list-frame.ts";
import { decodeListPack } from "../../shared/blocks/list-pack.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { CURSOR_HEADER } from "../../shared/model/wire.ts";
import type { WireShards } from "../../shared/rooms/wire-rooms.ts";
import {
  addPerson,
  addPoint,
  openPeopleServer,
  PASSWORD,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signIn } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** What an app keeps a list of all points by, as two people of different areas get it. */
let server: PeopleServer;
let north: TestBrowser;
let all: TestBrowser;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  const { town } = server;
  const nora = { user: "nora", role: "superuser", areas: ["North"], password: PASSWORD } as const;
  await addPerson(server, town, nora);
  await addPerson(server, town, { user: "otto", role: "superuser", password: PASSWORD });
  await addPoint(town, { id: "n1", area: "North", address: "North Street 1", serial: "80000001" });
  await addPoint(town, { id: "s1", area: "South", address: "South Street 1", serial: "80000002" });
  await adoptPoints(town.rooms, town.store.points);
  north = await signIn(server, "nora");
  all = await signIn(server, "otto");
});
afterAll(() => server.close());

const shardsOf = (browser: TestBrowser): Promise<WireShards> => browser.json("GET", "/api/v1/shards");

async function latestOf(browser: TestBrowser) {
  const answer = await browser.request("GET", "/api/v1/latest");
  const columns = decodeLatest(new Uint8Array(await answer.arrayBuffer()));
  if (!columns.ok) throw new Error(columns.error.kind);
  return { etag: answer.headers.get("etag") ?? "", columns: columns.value };
}

/** Status, body and cursor of an answer to "only if it is not this". */
async function askAgain(browser: TestBrowser, path: string, etag: string) {
  const answer = await browser.request("GET", path, undefined, { "if-none-match": etag });
  const cursor = answer.headers.get(CURSOR_HEADER);
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength, cursor };
}

/** Rooms and points as they come as frames. */
async function listsOf(browser: TestBrowser, query = "") {
  const answer = await browser.request("GET", `/api/v1/shards/points${query}`);
  const reader = new ListFrameReader();
  const frames = reader.take(new Uint8Array(await answer.arrayBuffer()));
  expect(reader.isDone).toBe(true);
  return frames.map(({ room, epoch, seq, count, packed }) => {
    const columns = decodeListPack(inflateSync(packed), (bytes) => Buffer.from(bytes).toString());
    if (!columns) throw new Error("no pack");
    const texts = Array.from(columns.ends, (end, n) => columns.text.slice(columns.ends[n - 1] ?? 0, end));
    const idsAndAddresses = texts
      .slice(0, count)
      .map((id, n) => [id, texts[LIST_FIELDS.indexOf("address") * count + n]]);
    const meters = texts.slice(LIST_FIELDS.indexOf("meterKey") * count).slice(0, count);
    return { room, epoch, seq, count, points: Object.fromEntries(idsAndAddresses), meters };
  });
}

describe("the list of points, for apps that keep it", () => {
  it("names the rooms of one's own areas, and each of them opens", async () => {
    const rooms = async (browser: TestBrowser) => (await shardsOf(browser)).shards.map(({ room }) => room);
    expect(await rooms(north)).toEqual(["town/North/points/1"]);
    expect((await rooms(all)).sort()).toEqual(["town/North/points/1", "town/South/points/1"]);
    for (const room of await rooms(all)) {
      const path = `/api/v1/rooms/${encodeURIComponent(room)}/snapshot`;
      expect(await all.code("GET", path)).toBe(200);
      expect(await north.code("GET", path)).toBe(room.includes("North") ? 200 : "room.not-found");
    }
  });

  it("gives the points of one's own rooms, or of those that are asked for among them", async () => {
    const [shard, ...more] = await listsOf(north);
    expect(more).toEqual([]);
    expect(shard).toMatchObject({ ...(await shardsOf(north)).shards[0], count: 1 });
    expect(shard?.points).toEqual({ n1: "North Street 1" });
    expect(shard?.meters).toEqual([server.town.points.find("n1")?.row.meter?.key]);
    expect((await listsOf(all)).map(({ count }) => count)).toEqual([1, 1]);
    const south = `?room=${encodeURIComponent("town/South/points/1")}`;
    expect((await listsOf(all, south)).map(({ points }) => points)).toEqual([{ s1: "South Street 1" }]);
    expect(await listsOf(north, south)).toEqual([]);
    expect(await listsOf(all, "?room=town%2FNowhere%2Fpoints%2F1")).toEqual([]);
    // What are no sums of a list counts as having none.
    expect(await listsOf(all, `${south}&sums=%00nonsense`)).toEqual(await listsOf(all, south));
  });

  it("tells what the points of one's own areas said last, and whether their keys are known", async () => {
    const { columns } = await latestOf(north);
    expect(columns.pointIds).toEqual(["n1"]);
    expect([...columns.hasKey]).toEqual([1]);
    // The seed's last of 25 hourly readings: 5000 + 24 kWh.
    expect([...columns.timesMs]).toEqual([T0 + 24 * 3_600_000]);
    expect(latestValuesOf(columns, 0)).toEqual([
      { register: "E1", unit: "kWh", value: { digits: 5024, exponent: 0 } },
    ]);
    expect([...(await latestOf(all)).columns.pointIds].sort()).toEqual(["n1", "s1"]);
  });

  it("costs nothing to ask for again while nothing changed, and says where the feed is", async () => {
    const shards = await all.request("GET", "/api/v1/shards");
    const same = await askAgain(all, "/api/v1/shards", shards.headers.get("etag") ?? "");
    expect(same).toMatchObject({ status: 304, bytes: 0 });
    const { etag } = await latestOf(all);
    const cursor = String(server.town.changes.cursor());
    expect(await askAgain(all, "/api/v1/latest", etag)).toEqual({ status: 304, bytes: 0, cursor });
  });

  it("differs once somebody edited a point or a meter was heard, for those who see it", async () => {
    const before = { all: await latestOf(all), north: await latestOf(north), shards: await shardsOf(north) };
    const meter = server.town.points.find("s1")?.row.meter?.key as MeterKey;
    const reading = { meter, atMs: T0 + 90_000_000, values: [], status: ["leak"], marks: [] } as const;
    const change = server.town.points.applyReading({ ...reading, source: "radio", receiver: "mast" }, "s1");
    if (change) server.town.changes.publish(change);
    server.town.changes.flush();
    expect((await askAgain(all, "/api/v1/latest", before.all.etag)).status).toBe(200);
    expect((await askAgain(north, "/api/v1/latest", before.north.etag)).status).toBe(304);
    await addPoint(server.town, { id: "n2", area: "North", address: "North Street 2", serial: "80000003" });
    await adoptPoints(server.town.rooms, server.town.store.points);
    const now = await shardsOf(north);
    expect(now.shards.map(({ room }) => room)).toEqual(["town/North/points/1"]);
    expect(now.shards[0]?.seq).toBeGreaterThan(before.shards.shards[0]?.seq ?? Infinity);
    const [list] = await listsOf(north);
    expect(list?.points).toEqual({ n1: "North Street 1", n2: "North Street 2" });
    expect(list?.seq).toBe(now.shards[0]?.seq);
  });
});
