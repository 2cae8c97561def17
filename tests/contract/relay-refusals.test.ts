import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { RoomUser } from "../../server/sync/room-user.ts";
import { importPoints } from "../../server/sync/write-points.ts";
import type { NotedValue } from "../../shared/model/reading.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import { editsOfMove } from "../../shared/rooms/move-customer.ts";
import { addPoint, baseOf, editField, editsOf, viewOf } from "../../shared/rooms/overlay.ts";
import { encodeOccupancy, encodePointRecord } from "../../shared/rooms/record-codec.ts";
import {
  Client,
  edit,
  events,
  person,
  pointOf,
  relay,
  SHARD,
  seed,
  stateOf,
  store,
  system,
  useRelay,
} from "../support/relay-world.ts";

useRelay();

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
    [
      "an e-mail address that is none",
      (doc: Y.Doc) => editsOf(doc).set("p-1/customerEmail", ["not a mail", "", "anna", 5]),
      "invalid-value",
    ],
    [
      "an interim reading that no register can show",
      (doc: Y.Doc) => {
        const endValues = [{ register: "E1", unit: "kWh", value: makeScaled(99_999_999_999, 0) }] as const;
        const who = { customerNumber: "9", customerName: "Bo", phone: "", email: "" };
        const lived = encodeOccupancy({ id: "o", ...who, fromMs: 0, toMs: 5, startValues: [], endValues });
        editsOf(doc).set("p-1/occupancy:o", [lived, null, "anna", 5]);
      },
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

  it("that ends somebody's time is taken, though an interim reading of it from before is one that no register can show", async () => {
    const startValues = [{ register: "E1", unit: "kWh", value: makeScaled(99_999_999_999, 0) }] as const;
    const who = { customerNumber: "9", customerName: "Bo", phone: "", email: "" };
    const lived = { id: "o", ...who, fromMs: 0, startValues, endValues: [] };
    await seed(1, { occupancies: [lived] });
    const say = async (fields: object) => {
      const client = new Client(person("anna"));
      await client.open(SHARD);
      const value = encodeOccupancy({ ...lived, ...fields });
      return client.say((doc) =>
        editField(doc, { id: "p-1", field: "occupancy:o", value }, { by: "anna", atMs: 6 }),
      );
    };
    expect(await say({ toMs: 7 })).toMatchObject({ type: "saved" });
    expect(await say({ toMs: 7, phone: "12345678" })).toMatchObject({ type: "saved" });
    const worse = [{ ...startValues[0], value: makeScaled(99_999_999_998, 0) }];
    expect(await say({ toMs: 7, startValues: worse })).toMatchObject({ reason: "invalid-value" });
    expect(await say({ toMs: 7, endValues: startValues })).toMatchObject({ reason: "invalid-value" });
  });

  it("that notes a reckoned register outside its own bounds is refused; else the bounds stay with it, and are billed", async () => {
    const value = { register: "E1", unit: "kWh", value: makeScaled(112, -1) } as const;
    const who = { customerNumber: "9", customerName: "Bo", phone: "", email: "" };
    const lived = { id: "o", ...who, fromMs: 0, startValues: [], endValues: [] };
    await seed(1, { occupancies: [lived] });
    const say = async (endValues: readonly NotedValue[]) => {
      const client = new Client(person("anna"));
      await client.open(SHARD);
      const said = encodeOccupancy({ ...lived, toMs: 7, endValues });
      return client.say((doc) =>
        editField(doc, { id: "p-1", field: "occupancy:o", value: said }, { by: "anna", atMs: 6 }),
      );
    };
    const between = (low: number, high: number) =>
      [{ ...value, bounds: [makeScaled(low, -1), makeScaled(high, -1)] }] as const;
    expect(await say(between(113, 148))).toMatchObject({ reason: "invalid-value" });
    expect(await say(between(100, 111))).toMatchObject({ reason: "invalid-value" });
    expect(await say(between(100, 999_999_999_999))).toMatchObject({ reason: "invalid-value" });
    expect(await say(between(100, 148))).toMatchObject({ type: "saved" });
    expect((await store.points.occupancies("p-1"))[0]?.endValues).toEqual(between(100, 148));
    await store.review.lock(
      { beforeMs: Date.UTC(2026, 9, 31, 23), reason: "" },
      { atMs: 1, event: "period.locked", by: system },
    );
    // An estimate that was billed is no reading afterwards.
    expect(await say([value])).toMatchObject({ reason: "period-locked" });
  });

  it("that says otherwise who was listed before the period lock, or that there was no such point, is refused", async () => {
    await seed();
    const who = { by: "anna", atMs: 5 };
    const first = new Client(person("anna"));
    await first.open(SHARD);
    // Says the name anew without knowing that another one is said: of the two the lower client number gives way.
    const beside = new Y.Doc();
    Y.applyUpdate(beside, Y.encodeStateAsUpdate(first.doc));
    const known = Y.encodeStateVector(beside);
    [beside.clientID, first.doc.clientID] = [2, 3];
    editsOf(beside).set("p-1/customerName", ["Customer 1", "Customer 1", "anna", 5]);
    expect(await first.say(edit("anna", "Bo", "customerName"))).toMatchObject({ type: "saved" });
    expect(await first.say((doc) => addPoint(doc, pointOf(9), who))).toMatchObject({ type: "saved" });
    await store.review.lock(
      { beforeMs: Date.UTC(2026, 9, 31, 23), reason: "" },
      { atMs: 1, event: "period.locked", by: system },
    );
    const says = async (write: (doc: Y.Doc) => void, more: readonly Uint8Array[] = []) => {
      const client = new Client(person("anna"));
      await client.open(SHARD);
      const before = Y.encodeStateVector(client.doc);
      write(client.doc);
      return client.send(Y.mergeUpdates([...more, Y.encodeStateAsUpdate(client.doc, before)]));
    };
    const locked = { type: "refused", reason: "period-locked" };
    expect(await says(edit("anna", "Eve", "customerName"))).toMatchObject(locked);
    expect(await says(edit("anna", "77", "customerNumber"))).toMatchObject(locked);
    const unname = (doc: Y.Doc) => editsOf(doc).delete("p-1/customerName");
    expect(await says(unname)).toMatchObject(locked);
    expect(await says(unname, [Y.encodeStateAsUpdate(beside, known)])).toMatchObject(locked);
    expect(await says((doc) => editsOf(doc).delete("p-9/new"))).toMatchObject(locked);
    const renamed = pointOf(9, { customerName: "Eve" });
    expect(await says((doc) => addPoint(doc, renamed, who))).toMatchObject(locked);
    expect(await says(edit("anna", "12345678", "customerPhone"))).toMatchObject({ type: "saved" });
    // The same customer, spelled otherwise: no boundary moves, and the bill goes to the same one.
    expect(await says(edit("anna", "B.O.", "customerName"))).toMatchObject({ type: "saved" });
    expect(await says(edit("anna", "Eve", "customerName"))).toMatchObject(locked);
    expect(await says(edit("anna", "Bo", "customerName"))).toMatchObject({ type: "saved" });
    const names = (await store.points.list()).map(({ customerName }) => customerName);
    expect(names.toSorted()).toEqual(["Bo", "Customer 2", "Customer 3", "Customer 9"]);
  });

  it("that says in another's name what gives way to somebody's word is refused, and stands on no list of conflicts", async () => {
    await seed();
    const [anna, eve] = [new Client(person("anna")), new Client(person("eve"))];
    for (const one of [anna, eve]) await one.open(SHARD);
    const start = Y.encodeStateAsUpdate(eve.doc);
    const saysBeside = async (by: string, client: number) => {
      // Without knowing of Anna's word; of the two the lower client number gives way.
      const beside = new Y.Doc();
      Y.applyUpdate(beside, start);
      const known = Y.encodeStateVector(beside);
      beside.clientID = client;
      edit(by, "knock")(beside);
      return eve.send(Y.encodeStateAsUpdate(beside, known));
    };
    anna.doc.clientID = 4;
    expect(await anna.say(edit("anna", "ring"))).toMatchObject({ type: "saved" });
    expect(await saysBeside("eve", 2)).toMatchObject({ type: "saved" });
    const conflicts = async () =>
      (await store.rooms.conflicts(100)).map(({ other, otherBy }) => [other, otherBy]);
    expect(await conflicts()).toEqual([["knock", "eve"]]);
    expect(await saysBeside("bent", 3)).toMatchObject({ type: "refused", reason: "wrong-author" });
    expect(await conflicts()).toEqual([["knock", "eve"]]);
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
