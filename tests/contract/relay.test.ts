import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { changePoint } from "../../server/sync/write-points.ts";
import { editsOf, foldEdits, viewOf } from "../../shared/rooms/overlay.ts";
import {
  Client,
  edit,
  events,
  fillDisk,
  heard,
  person,
  relay,
  SHARD,
  seed,
  stateOf,
  store,
  system,
  useRelay,
} from "../support/relay-world.ts";

useRelay();

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
    fillDisk(true);
    expect(await anna.say(edit("anna", "ring"))).toMatchObject({ type: "refused", reason: "busy" });
    expect(await stateOf()).toEqual(before);
    fillDisk(false);
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
