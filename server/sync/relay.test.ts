import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import { type AreaScope, ROLE_PRESETS, type Role } from "../../shared/model/permission.ts";
import { decodeServerFrame, encodeClientFrame, type ServerFrame } from "../../shared/rooms/channel-frame.ts";
import { commentsOf } from "../../shared/rooms/comment-room.ts";
import { changeMembers, membersByGroup } from "../../shared/rooms/group-room.ts";
import { editsOfMove } from "../../shared/rooms/move-customer.ts";
import { addPoint, baseOf, editField, editsOf, foldEdits, viewOf } from "../../shared/rooms/overlay.ts";
import { type PointRecord, recordOf } from "../../shared/rooms/point-record.ts";
import { encodeOccupancy, encodePointRecord } from "../../shared/rooms/record-codec.ts";
import { markRead, readOf } from "../../shared/rooms/round-room.ts";
import type { UtilityStore } from "../ports.ts";
import { openStoreCore } from "../store/open-store-core.ts";
import type { StoreCore } from "../store/store-rpc.ts";
import { Relay } from "./relay.ts";
import { type PointsHeard, RELAY_LIMITS } from "./relay-options.ts";
import { allowByRights, type RoomUser } from "./room-user.ts";
import type { SocketSession } from "./socket-session.ts";
import { changePoint, importPoints, movePoint } from "./write-points.ts";

let folder = "";
let store: UtilityStore;
let relay: Relay;
let heard: PointsHeard[] = [];

const LIMITS = { ...RELAY_LIMITS, updateBytes: 20_000, renewFactor: 2, renewFromBytes: 20_000 };
const system = { name: "import", address: "", computer: "" };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "rounds-relay-"));
  heard = [];
  await start();
});
afterEach(async () => {
  await relay.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const opened = openStoreCore({ dataFolder: folder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = asThread(opened.value);
  isDiskFull = false;
  relay = new Relay({
    utility: "town",
    store: new Proxy(store.rooms, {
      get: (rooms, method) =>
        isDiskFull && method === "commit"
          ? () => Promise.reject(new Error("the disk is full"))
          : rooms[method as keyof typeof rooms],
    }),
    allow: allowByRights,
    limits: LIMITS,
    nowMs: () => 1_000_000,
    locks: () => store.review.locks(),
    report: (text) => reports.push(text),
    onPoints: (points) => heard.push(points),
  });
}
/** The store on this thread, with what goes in and out copied as on its way to and from its own. */
function asThread(core: StoreCore): UtilityStore {
  const part = (store: object) =>
    new Proxy(store, {
      get:
        (target, method) =>
        async (...args: unknown[]) =>
          structuredClone(Reflect.get(target, method)(...structuredClone(args))),
    });
  const parts = Object.entries(core).map(([name, store]) => [
    name,
    typeof store === "function" ? async () => core.close() : part(store),
  ]);
  return Object.fromEntries(parts) as UtilityStore;
}

let isDiskFull = false;
const reports: string[] = [];

const person = (personId: string, role: Role = "superuser", areas: AreaScope = "all"): RoomUser => ({
  personId,
  name: personId,
  permissions: ROLE_PRESETS[role],
  areas,
  actor: { personId, name: personId, address: "10.0.0.1", computer: "test" },
});

const pointOf = (n: number, more: Partial<PointRecord> = {}): PointRecord => ({
  ...recordOf({
    id: `p-${n}`,
    number: `${n}`,
    address: `Havnegade ${n}`,
    postalCode: "8000",
    city: "Aarhus",
    area: "north",
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: `${n}`,
    customerName: `Customer ${n}`,
  }),
  ...more,
});

const SHARD = "town/north/points/1";

/** A client without comfort: a document, a socket's frames, and nothing repaired behind its back. */
class Client {
  readonly doc = new Y.Doc();
  readonly frames: ServerFrame[] = [];
  readonly session: SocketSession;
  closedWith: number | undefined;
  #seq = 0;
  #read = 0;

  constructor(user: RoomUser) {
    this.session = relay.attach(
      {
        send: (bytes) => {
          const frame = decodeServerFrame(bytes);
          if (frame) this.frames.push(frame);
          if (frame?.type === "put" && frame.bytes[0] === 0 && frame.bytes[1] !== 0) {
            const answer = encoding.createEncoder();
            const from = { arr: frame.bytes, pos: 1 };
            sync.readSyncMessage(from as never, answer, this.doc, "server");
          }
        },
        close: (code) => {
          this.closedWith = code;
        },
        unsentBytes: () => 0,
      },
      user,
    );
  }

  async open(room: string, epoch = 0): Promise<ServerFrame> {
    this.session.receive(encodeClientFrame({ type: "open", channel: 1, room, epoch }));
    const frame = await this.next("opened", "closed", "stale");
    if (frame.type === "opened") {
      this.#put((to) => sync.writeSyncStep1(to, this.doc));
      await this.next("put");
      await this.#settled();
    }
    return frame;
  }

  /** Sends what `write` does to the document. */
  async say(write: (doc: Y.Doc) => void): Promise<ServerFrame> {
    const before = Y.encodeStateVector(this.doc);
    write(this.doc);
    return this.send(Y.encodeStateAsUpdate(this.doc, before));
  }

  async send(update: Uint8Array): Promise<ServerFrame> {
    this.#put((to) => sync.writeUpdate(to, update));
    return this.next("saved", "refused");
  }

  async next(...types: ServerFrame["type"][]): Promise<ServerFrame> {
    for (let wait = 0; wait < 2_000; wait++) {
      while (this.#read < this.frames.length) {
        const frame = this.frames[this.#read++];
        if (frame && types.includes(frame.type)) return frame;
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`no ${types.join(" or ")} came`);
  }

  #put(write: (to: encoding.Encoder) => void): void {
    this.#seq += 1;
    const bytes = encoding.encode((to) => {
      encoding.writeVarUint(to, 0);
      write(to);
    });
    this.session.receive(encodeClientFrame({ type: "put", channel: 1, seq: this.#seq, bytes }));
  }

  async #settled(): Promise<void> {
    const had = this.frames.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (this.frames.length !== had) await this.#settled();
  }
}

const edit =
  (by: string, value: string, field = "accessNote", id = "p-1") =>
  (doc: Y.Doc) => {
    editField(doc, { id, field, value }, { by, atMs: 5 });
  };

const stateOf = async (room = SHARD): Promise<Uint8Array | undefined> => {
  const stored = await store.rooms.load(room);
  return stored && Y.mergeUpdates([stored.snapshot, ...stored.updates].filter((one) => one.length > 0));
};
const events = async () =>
  (await store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 100 })).map(
    ({ event, after, by, target }) => ({ event, after, by: by.name, target: target?.id }),
  );

const seed = (count = 3, more: Partial<PointRecord> = {}) =>
  importPoints(relay, {
    source: "billing",
    records: Array.from({ length: count }, (_, n) => pointOf(n + 1, more)),
    by: system,
  });

/** A point of a round, in the north. */
const CARD = {
  order: 1,
  number: "1",
  address: "",
  postalCode: "",
  city: "",
  area: "north",
  position: null,
  medium: "heat",
  customerName: "",
  accessNote: "",
  meter: null,
  meterType: "",
  last: null,
};

describe("an edit", () => {
  it("is on disk with its row and its audit entry before it is acknowledged, and reaches everybody else", async () => {
    await seed();
    const [anna, bent] = [new Client(person("anna")), new Client(person("bent", "user"))];
    await anna.open(SHARD);
    await bent.open(SHARD);
    const saved = await anna.say(edit("anna", "Jensen", "customerName"));
    expect(saved.type).toBe("saved");
    expect((await store.points.find("p-1"))?.customerName).toBe("Jensen");
    expect((await events())[0]).toEqual({
      event: "point.edited",
      by: "anna",
      target: "p-1",
      after: { customerName: "Jensen" },
    });
    await bent.next("put");
    expect(viewOf(bent.doc)).toEqual(viewOf(anna.doc));
    expect(heard.at(-1)?.saved.map(({ customerName }) => customerName)).toEqual(["Jensen"]);
  });

  it("is acknowledged with a state vector that covers it", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    const saved = await anna.say(edit("anna", "ring"));
    const vector = saved.type === "saved" ? Y.decodeStateVector(saved.vector) : new Map<number, number>();
    expect(vector.get(anna.doc.clientID)).toBe(Y.getState(anna.doc.store, anna.doc.clientID));
  });

  it("that the store cannot write is not taken, and can be sent again", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    const before = await stateOf();
    isDiskFull = true;
    expect(await anna.say(edit("anna", "ring"))).toMatchObject({ type: "refused", reason: "busy" });
    expect(await stateOf()).toEqual(before);
    isDiskFull = false;
    await anna.open(SHARD);
    expect((await anna.send(Y.encodeStateAsUpdate(anna.doc))).type).toBe("saved");
  });

  it("sent twice is saved once", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "ring"));
    const [state, log] = [await stateOf(), await events()];
    expect((await anna.send(Y.encodeStateAsUpdate(anna.doc))).type).toBe("saved");
    expect(await stateOf()).toEqual(state);
    expect(await events()).toEqual(log);
  });

  it("of two people who did not know of each other lets one value stand and keeps the other for the work list", async () => {
    await seed();
    const [anna, bent] = [new Client(person("anna")), new Client(person("bent"))];
    await anna.open(SHARD);
    await bent.open(SHARD);
    edit("anna", "ring")(anna.doc);
    edit("bent", "knock")(bent.doc);
    const [fromAnna, fromBent] = [anna, bent].map(({ doc }) => Y.encodeStateAsUpdate(doc));
    await anna.send(fromAnna ?? new Uint8Array());
    await bent.send(fromBent ?? new Uint8Array());
    await anna.next("put");
    const [conflict] = await store.rooms.conflicts(10);
    const stands = editsOf(anna.doc).get("p-1/accessNote")?.[0];
    expect(conflict).toMatchObject({
      room: SHARD,
      key: "p-1/accessNote",
      kind: "concurrent",
      stands,
      other: stands === "ring" ? "knock" : "ring",
      otherBy: stands === "ring" ? "bent" : "anna",
    });
    await relay.settle([{ room: SHARD, part: "edits", key: "p-1/accessNote" }], person("anna").actor);
    expect(await store.rooms.conflicts(10)).toEqual([]);
    expect((await events())[0]).toMatchObject({ event: "room.conflict-settled", by: "anna" });
  });
});

describe("an edit that lost to one its writer then saw and replaced", () => {
  it("is kept for the work list", async () => {
    await seed();
    const [anna, bent] = [new Client(person("anna")), new Client(person("bent"))];
    await anna.open(SHARD);
    anna.doc.clientID = 4_000_000_000;
    await bent.open(SHARD);
    bent.doc.clientID = 2;
    const sent: Uint8Array[] = [];
    bent.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") sent.push(update);
    });
    edit("bent", "first")(bent.doc);
    await anna.say(edit("anna", "between"));
    await bent.next("put");
    edit("bent", "second")(bent.doc);
    await bent.send(Y.mergeUpdates(sent));
    expect((await store.points.list())[0]?.id).toBe("p-1");
    expect(viewOf(bent.doc).get("p-1")?.record.accessNote).toBe("second");
    expect(await store.rooms.conflicts(10)).toMatchObject([
      { kind: "concurrent", stands: "second", other: "first", otherBy: "bent" },
    ]);
  });
});

describe("an undo", () => {
  it("may bring back what somebody else had said, but nobody may put words into another's mouth", async () => {
    await seed();
    const [anna, bent] = [new Client(person("anna")), new Client(person("bent"))];
    await anna.open(SHARD);
    await bent.open(SHARD);
    await bent.say(edit("bent", "ring"));
    await anna.next("put");
    const undo = new Y.UndoManager([editsOf(anna.doc)], { trackedOrigins: new Set(["anna"]) });
    await anna.say((doc) => doc.transact(() => edit("anna", "knock")(doc), "anna"));
    expect((await anna.say(() => undo.undo())).type).toBe("saved");
    expect(editsOf(anna.doc).get("p-1/accessNote")).toEqual(["ring", "", "bent", 5]);
    const forged = await anna.say((doc) => editsOf(doc).set("p-1/accessNote", ["mine", "", "bent", 5]));
    expect(forged).toMatchObject({ type: "refused", reason: "wrong-author" });
  });
});

describe("an edit that meets the fold of another one", () => {
  it("still stands, whichever of the two Yjs would have sorted first", async () => {
    const shard = { utility: "town", kind: "points", area: "north", id: "1" } as const;
    await seed();
    for (const clientId of [2, 4_000_000_000]) {
      const [anna, bent] = [new Client(person("anna")), new Client(person("bent"))];
      await bent.open(SHARD);
      bent.doc.clientID = clientId;
      edit("bent", `bent ${clientId}`)(bent.doc);
      const fromBent = Y.encodeStateAsUpdate(bent.doc);
      await anna.open(SHARD);
      await anna.say(edit("anna", `anna ${clientId}`));
      await relay.edit({ by: system, rooms: [{ name: shard, run: foldEdits }] });
      expect((await bent.send(fromBent)).type).toBe("saved");
      await anna.next("put");
      const [view] = [viewOf(anna.doc).get("p-1")];
      expect(view?.record.accessNote).toBe(`bent ${clientId}`);
      expect(view?.conflicts).toMatchObject([{ edited: `bent ${clientId}`, base: `anna ${clientId}` }]);
      await expect.poll(() => viewOf(bent.doc).get("p-1")).toEqual(view);
      expect(await store.rooms.conflicts(10)).toMatchObject([{ kind: "base", other: `anna ${clientId}` }]);
      await changePoint(relay, "p-1", { fields: { accessNote: "" }, by: system });
      await relay.edit({ by: system, rooms: [{ name: shard, run: foldEdits }] });
      for (const { session } of [anna, bent]) relay.detach(session);
    }
  });
});

describe("an update without permission", () => {
  const tryIt = async (user: RoomUser, room: string, write: (doc: Y.Doc) => void) => {
    const client = new Client(user);
    await client.open(room);
    const [state, points] = [await stateOf(room), await store.points.list()];
    const answer = await client.say(write);
    expect(await stateOf(room)).toEqual(state);
    expect(await store.points.list()).toEqual(points);
    return { answer, client };
  };

  it("of somebody who may only read is refused, noted, and changes nothing", async () => {
    await seed();
    const { answer } = await tryIt(person("reader", "user"), SHARD, edit("reader", "mine"));
    expect(answer).toMatchObject({ type: "refused", reason: "not-permitted" });
    expect((await events())[0]).toMatchObject({
      event: "room.refused",
      by: "reader",
      target: SHARD,
      after: { reason: "not-permitted" },
    });
  });

  it.each([
    ["a base record", (doc: Y.Doc) => baseOf(doc).set("p-1", encodePointRecord(pointOf(1))), "not-permitted"],
    ["no update at all", undefined, "malformed"],
    ["another root", (doc: Y.Doc) => doc.getMap("secrets").set("a", 1), "malformed"],
    ["a nested type", (doc: Y.Doc) => doc.getMap("edits").set("p-1/city", new Y.Text("x")), "invalid-value"],
    [
      "an unknown field",
      (doc: Y.Doc) => editsOf(doc).set("p-1/colour", ["red", null, "anna", 5]),
      "invalid-value",
    ],
    [
      "a value that does not fit",
      (doc: Y.Doc) => editsOf(doc).set("p-1/city", [7, "", "anna", 5]),
      "invalid-value",
    ],
    ["another author", (doc: Y.Doc) => editsOf(doc).set("p-1/city", ["x", "", "bent", 5]), "wrong-author"],
    [
      "a point that is not here",
      (doc: Y.Doc) => editsOf(doc).set("p-99/city", ["x", "", "anna", 5]),
      "unknown-point",
    ],
    [
      "another area",
      (doc: Y.Doc) => addPoint(doc, pointOf(9, { area: "south" }), { by: "anna", atMs: 5 }),
      "invalid-value",
    ],
  ])("that writes %s is refused and changes nothing", async (_, write, reason) => {
    await seed();
    const client = new Client(person("anna"));
    await client.open(SHARD);
    const state = await stateOf();
    const answer = write ? await client.say(write) : await client.send(Uint8Array.of(9, 9, 9, 9));
    expect(answer).toMatchObject({ type: "refused", reason });
    expect(await stateOf()).toEqual(state);
    expect((await events())[0]).toMatchObject({ event: "room.refused", after: { reason } });
    await client.open(SHARD);
    expect(await new Client(person("bent")).open(SHARD)).toMatchObject({ type: "opened" });
  });

  it("that moves somebody before the period lock is refused, one from the lock on is taken", async () => {
    const lockMs = Date.UTC(2026, 9, 31, 23);
    await store.review.lock(
      { beforeMs: lockMs, reason: "" },
      { atMs: 1, event: "period.locked", by: system },
    );
    await seed();
    const move = (atMs: number) => (doc: Y.Doc) => {
      const record = viewOf(doc).get("p-1")?.record;
      const next = { customerNumber: "9", customerName: "Bo", phone: "", email: "" };
      const edits = record && editsOfMove(record, { atMs, values: [], next, ids: { next: "b", last: "a" } });
      if (!edits?.ok) throw new Error(edits?.error);
      doc.transact(() => {
        for (const [field, value] of edits.value)
          editField(doc, { id: "p-1", field, value }, { by: "anna", atMs: 5 });
      });
    };
    const before = await stateOf();
    const early = await tryIt(person("anna"), SHARD, move(lockMs - 1));
    expect(early.answer).toMatchObject({ type: "refused", reason: "period-locked" });
    expect(await stateOf()).toEqual(before);
    expect((await events())[0]).toMatchObject({ event: "room.refused", after: { reason: "period-locked" } });
    const mover = new Client(person("anna"));
    await mover.open(SHARD);
    expect(await mover.say(move(lockMs))).toMatchObject({ type: "saved" });
    // Who lived there before is billed; how to reach them is not.
    const open = async (fields: object) => {
      const client = new Client(person("anna"));
      await client.open(SHARD);
      const lived = viewOf(client.doc)
        .get("p-1")
        ?.record.occupancies.find(({ id }) => id === "a");
      if (!lived) throw new Error("nobody lived there");
      const value = encodeOccupancy({ ...lived, ...fields });
      return client.say((doc) =>
        editField(doc, { id: "p-1", field: "occupancy:a", value }, { by: "anna", atMs: 6 }),
      );
    };
    expect(await open({ customerName: "Somebody else" })).toMatchObject({ reason: "period-locked" });
    expect(await open({ phone: "12345678" })).toMatchObject({ type: "saved" });
    expect((await store.points.occupancies("p-1")).map(({ customerName }) => customerName)).toEqual([
      "Customer 1",
      "Bo",
    ]);
  });

  it("that is too large is refused", async () => {
    await seed();
    const long = "x".repeat(3_900);
    const { answer } = await tryIt(person("anna"), SHARD, (doc) => {
      for (const field of ["city", "address", "accessNote", "customerName", "number", "postalCode"])
        edit("anna", long, field)(doc);
    });
    expect(answer).toMatchObject({ type: "refused", reason: "too-large" });
  });

  it("under another person's client id is refused, so that nobody can make an edit disappear", async () => {
    await seed();
    const [anna, eve] = [new Client(person("anna")), new Client(person("eve"))];
    await anna.open(SHARD);
    await eve.open(SHARD);
    await anna.say(edit("anna", "ring"));
    eve.doc.clientID = anna.doc.clientID;
    await eve.next("put");
    const { answer } = { answer: await eve.say(edit("eve", "mine", "city")) };
    expect(answer).toMatchObject({ type: "refused", reason: "foreign-client" });
    expect((await anna.say(edit("anna", "Viborg", "city"))).type).toBe("saved");
    expect((await store.points.find("p-1"))?.city).toBe("Viborg");
  });

  it("that speaks as the server is refused", async () => {
    await importPoints(relay, { records: [pointOf(1)], by: system });
    const eve = new Client(person("eve"));
    await eve.open(SHARD);
    eve.doc.clientID = 1;
    expect(await eve.say(edit("eve", "mine"))).toMatchObject({ type: "refused", reason: "foreign-client" });
  });

  it("that makes a point whose id is taken elsewhere is refused", async () => {
    await seed();
    await importPoints(relay, { records: [pointOf(50, { area: "south" })], by: system });
    const client = new Client(person("anna"));
    await client.open(SHARD);
    const answer = await client.say((doc) => addPoint(doc, pointOf(50), { by: "anna", atMs: 5 }));
    expect(answer).toMatchObject({ type: "refused", reason: "id-taken" });
    expect((await store.points.find("p-50"))?.area).toBe("south");
  });

  it("that builds on what the server does not have is refused and never waits", async () => {
    await seed();
    const client = new Client(person("anna"));
    await client.open(SHARD);
    edit("anna", "lost")(client.doc);
    const answer = await client.say(edit("anna", "found"));
    expect(answer).toMatchObject({ type: "refused", reason: "gap" });
  });

  it("after another one was refused is not taken either, until the room is opened anew", async () => {
    await seed();
    const { client } = await tryIt(person("anna"), SHARD, (doc) =>
      editsOf(doc).set("p-1/city", ["x", "", "bent", 5]),
    );
    expect(await client.say(edit("anna", "ring"))).toMatchObject({ type: "refused", reason: "gap" });
  });
});

describe("opening a room", () => {
  it.each([
    ["another utility's", "village/north/points/1"],
    ["one outside the person's areas", SHARD],
    ["a shard that does not exist", "town/south/points/7"],
    ["a name that is none", "town/../points/1"],
  ])("refuses %s with the same word, and notes it", async (_, room) => {
    await seed();
    const client = new Client(person("carl", "superuser", ["south"]));
    expect(await client.open(room)).toMatchObject({ type: "closed", reason: "not-permitted" });
    await expect
      .poll(async () => (await events())[0])
      .toMatchObject({
        event: "room.refused",
        by: "carl",
        target: room,
      });
    expect(relay.openRooms()).toBe(0);
  });

  it("of a round is for its readers and for those who may see all its areas", async () => {
    const office = new Client(person("anna"));
    await office.open("town/rounds/r1");
    await office.say((doc) => {
      doc.getMap("readers").set("carl", { name: "Carl", car: "1" });
      doc.getMap("cards").set("p-1", CARD);
    });
    const open = (user: RoomUser) => new Client(user).open("town/rounds/r1");
    expect((await open(person("carl", "user", ["south"]))).type).toBe("opened");
    expect((await open(person("dora", "user", ["south"]))).type).toBe("closed");
    expect((await open(person("dora", "user", ["north"]))).type).toBe("opened");
  });

  it("of a past generation is answered with how far that one came", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "ring"));
    await relay.use({ utility: "town", kind: "points", area: "north", id: "1" }, (room) =>
      room.exclusive(() => room.renew()),
    );
    expect(await anna.next("stale")).toMatchObject({ epoch: 2 });
    const state = await stateOf();
    expect(await anna.say(edit("anna", "too late"))).toMatchObject({
      type: "refused",
      reason: "stale-epoch",
    });
    expect(await stateOf()).toEqual(state);
    expect((await events())[0]).toMatchObject({ event: "room.refused", after: { reason: "stale-epoch" } });
    const answer = await anna.open(SHARD, 1);
    const vector = answer.type === "stale" ? Y.decodeStateVector(answer.vector) : new Map<number, number>();
    expect(vector.get(anna.doc.clientID)).toBe(1);
    const fresh = new Client(person("anna"));
    expect(await fresh.open(SHARD, 2)).toMatchObject({ type: "opened", epoch: 2 });
    expect(viewOf(fresh.doc).get("p-1")?.record.accessNote).toBe("ring");
  });
});

describe("a round's readers", () => {
  it("mark points as read and write notes, and take nothing back", async () => {
    const [office, carl] = [new Client(person("anna")), new Client(person("carl", "user"))];
    await office.open("town/rounds/r1");
    await office.say((doc) => doc.getMap("readers").set("carl", { name: "Carl", car: "1" }));
    await carl.open("town/rounds/r1");
    const mark = (doc: Y.Doc) => markRead(doc, { pointId: "p-1", by: "carl" }, { atMs: 5, via: "radio" });
    expect((await carl.say(mark)).type).toBe("saved");
    expect(await carl.say((doc) => readOf(doc).delete("p-1/carl"))).toMatchObject({
      type: "refused",
      reason: "only-grows",
    });
    await carl.open("town/rounds/r1");
    expect(await store.rounds.reads("r1")).toEqual([{ pointId: "p-1", personId: "carl", atMs: 5 }]);
  });

  it("say again what the other car has said already, in the same words only", async () => {
    const office = new Client(person("anna"));
    await office.open("town/rounds/r1");
    await office.say((doc) => {
      for (const id of ["carl", "dora"]) doc.getMap("readers").set(id, { name: id, car: "" });
    });
    const [carl, dora, erik] = ["carl", "dora", "dora"].map((id) => new Client(person(id, "user")));
    // None of them has heard of what the others say: they met on the road, by QR code.
    for (const one of [carl, dora, erik]) await one?.open("town/rounds/r1");
    const mark = (atMs: number) => (doc: Y.Doc) => readOf(doc).set("p-1/carl", { atMs, via: "radio" });
    expect((await carl?.say(mark(5)))?.type).toBe("saved");
    expect((await dora?.say(mark(5)))?.type).toBe("saved");
    expect(await erik?.say(mark(4))).toMatchObject({ type: "refused" });
    expect(await store.rounds.reads("r1")).toEqual([{ pointId: "p-1", personId: "carl", atMs: 5 }]);
  });

  it("change nothing else of the round, and strangers nothing at all", async () => {
    const [office, carl, dora] = ["anna", "carl", "dora"].map(
      (id) => new Client(person(id, id === "anna" ? "superuser" : "user")),
    );
    await office?.open("town/rounds/r1");
    await office?.say((doc) => doc.getMap("readers").set("carl", { name: "Carl", car: "1" }));
    await carl?.open("town/rounds/r1");
    expect(await carl?.say((doc) => doc.getMap("round").set("name", "mine"))).toMatchObject({
      type: "refused",
      reason: "not-permitted",
    });
    await dora?.open("town/rounds/r1");
    expect(
      await dora?.say((doc) => markRead(doc, { pointId: "p-1", by: "dora" }, { atMs: 5, via: "radio" })),
    ).toMatchObject({ type: "refused", reason: "not-permitted" });
  });

  it("are everybody who may open it, where the round names none", async () => {
    const [office, dora] = [new Client(person("anna")), new Client(person("dora", "user"))];
    const mark = (doc: Y.Doc) => markRead(doc, { pointId: "p-1", by: "dora" }, { atMs: 5, via: "radio" });
    await dora.open("town/rounds/r1");
    expect(await dora.say(mark), "of a round nobody made").toMatchObject({ reason: "not-permitted" });
    await office.open("town/rounds/r1");
    await office.say((doc) => doc.getMap("cards").set("p-1", CARD));
    const again = new Client(person("dora", "user"));
    await again.open("town/rounds/r1");
    expect((await again.say(mark)).type).toBe("saved");
    expect(await again.say((doc) => doc.getMap("round").set("name", "mine"))).toMatchObject({
      reason: "not-permitted",
    });
  });
});

describe("a comment", () => {
  it("is rewritten only by whoever wrote it", async () => {
    await seed();
    const room = "town/north/comments/1";
    const say = (text: string, by: string) => (doc: Y.Doc) =>
      commentsOf(doc).set("c-1", { pointId: "p-1", text, by, atMs: 5 });
    const [anna, bent] = [new Client(person("anna")), new Client(person("bent"))];
    await anna.open(room);
    expect((await anna.say(say("leaks", "anna"))).type).toBe("saved");
    await bent.open(room);
    expect(await bent.say(say("does not leak", "bent"))).toMatchObject({ reason: "wrong-author" });
    expect((await anna.say(say("leaks a little", "anna"))).type).toBe("saved");
  });
});

describe("members of groups", () => {
  const NORTH = "town/north/members/1";
  const put =
    (...pointIds: string[]) =>
    (doc: Y.Doc) => {
      changeMembers(doc, "g-1", { pointIds, isIn: true });
    };

  it("of one area are open to those of that area only, and changed by those who may change groups", async () => {
    const anna = new Client(person("anna", "superuser", ["north"]));
    await anna.open(NORTH);
    expect(await anna.say(put("p-1", "p-2"))).toMatchObject({ type: "saved" });
    expect(await new Client(person("otto", "superuser", ["south"])).open(NORTH)).toMatchObject({
      type: "closed",
      reason: "not-permitted",
    });
    const looking = new Client(person("uma", "user", ["north"]));
    await looking.open(NORTH);
    expect(membersByGroup(looking.doc)).toEqual(new Map([["g-1", new Set(["p-1", "p-2"])]]));
    expect(await looking.say(put("p-3"))).toMatchObject({ type: "refused", reason: "not-permitted" });
    expect(await store.rooms.values("members", "members")).toHaveLength(2);
  });

  it("are told in the audit log as how many, not one by one", async () => {
    const anna = new Client(person("anna"));
    await anna.open(NORTH);
    await anna.say(put("p-1", "p-2", "p-3"));
    await anna.say((doc) => void changeMembers(doc, "g-1", { pointIds: ["p-2"], isIn: false }));
    const edited = { event: "group.edited", by: "anna", target: "g-1" };
    expect(await events()).toMatchObject([
      { ...edited, after: { points: 0 } },
      { ...edited, after: { points: 3 } },
    ]);
  });

  it("go along when a point comes to another area", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(NORTH);
    await anna.say(put("p-1", "p-2"));
    await movePoint(relay, "p-1", { area: "south", by: system });
    const south = new Client(person("otto", "superuser", ["south"]));
    await south.open("town/south/members/1");
    expect(membersByGroup(south.doc)).toEqual(new Map([["g-1", new Set(["p-1"])]]));
    const north = new Client(person("anna"));
    await north.open(NORTH);
    expect(membersByGroup(north.doc)).toEqual(new Map([["g-1", new Set(["p-2"])]]));
  });
});

describe("imports and the API", () => {
  it("write the same rows and rooms as people do, and identical imports write nothing", async () => {
    expect(await seed(2_500)).toBe(2_500);
    expect(await store.rooms.shards()).toEqual([
      { room: "town/north/points/1", points: 1000 },
      { room: "town/north/points/2", points: 1000 },
      { room: "town/north/points/3", points: 500 },
    ]);
    const before = await stateOf();
    const cursor = (await store.rooms.since(0, 10)).cursor;
    for (let day = 0; day < 5; day++) expect(await seed(2_500)).toBe(0);
    expect(await stateOf()).toEqual(before);
    expect((await store.rooms.since(cursor, 10)).entries).toEqual([]);
    expect(await store.points.list()).toHaveLength(2_500);
    expect(relay.openRooms()).toBe(0);
  });

  it("change a point through the same commit, all fields or none", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    const by = { personId: "api", name: "Billing", address: "", computer: "" };
    expect(await changePoint(relay, "p-1", { fields: { city: "Viborg", position: [56, 10] }, by })).toEqual({
      ok: true,
      value: undefined,
    });
    await anna.next("put");
    expect(viewOf(anna.doc).get("p-1")?.record).toMatchObject({ city: "Viborg", lat: 56, lon: 10 });
    expect(await changePoint(relay, "p-1", { fields: { city: "Randers", medium: "lava" }, by })).toEqual({
      ok: false,
      error: "point.invalid-field",
    });
    expect(await changePoint(relay, "p-77", { fields: {}, by })).toEqual({
      ok: false,
      error: "point.not-found",
    });
    expect(await store.points.find("p-1")).toMatchObject({ city: "Viborg", lat: 56 });
    expect((await events())[0]).toMatchObject({ event: "point.edited", by: "Billing", target: "p-1" });
  });

  it("move a point to another area with what people said about it", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "ring"));
    await movePoint(relay, "p-1", { area: "south", by: system });
    expect(await store.points.find("p-1")).toMatchObject({ area: "south" });
    expect(await store.rooms.placesOf(["p-1"])).toEqual(new Map([["p-1", "town/south/points/1"]]));
    await anna.next("put");
    expect([...viewOf(anna.doc).keys()]).toEqual(["p-2", "p-3"]);
    const south = new Client(person("anna"));
    await south.open("town/south/points/1");
    expect(viewOf(south.doc).get("p-1")?.record).toMatchObject({ area: "south", accessNote: "ring" });
    expect(await store.points.list()).toHaveLength(3);
  });

  it("that change what people changed show up in the work list", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "Jensen", "customerName"));
    await seed(1, { customerName: "Jessen" });
    expect(await store.rooms.conflicts(10)).toMatchObject([
      { kind: "base", key: "p-1/customerName", stands: "Jensen", other: "Jessen" },
    ]);
    expect((await store.points.find("p-1"))?.customerName).toBe("Jensen");
  });
});

describe("snapshots and the change cursor", () => {
  it("give a newcomer the room in one compressed piece and then only what is new", async () => {
    await seed();
    const name = { utility: "town", kind: "points", area: "north", id: "1" } as const;
    const packed = await relay.snapshot(name);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, gunzipSync(packed?.packed ?? new Uint8Array()));
    expect(viewOf(doc).size).toBe(3);
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "ring"));
    const since = await relay.since(person("bent", "user"), packed?.seq ?? 0, 100);
    for (const { update } of since.entries) Y.applyUpdate(doc, update);
    expect(viewOf(doc)).toEqual(viewOf(anna.doc));
    expect((await relay.since(person("carl", "user", ["south"]), packed?.seq ?? 0, 100)).entries).toEqual([]);
  });

  it("say which rooms to load anew when single updates are no longer kept", async () => {
    await seed();
    const { cursor } = await store.rooms.since(0, 100);
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    for (let n = 0; n < 120; n++) await anna.say(edit("anna", `note ${n}`));
    const since = await relay.since(person("bent", "user"), cursor, 1_000);
    expect(since.reload).toEqual([SHARD]);
    expect(since.entries.length).toBeLessThan(30);
  });
});

describe("memory and history", () => {
  it("of a room are given back when nobody is left in it", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    expect(relay.openRooms()).toBe(1);
    relay.detach(anna.session);
    await expect.poll(() => relay.openRooms()).toBe(0);
  });

  it("do not grow with the number of edits: a room much larger than what it says begins anew", async () => {
    await seed(300);
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    let epoch = 1;
    for (let round = 0; round < 200 && epoch === 1; round++) {
      await anna.say((doc) => {
        for (let n = 1; n <= 60; n++)
          edit("anna", `note ${round} ${"x".repeat(100)}`, "accessNote", `p-${n}`)(doc);
      });
      await relay.use({ utility: "town", kind: "points", area: "north", id: "1" }, (room) =>
        room.exclusive(() => room.compact()),
      );
      epoch = (await store.rooms.load(SHARD))?.epoch ?? 0;
    }
    const stored = await store.rooms.load(SHARD);
    expect(stored?.epoch).toBe(2);
    expect(stored?.snapshot.length).toBeLessThan(60_000);
    const fresh = new Client(person("anna"));
    await fresh.open(SHARD, 2);
    expect(viewOf(fresh.doc).size).toBe(300);
  });
});
