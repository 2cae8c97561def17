import "fake-indexeddb/auto";
import { zlibSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LatestWriter } from "../../shared/blocks/latest-columns.ts";
import { type ListLine, listColumnsOf } from "../../shared/blocks/list-columns.ts";
import { encodeListFrame } from "../../shared/blocks/list-frame.ts";
import { encodeListPack, LIST_PACK_VERSION } from "../../shared/blocks/list-pack.ts";
import { CURSOR_HEADER } from "../../shared/model/wire.ts";
import { PointsDesk } from "./points-desk.ts";
import type { PointsEvent, TableNews } from "./points-protocol.ts";
import { openLocalPoints } from "./store/points.local.ts";

/** A point in each of ten rooms: more than are kept in rows of their own. Numbers go up where streets go down. */
const STREETS = ["Vej", "Torv", "Stræde", "Sti", "Plads", "Park", "Mark", "Gade", "Bro", "Allé"];
const rooms = STREETS.map((_, n) => ({ room: `town/@/points/${n}`, epoch: 1, seq: 1 }));

const lineOf = (n: number): ListLine => ({
  id: `p${n}`,
  number: `${100 + n}`,
  address: `${STREETS[n]} 1`,
  postalCode: "8000",
  city: "Aarhus",
  area: "",
  customer: "",
  customerNumber: "",
  meterKey: "",
  meterType: "",
  medium: "heat",
});

const frameOf = (n: number): Uint8Array =>
  encodeListFrame({
    version: LIST_PACK_VERSION,
    ...(rooms[n] ?? { room: "", epoch: 1, seq: 1 }),
    count: 1,
    packed: zlibSync(encodeListPack(listColumnsOf([lineOf(n)]), (text) => new TextEncoder().encode(text))),
  });

const asked: string[] = [];

function answer(path: string, headers: Readonly<Record<string, string>> = {}): Response {
  asked.push(`${path} ${headers["if-none-match"] ?? ""}`.trim());
  if (path.startsWith("/api/v1/shards/points")) {
    return new Response(new Blob(rooms.map((_, n) => new Uint8Array(frameOf(n)))));
  }
  if (path === "/api/v1/shards") {
    if (headers["if-none-match"] === '"first"') return new Response(null, { status: 304 });
    const shards = { cursor: 1, utility: { name: "Town", timeZone: "Europe/Copenhagen" }, shards: rooms };
    return new Response(JSON.stringify(shards), { headers: { etag: '"first"' } });
  }
  return new Response(new Uint8Array(new LatestWriter().finish()), {
    headers: { etag: '"7"', [CURSOR_HEADER]: "7" },
  });
}

let said: PointsEvent[] = [];
const startDesk = (): PointsDesk => new PointsDesk((event) => said.push(event));
const table = (): TableNews | undefined => said.find((event): event is TableNews => event.kind === "table");
const owner = { utility: "town", personId: "bo" };

/** What lies in the browser's database, and how: rows that rooms have for themselves, and all of them. */
async function kept() {
  const local = await openLocalPoints(owner);
  const { packs, values } = await local.all();
  local.close();
  return { apart: local.apart([]), rooms: packs.length, values: [...values.keys()].sort() };
}

beforeEach(() => {
  asked.length = 0;
  said = [];
  vi.stubGlobal("fetch", async (path: string, init?: { headers?: Record<string, string> }) =>
    answer(path, init?.headers),
  );
});
afterEach(() => vi.unstubAllGlobals());

describe("a list that somebody comes back to", () => {
  it("is kept in one row when it has many rooms", async () => {
    const desk = startDesk();
    desk.perform({ kind: "order", column: "number", languageTag: "da" });
    desk.perform({ kind: "open", owner });
    await expect.poll(table).toBeDefined();
    await expect.poll(kept).toEqual({ apart: 0, rooms: 10, values: ["latest", "list", "order number da"] });
  });

  it("is read before anybody asks, says nothing until then, and stands in the order that is asked for", async () => {
    const desk = startDesk();
    desk.readAhead(owner);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said).toEqual([]);
    expect(asked).toEqual([]);
    desk.perform({ kind: "open", owner });
    // It was left in the order of its numbers.
    desk.perform({ kind: "order", column: "address", languageTag: "da" });
    await expect.poll(table).toBeDefined();
    expect(table()?.rooms).toEqual(rooms.map(({ room }) => room));
    // Allé, Bro, Gade … Vej: the last point is first.
    expect([...(table()?.order?.order ?? [])]).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    await expect.poll(() => said.at(-1)?.kind).toBe("words");
    expect(asked).toEqual(['/api/v1/shards "first"']);
  });

  it("asks the server for every room's state when two tabs left rooms that do not belong together", async () => {
    const other = await openLocalPoints<unknown>(owner);
    const { packs } = await other.all();
    const [first] = packs;
    if (!first) throw new Error("nothing is kept");
    await other.write({ packs: [{ ...first, seq: 0 }], gone: [], values: {} });
    other.close();
    startDesk().perform({ kind: "open", owner });
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    expect(asked.slice(0, 2)).toEqual(["/api/v1/latest", "/api/v1/shards"]);
  });
});
