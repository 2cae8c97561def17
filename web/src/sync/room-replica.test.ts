import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { decodeClientFrame, encodeServerFrame } from "../../../shared/rooms/channel-frame.ts";
import { listGroups, saveGroup } from "../../../shared/rooms/group-room.ts";
import type { RoomStorage } from "../../../shared/rooms/kept-room.ts";
import { editField, viewPoint, writeBase } from "../../../shared/rooms/overlay.ts";
import { recordOf } from "../../../shared/rooms/point-record.ts";
import { openLocalRooms } from "../store/rooms.local.ts";
import { connectRooms, type Rooms, type RoomsOptions } from "./connect-rooms.ts";
import { refreshKept } from "./refresh-kept.ts";

/** Rooms on a client whose server is silent, or says just what a test puts into its mouth. */
const SHARD = "town/north/points/1";
const point = recordOf({
  id: "p-1",
  number: "1",
  address: "Havnegade 1",
  postalCode: "8000",
  city: "Aarhus",
  area: "north",
  medium: "heat",
  intervalMinutes: 60,
  customerNumber: "1",
  customerName: "Jensen",
});

const open: Rooms[] = [];
afterEach(async () => {
  for (const rooms of open.splice(0)) await rooms.close();
});

const newStorage = () => openLocalRooms({ utility: "town", personId: crypto.randomUUID() });

const snapshotOf = (write: (doc: Y.Doc) => void) => {
  const doc = new Y.Doc();
  write(doc);
  return { epoch: 1, state: Y.encodeStateAsUpdate(doc) };
};

function offline(storage: RoomStorage, more: Partial<RoomsOptions> = {}): Rooms {
  const rooms = connectRooms({
    storage,
    makeSocket: () => ({ send: () => undefined, close: () => undefined }),
    fetchSnapshot: async (room) =>
      room === SHARD ? snapshotOf((doc) => writeBase(doc, [point])) : undefined,
    fetchNews: () => Promise.reject(new Error("offline")),
    nowMs: () => 1_000,
    newId: () => crypto.randomUUID(),
    random: () => 0.5,
    keepAfterMs: 5,
    ...more,
  });
  open.push(rooms);
  return rooms;
}

const anna = { by: "anna", atMs: 5 };
const note = (doc: Y.Doc) => viewPoint(doc, "p-1")?.record.accessNote;

describe("undo", () => {
  it("takes back what this person did, step by step, and nothing that came from others", async () => {
    const rooms = offline(newStorage());
    const replica = await rooms.open(SHARD);
    const say = (field: string, value: string) =>
      replica.edit((doc) => editField(doc, { id: "p-1", field, value }, anna));
    say("accessNote", "ring");
    replica.undo.stopCapturing();
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(replica.doc));
    editField(elsewhere, { id: "p-1", field: "city", value: "Viborg" }, { by: "bent", atMs: 6 });
    Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(elsewhere), "server");
    say("accessNote", "ring twice");
    replica.undo.undo();
    expect(note(replica.doc)).toBe("ring");
    replica.undo.undo();
    expect(note(replica.doc)).toBe("");
    expect(viewPoint(replica.doc, "p-1")?.record.city).toBe("Viborg");
    expect(replica.undo.canUndo()).toBe(false);
    replica.undo.redo();
    expect(note(replica.doc)).toBe("ring");
  });

  it("is sent like any other edit", async () => {
    const rooms = offline(newStorage());
    const replica = await rooms.open("town/groups");
    replica.edit((doc) => saveGroup(doc, "g", { name: "North", kind: "fixed", query: null, comment: "" }));
    const before = rooms.state().waiting;
    replica.undo.undo();
    expect(listGroups(replica.doc).size).toBe(0);
    expect(rooms.state().waiting).toBe(before + 1);
  });
});

describe("a room without a server", () => {
  it("keeps what is typed over closing the page and opening it again", async () => {
    const storage = newStorage();
    const first = offline(storage);
    const replica = await first.open(SHARD);
    replica.edit((doc) => editField(doc, { id: "p-1", field: "accessNote", value: "ring" }, anna));
    expect(first.state()).toMatchObject({ standing: "connecting", waiting: 1, drafts: 0 });
    await first.leave(SHARD);
    first.abandon();

    const second = offline(storage, { fetchSnapshot: () => Promise.reject(new Error("offline")) });
    await expect.poll(() => second.state().waiting).toBe(1);
    expect(note((await second.open(SHARD)).doc)).toBe("ring");
    expect(second.state().waiting).toBe(1);
  });

  it("whose kept state is damaged is loaded anew, and what is unsent is still there", async () => {
    const storage = newStorage();
    const first = offline(storage);
    const replica = await first.open(SHARD);
    replica.edit((doc) => editField(doc, { id: "p-1", field: "accessNote", value: "ring" }, anna));
    await first.leave(SHARD);
    const { kept } = await storage.load(SHARD);
    if (kept) await storage.keep({ ...kept, state: Uint8Array.of(255, 255, 255) });
    const second = offline(storage);
    const again = await second.open(SHARD);
    expect(viewPoint(again.doc, "p-1")?.record.customerName).toBe("Jensen");
    expect(again.unsentCount).toBe(1);
  });

  it("says when the browser's storage keeps nothing", async () => {
    const storage = newStorage();
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const rooms = offline({ ...storage, addUnsent: full });
    const replica = await rooms.open(SHARD);
    replica.edit((doc) => editField(doc, { id: "p-1", field: "accessNote", value: "ring" }, anna));
    await expect.poll(() => rooms.state().isStorageFailing).toBe(true);
    expect(rooms.state().waiting).toBe(1);
  });
});

describe("a server that is newer than the app", () => {
  it("is told apart from one that is gone", async () => {
    const rooms = offline(newStorage(), {
      makeSocket: ({ message }) => {
        setTimeout(() => message(encodeServerFrame({ type: "hello", version: 99, personId: "anna" })), 1);
        return { send: () => undefined, close: () => undefined };
      },
    });
    await expect.poll(() => rooms.state().standing).toBe("outdated");
  });
});

describe("a person who may not open a room any more", () => {
  it("finds what they typed among their drafts", async () => {
    const storage = newStorage();
    let hello = (): void => undefined;
    const rooms = offline(storage, {
      makeSocket: ({ message }) => {
        hello = () => message(encodeServerFrame({ type: "hello", version: 1, personId: "anna" }));
        return {
          send: (bytes) => {
            const frame = decodeClientFrame(bytes);
            if (frame?.type !== "open") return;
            message(encodeServerFrame({ type: "closed", channel: frame.channel, reason: "not-permitted" }));
          },
          close: () => undefined,
        };
      },
    });
    const replica = await rooms.open(SHARD);
    replica.edit((doc) => editField(doc, { id: "p-1", field: "accessNote", value: "ring" }, anna));
    await expect.poll(() => rooms.state().waiting).toBe(1);
    hello();
    await expect.poll(() => rooms.state()).toMatchObject({ waiting: 0, drafts: 1 });
    expect(await rooms.drafts()).toMatchObject([
      { room: SHARD, reason: "not-permitted", change: { key: "p-1/accessNote" } },
    ]);
    expect(replica.closedBy).toBe("not-permitted");
  });
});

describe("following the change cursor", () => {
  const kept = (room: string, epoch: number, name: string) => {
    const state = snapshotOf((doc) => saveGroup(doc, "g", { name })).state;
    return { room, epoch, state, syncedAtMs: 1 };
  };
  const nameIn = async (storage: RoomStorage, room: string) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, (await storage.load(room)).kept?.state ?? new Uint8Array());
    return doc.getMap("groups").get("g/name");
  };

  it("brings kept rooms up to date: by their updates, or whole when they are of another generation", async () => {
    const storage = newStorage();
    const [a, b, c, d] = ["town/groups", "town/rounds/b", "town/rounds/c", "town/rounds/d"] as const;
    for (const room of [a, b, c, d]) await storage.keep(kept(room, 1, "old"));
    await storage.advance({ cursor: 10, kept: [], gone: [] });
    const change = snapshotOf((doc) => saveGroup(doc, "g", { comment: "new" })).state;
    const asked: (number | undefined)[] = [];
    const changed = await refreshKept({
      storage,
      fetchNews: async (cursor) => {
        asked.push(cursor);
        if (cursor !== 10) return { cursor: 14, updates: [], reload: [] };
        return {
          cursor: 14,
          updates: [
            { room: a, epoch: 1, update: change },
            { room: b, epoch: 2, update: change },
            { room: "town/settings", epoch: 1, update: change },
          ],
          reload: [c, d],
        };
      },
      fetchSnapshot: async (room) =>
        room === d ? undefined : { epoch: 2, state: kept(room, 2, `fresh ${room}`).state },
      isOpen: () => false,
      nowMs: () => 99,
    });
    expect([...changed].sort()).toEqual([a, b, c, d]);
    expect(asked).toEqual([10, 14]);
    expect(await nameIn(storage, a)).toBe("old");
    expect((await storage.load(a)).kept?.syncedAtMs).toBe(99);
    expect(await nameIn(storage, b)).toBe(`fresh ${b}`);
    expect(await nameIn(storage, c)).toBe(`fresh ${c}`);
    expect(await storage.keptRooms()).toEqual([a, b, c]);
    expect(await storage.cursor()).toBe(14);
  });
});
