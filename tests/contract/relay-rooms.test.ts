import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { RoomUser } from "../../server/sync/room-user.ts";
import { movePoint } from "../../server/sync/write-points.ts";
import { commentsOf } from "../../shared/rooms/comment-room.ts";
import { changeMembers, membersByGroup } from "../../shared/rooms/group-room.ts";
import { viewOf } from "../../shared/rooms/overlay.ts";
import { markRead, notesOf, readOf, type VisitNote } from "../../shared/rooms/round-room.ts";
import {
  CARD,
  Client,
  edit,
  events,
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

  it("take no mark back by clearing it and saying another one beside it, which would be said again for them", async () => {
    const office = new Client(person("anna"));
    await office.open("town/rounds/r1");
    await office.say((doc) => {
      for (const id of ["carl", "dora"]) doc.getMap("readers").set(id, { name: id, car: "" });
    });
    const [carl, dora] = [new Client(person("carl", "user")), new Client(person("dora", "user"))];
    for (const one of [carl, dora]) await one.open("town/rounds/r1");
    // Of two marks that do not know of each other the one of the lower client number gives way.
    const beside = new Y.Doc();
    Y.applyUpdate(beside, Y.encodeStateAsUpdate(dora.doc));
    const known = Y.encodeStateVector(beside);
    [beside.clientID, carl.doc.clientID] = [2, 3];
    readOf(beside).set("p-1/carl", { atMs: 9, via: "manual" });
    const mark = (doc: Y.Doc) => markRead(doc, { pointId: "p-1", by: "carl" }, { atMs: 5, via: "radio" });
    expect((await carl.say(mark)).type).toBe("saved");
    await expect.poll(() => readOf(dora.doc).has("p-1/carl")).toBe(true);
    const heard = Y.encodeStateVector(dora.doc);
    readOf(dora.doc).delete("p-1/carl");
    const cleared = Y.encodeStateAsUpdate(dora.doc, heard);
    const both = Y.mergeUpdates([Y.encodeStateAsUpdate(beside, known), cleared]);
    expect(await dora.send(both)).toMatchObject({ type: "refused", reason: "only-grows" });
    expect(await store.rounds.reads("r1")).toEqual([{ pointId: "p-1", personId: "carl", atMs: 5 }]);
  });

  it("rewrite and take away their own notes alone; the office takes one away and puts no words in anybody's mouth", async () => {
    const office = new Client(person("anna"));
    await office.open("town/rounds/r1");
    await office.say((doc) => {
      for (const id of ["carl", "dora"]) doc.getMap("readers").set(id, { name: id, car: "" });
    });
    const note = (by: string, text: string): VisitNote => ({
      ...{ pointId: "p-1", outcome: "no-access", atMs: 5, photos: [] },
      ...{ by, text },
    });
    const say = (by: string, text: string) => (doc: Y.Doc) => notesOf(doc).set("n-1", note(by, text));
    const carl = new Client(person("carl", "user"));
    await carl.open("town/rounds/r1");
    expect((await carl.say(say("carl", "dog"))).type).toBe("saved");
    expect((await carl.say(say("carl", "big dog"))).type).toBe("saved");
    const crafted: readonly (readonly [(doc: Y.Doc) => unknown, string])[] = [
      [say("dora", "no dog"), "wrong-author"],
      // Not even what its author said before, though those words have stood there lately.
      [say("carl", "dog"), "wrong-author"],
      [(doc) => notesOf(doc).delete("n-1"), "not-permitted"],
      [(doc) => [notesOf(doc).delete("n-1"), say("dora", "no dog")(doc)], "wrong-author"],
    ];
    for (const [write, reason] of crafted) {
      const dora = new Client(person("dora", "user"));
      await dora.open("town/rounds/r1");
      expect(await dora.say((doc) => void write(doc))).toMatchObject({ type: "refused", reason });
    }
    expect(await office.say(say("anna", "no dog"))).toMatchObject({ reason: "wrong-author" });
    const later = new Client(person("eve", "user"));
    await later.open("town/rounds/r1");
    expect(notesOf(later.doc).get("n-1")).toEqual(note("carl", "big dog"));
    const desk = new Client(person("anna"));
    await desk.open("town/rounds/r1");
    expect((await desk.say((doc) => notesOf(doc).delete("n-1"))).type).toBe("saved");
    expect((await carl.say(say("carl", "dog"))).type).toBe("saved");
    expect((await carl.say((doc) => notesOf(doc).delete("n-1"))).type).toBe("saved");
  });

  it("have a note that they took back said again by nobody else; who took it away may undo that", async () => {
    const office = new Client(person("anna"));
    await office.open("town/rounds/r1");
    await office.say((doc) => {
      for (const id of ["carl", "dora"]) doc.getMap("readers").set(id, { name: id, car: "" });
    });
    const say = (id: string, text: string) => (doc: Y.Doc) =>
      notesOf(doc).set(id, { pointId: "p-1", outcome: "no-access", text, by: "carl", atMs: 5, photos: [] });
    const carl = new Client(person("carl", "user"));
    await carl.open("town/rounds/r1");
    for (const id of ["n-1", "n-2"]) expect((await carl.say(say(id, "dog"))).type).toBe("saved");
    expect((await carl.say((doc) => notesOf(doc).delete("n-1"))).type).toBe("saved");
    const desk = new Client(person("anna"));
    await desk.open("town/rounds/r1");
    expect((await desk.say((doc) => notesOf(doc).delete("n-2"))).type).toBe("saved");
    for (const id of ["n-1", "n-2"]) {
      const dora = new Client(person("dora", "user"));
      await dora.open("town/rounds/r1");
      expect([id, await dora.say(say(id, "dog"))]).toMatchObject([
        id,
        { type: "refused", reason: "wrong-author" },
      ]);
    }
    expect((await desk.say(say("n-2", "dog"))).type).toBe("saved");
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
