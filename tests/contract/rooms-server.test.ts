import "fake-indexeddb/auto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { startSession } from "../../server/auth/open-sessions.ts";
import type { RunningServer } from "../../server/start-server.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { importPoints } from "../../server/sync/write-points.ts";
import type { AreaScope, Role } from "../../shared/model/permission.ts";
import type { WirePointList } from "../../shared/model/wire.ts";
import type { WireAudit } from "../../shared/model/wire-people.ts";
import { editField, foldEdits, viewOf } from "../../shared/rooms/overlay.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";
import type { WireConflict, WireRoomsSince } from "../../shared/rooms/wire-rooms.ts";
import { openLocalRooms } from "../../web/src/store/rooms.local.ts";
import { connectRooms, type Rooms } from "../../web/src/sync/connect-rooms.ts";
import { MASTER_KEY } from "../support/people-server.ts";
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";
import { startHere } from "../support/start-here.ts";
import { nodeSocket, TEST_TIMING } from "../support/test-rooms.ts";

/** Rooms through the whole server: sessions, guards, HTTP and one socket. */
const dataFolder = makeDataFolder();
const by = { name: "test", address: "", computer: "" };
const SHARD = "town/north/points/1";
let server: RunningServer;
const open: Rooms[] = [];

beforeAll(async () => {
  const seeded = await openUtilityStore({ dataFolder, utility: "town", masterKey: MASTER_KEY });
  if (!seeded.ok) throw new Error(seeded.error.kind);
  await seeded.value.points.save([pointOf(1, "north"), pointOf(2, "north"), pointOf(3, "south")], []);
  await seeded.value.close();
  server = await startHere(dataFolder, { utility: "town", masterKey: MASTER_KEY });
  for (const [id, role, areas] of [
    ["anna", "superuser", "all"],
    ["bent", "superuser", "all"],
    ["dora", "user", ["south"]],
    ["ada", "administrator", "all"],
  ] as const)
    await addPerson(id, role, areas);
});
afterAll(async () => {
  for (const rooms of open) await rooms.close();
  await server.close();
  removeDataFolder(dataFolder);
});

const pointOf = (n: number, area: string) =>
  recordOf({
    id: `p-${n}`,
    number: `${n}`,
    address: `Havnegade ${n}`,
    postalCode: "8000",
    city: "Aarhus",
    area,
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: `${n}`,
    customerName: `Customer ${n}`,
  });

async function addPerson(id: string, role: Role, areas: AreaScope): Promise<void> {
  const note = { atMs: Date.now(), event: "person.created", by };
  await server.deps.store.people.create({ id, user: id, name: id, role, areas, isActive: true }, note);
}

async function cookieOf(id: string): Promise<string> {
  const person = await server.deps.store.people.find(id);
  if (!person) throw new Error(`${id} is not there`);
  const { sessions } = server.deps.store;
  const { token } = await startSession(sessions, { utility: "town", person, by, how: "test" }, Date.now());
  return `rounds-session-${server.port}=${token}`;
}

const hostOf = () => `localhost:${server.port}`;
const ask = async (path: string, who: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://${hostOf()}${path}`, {
    ...init,
    headers: { cookie: await cookieOf(who), "sec-fetch-site": "same-origin", ...init.headers },
  });
const json = async <T>(path: string, who: string): Promise<T> => (await (await ask(path, who)).json()) as T;

/** The app's own rooms, as a signed-in browser has them. */
function appOf(who: string, cookie: () => string, isCut: () => boolean = () => false): Rooms {
  const rooms = connectRooms({
    storage: openLocalRooms({ utility: `server-${server.port}`, personId: who }),
    makeSocket: (ends) =>
      isCut()
        ? { send: () => undefined, close: () => undefined }
        : nodeSocket(`ws://${hostOf()}/sync`, () => ({
            cookie: cookie(),
            origin: `http://${hostOf()}`,
            "sec-fetch-site": "same-origin",
          }))(ends),
    fetchSnapshot: async () => undefined,
    fetchNews: () => Promise.reject(new Error("not asked here")),
    nowMs: () => Date.now(),
    newId: () => crypto.randomUUID(),
    random: () => 0.5,
    timing: TEST_TIMING,
    keepAfterMs: 10,
  });
  open.push(rooms);
  return rooms;
}

const say = (rooms: Rooms, who: string, id: string, city: string) =>
  rooms
    .open(`town/${id === "p-3" ? "south" : "north"}/points/1`)
    .then((replica) =>
      replica.edit((doc) =>
        editField(doc, { id, field: "city", value: city }, { by: who, atMs: Date.now() }),
      ),
    );

const synced = (rooms: Rooms, room: string) =>
  expect.poll(async () => (await rooms.open(room)).isSynced).toBe(true);

const refusedWith = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://${hostOf()}/sync`, { headers });
    socket.on("unexpected-response", (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.on("open", () => resolve(101));
    socket.on("error", () => undefined);
  });

describe("points of a store that was filled before there were rooms", () => {
  it("are in rooms of their areas when the server has started", async () => {
    expect(await server.deps.store.rooms.shards()).toEqual([
      { room: "town/north/points/1", points: 2 },
      { room: "town/south/points/1", points: 1 },
    ]);
    expect((await json<WirePointList>("/api/v1/points", "anna")).points).toHaveLength(3);
  });
});

describe("the socket", () => {
  it("opens for nobody who is not signed in, and for no other web site", async () => {
    const origin = `http://${hostOf()}`;
    expect(await refusedWith({ origin })).toBe(401);
    const cookie = await cookieOf("anna");
    expect(await refusedWith({ cookie, origin: "https://elsewhere.example" })).toBe(403);
    expect(await refusedWith({ cookie, origin })).toBe(101);
  });

  it("takes an edit into the list, the change feed and the audit log", async () => {
    const cookie = await cookieOf("anna");
    const rooms = appOf("anna", () => cookie);
    await synced(rooms, SHARD);
    const { cursor } = await json<WirePointList>("/api/v1/points", "anna");
    await say(rooms, "anna", "p-1", "Viborg");
    expect((await rooms.sendReceive()).isDone).toBe(true);
    const { points } = await json<WirePointList>("/api/v1/points", "anna");
    expect(points.find(({ id }) => id === "p-1")?.city).toBe("Viborg");
    await expect
      .poll(() => server.deps.changes.after(cursor)?.map(({ change }) => change))
      .toMatchObject([{ kind: "point", point: { id: "p-1", city: "Viborg" } }]);
    const { entries } = await json<WireAudit>("/api/v1/audit?from=0&to=9000000000000000", "ada");
    expect(entries.find(({ event }) => event === "point.edited")).toMatchObject({
      by: { id: "anna", name: "anna" },
      target: { kind: "point", id: "p-1" },
      before: { city: "Aarhus" },
      after: { city: "Viborg" },
    });
  });

  it("takes nothing after signing out; what was typed meanwhile is sent after signing in again", async () => {
    let cookie = await cookieOf("bent");
    const rooms = appOf("bent", () => cookie);
    await synced(rooms, SHARD);
    const note = { atMs: Date.now(), event: "session.ended", by };
    await server.deps.store.sessions.endAll("bent", note);
    await say(rooms, "bent", "p-2", "Skive");
    await expect.poll(() => rooms.state().standing).toBe("offline");
    expect((await server.deps.store.points.find("p-2"))?.city).toBe("Aarhus");
    expect(rooms.state().waiting).toBe(1);
    cookie = await cookieOf("bent");
    expect(await rooms.sendReceive()).toMatchObject({ isDone: true, sent: 1, newDrafts: 0 });
    expect((await server.deps.store.points.find("p-2"))?.city).toBe("Skive");
  });
});

describe("a phone that was away for a month", () => {
  it("keeps its edits over new generations; where somebody else spoke meanwhile its own word is a draft", async () => {
    let isCut = false;
    const [carl, anna] = await Promise.all(["ada", "anna"].map(cookieOf));
    const phone = appOf(
      "phone",
      () => carl ?? "",
      () => isCut,
    );
    const office = appOf("office", () => anna ?? "");
    await synced(phone, SOUTH_SHARD);
    await synced(office, SOUTH_SHARD);
    isCut = true;
    phone.drop();
    const field = (rooms: Rooms, by: string, name: string, value: string) =>
      rooms
        .open(SOUTH_SHARD)
        .then((replica) =>
          replica.edit((doc) => editField(doc, { id: "p-3", field: name, value }, { by, atMs: Date.now() })),
        );
    await field(phone, "ada", "accessNote", "the dog bites");
    await field(phone, "ada", "customerPhone", "+45 12 34 56 78");
    const renew = () => server.deps.rooms.use(SOUTH, (room) => room.exclusive(() => room.renew()));
    await renew();
    await field(office, "anna", "city", "Skive");
    await office.sendReceive([SOUTH_SHARD]);
    await renew();
    await field(office, "anna", "customerPhone", "none");
    await office.sendReceive([SOUTH_SHARD]);
    isCut = false;
    expect(await phone.sendReceive([SOUTH_SHARD])).toMatchObject({ isDone: true, newDrafts: 1 });
    await office.sendReceive([SOUTH_SHARD]);
    const expected = { accessNote: "the dog bites", city: "Skive", customerPhone: "none" };
    for (const rooms of [phone, office]) {
      const replica = await rooms.open(SOUTH_SHARD);
      await expect.poll(() => viewOf(replica.doc).get("p-3")?.record).toMatchObject(expected);
    }
    const [draft] = await phone.drafts();
    expect(draft).toMatchObject({ reason: "overtaken", change: { key: "p-3/customerPhone" } });
    if (draft) expect(await phone.sayAgain(draft)).toBe(true);
    expect(await phone.sendReceive([SOUTH_SHARD])).toMatchObject({ isDone: true });
    await office.sendReceive([SOUTH_SHARD]);
    const replica = await office.open(SOUTH_SHARD);
    await expect.poll(() => viewOf(replica.doc).get("p-3")?.record.customerPhone).toBe("+45 12 34 56 78");
    expect(phone.state()).toMatchObject({ waiting: 0, drafts: 0 });
  });
});

describe("presence", () => {
  it("says who is at what, under the name they signed in with, until they leave", async () => {
    const [carl, anna] = await Promise.all(["ada", "anna"].map(cookieOf));
    const office = appOf("office-2", () => anna ?? "");
    const other = appOf("other", () => carl ?? "");
    await synced(office, SHARD);
    await synced(other, SHARD);
    const [watching, typing] = [await office.open(SHARD), await other.open(SHARD)];
    typing.setPresence({ at: "p-1/city", user: { id: "anna", name: "Anna" } });
    await expect
      .poll(() => watching.presence())
      .toContainEqual({ at: "p-1/city", user: { id: "ada", name: "ada" } });
    await other.close();
    await expect.poll(() => watching.presence().filter(({ at }) => at === "p-1/city")).toEqual([]);
  });
});

describe("rooms over HTTP", () => {
  it("give a snapshot once, and then say that nothing is newer", async () => {
    const path = `/api/v1/rooms/${encodeURIComponent(SHARD)}/snapshot`;
    const answer = await ask(path, "anna");
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("rounds-epoch")).toBe("1");
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
    expect([...viewOf(doc).keys()].sort()).toEqual(["p-1", "p-2"]);
    const etag = answer.headers.get("etag") ?? "";
    expect((await ask(path, "anna", { headers: { "if-none-match": etag } })).status).toBe(304);
    const plain = await ask(path, "anna", { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(gunzipSync(Buffer.from((await server.deps.rooms.snapshot(NORTH))?.packed ?? [])).length).toBe(
      (await plain.arrayBuffer()).byteLength,
    );
  });

  it.each([
    ["another utility's", "village/north/points/1"],
    ["one outside one's areas", SHARD],
    ["one that does not exist", "town/south/points/9"],
    ["a name that is none", "..%2f..%2fsettings"],
  ])("say of %s only that there is none", async (_, room) => {
    const answer = await ask(`/api/v1/rooms/${encodeURIComponent(room)}/snapshot`, "dora");
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "room.not-found" } }]);
  });

  it.each(["town/south/members/1", "town/south/comments/1", "town/groups"])(
    "say of %s that nothing was said in it yet, to whoever may enter it",
    async (room) => {
      const answer = await ask(`/api/v1/rooms/${encodeURIComponent(room)}/snapshot`, "dora");
      expect(answer.status).toBe(204);
    },
  );

  it("tell what is new since a cursor, of the rooms one may see", async () => {
    const since = await json<WireRoomsSince>("/api/v1/rooms?since=0", "anna");
    expect(since.reload).toContain(SHARD);
    const before = await json<WireRoomsSince>(`/api/v1/rooms?since=${since.cursor}`, "anna");
    expect(before).toEqual({ cursor: since.cursor, updates: [], reload: [] });
    await importPoints(server.deps.rooms, { records: [{ ...pointOf(3, "south"), city: "Randers" }], by });
    const after = await json<WireRoomsSince>(`/api/v1/rooms?since=${since.cursor}`, "dora");
    expect(after.updates.map(({ room, epoch }) => [room, epoch])).toEqual([[SOUTH_SHARD, 3]]);
    expect(after.cursor).toBeGreaterThan(since.cursor);
  });

  it("list conflicts until somebody settles them", async () => {
    const cookie = await cookieOf("anna");
    const rooms = appOf("anna-2", () => cookie);
    const source = "billing";
    const imported = (name: string) => ({ ...pointOf(1, "north"), customerName: name });
    await importPoints(server.deps.rooms, { source, records: [imported("Customer 1")], by });
    const replica = await rooms.open(SHARD);
    await synced(rooms, SHARD);
    const at = { id: "p-1", field: "customerName", value: "Jensen" };
    replica.edit((doc) => editField(doc, at, { by: "anna", atMs: Date.now() }));
    await rooms.sendReceive();
    await server.deps.rooms.edit({ by, rooms: [{ name: NORTH, run: foldEdits }] });
    await importPoints(server.deps.rooms, { source, records: [imported("Jessen")], by });
    const { conflicts } = await json<{ conflicts: WireConflict[] }>("/api/v1/conflicts", "anna");
    expect(conflicts).toMatchObject([{ kind: "base", stands: "Jensen", other: "Jessen" }]);
    expect((await json<{ conflicts: WireConflict[] }>("/api/v1/conflicts", "dora")).conflicts).toEqual([]);
    const body = JSON.stringify({ keys: [{ room: SHARD, part: "edits", key: "p-1/city" }] });
    const settle = (who: string) =>
      ask("/api/v1/conflicts/settled", who, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
    expect((await settle("anna")).status).toBe(200);
    expect((await settle("dora")).status).toBe(403);
  });
});

const SOUTH = { utility: "town", kind: "points", area: "south", id: "1" } as const;
const SOUTH_SHARD = "town/south/points/1";
const NORTH = { utility: "town", kind: "points", area: "north", id: "1" } as const;
