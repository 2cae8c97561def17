import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { editField, foldEdits, viewPoint, writeBase } from "./overlay.ts";
import { recordOf } from "./point-record.ts";
import { type RoomChange, type RoomStep, replayChanges, squashChanges, watchRoom } from "./room-change.ts";
import { markRead, readPoints } from "./round-room.ts";

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
const anna = { by: "anna", atMs: 1 };
const bent = { by: "bent", atMs: 2 };

const stepsOf = (doc: Y.Doc, kind: Parameters<typeof watchRoom>[1]): RoomStep[] => {
  const steps: RoomStep[] = [];
  watchRoom(doc, kind, (step) => steps.push(step));
  return steps;
};

describe("watching a room", () => {
  it("tells each key from what to what", () => {
    const doc = new Y.Doc();
    const steps = stepsOf(doc, "groups");
    const groups = doc.getMap("groups");
    groups.set("g/name", "North");
    groups.set("g/name", "South");
    groups.delete("g/name");
    expect(steps.map(({ changes }) => changes)).toEqual([
      [{ part: "groups", key: "g/name", before: undefined, after: "North" }],
      [{ part: "groups", key: "g/name", before: "North", after: "South" }],
      [{ part: "groups", key: "g/name", before: "South", after: undefined }],
    ]);
  });

  it("notices a key that was written although another value stands", () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    [one.clientID, other.clientID] = [1, 2];
    one.getMap("groups").set("g/name", "one");
    other.getMap("groups").set("g/name", "other");
    const steps = stepsOf(other, "groups");
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    expect(steps).toMatchObject([{ changes: [], touched: [{ part: "groups", key: "g/name" }] }]);
  });

  it.each([
    ["another root", (doc: Y.Doc) => doc.getMap("secrets").set("a", 1)],
    ["a list", (doc: Y.Doc) => doc.getArray("groups").push([1])],
    ["a text", (doc: Y.Doc) => doc.getText("notes").insert(0, "x")],
  ])("calls %s foreign", (_, write) => {
    const doc = new Y.Doc();
    const steps = stepsOf(doc, "groups");
    const elsewhere = new Y.Doc();
    write(elsewhere);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(elsewhere));
    expect(steps.map(({ isForeign }) => isForeign)).toEqual([true]);
  });
});

describe("saying unsent changes again on a new generation", () => {
  const changesOf = (doc: Y.Doc, kind: "points" | "round", write: () => void): readonly RoomChange[] => {
    const steps: RoomStep[] = [];
    const stop = watchRoom(doc, kind, (step) => steps.push(step));
    write();
    stop();
    return steps.flatMap(({ changes }) => changes);
  };
  const generationOf = (more: Partial<typeof point> = {}): Y.Doc => {
    const doc = new Y.Doc();
    writeBase(doc, [{ ...point, ...more }]);
    return doc;
  };
  const say = (doc: Y.Doc, field: string, value: string, who = anna) =>
    editField(doc, { id: "p-1", field, value }, who);

  it("keeps every one that nobody else has spoken about", () => {
    const old = generationOf();
    const changes = changesOf(old, "points", () => {
      say(old, "accessNote", "ring");
      say(old, "accessNote", "ring twice");
      say(old, "city", "Viborg");
    });
    const doc = generationOf({ customerName: "Hansen" });
    expect(replayChanges(doc, "points", { changes, origin: "replay" })).toEqual([]);
    expect(viewPoint(doc, "p-1")?.record).toMatchObject({
      accessNote: "ring twice",
      city: "Viborg",
      customerName: "Hansen",
    });
  });

  it("shows a conflict where the fold brought somebody else's value", () => {
    const old = generationOf();
    const changes = changesOf(old, "points", () => say(old, "city", "Viborg"));
    const doc = generationOf();
    say(doc, "city", "Randers", bent);
    foldEdits(doc);
    expect(replayChanges(doc, "points", { changes, origin: "replay" })).toEqual([]);
    expect(viewPoint(doc, "p-1")?.conflicts).toMatchObject([
      { edited: "Viborg", base: "Randers", by: "anna" },
    ]);
  });

  it("hands back what somebody else has changed meanwhile, and leaves it standing", () => {
    const old = generationOf();
    const changes = changesOf(old, "points", () => say(old, "city", "Viborg"));
    const doc = generationOf();
    say(doc, "city", "Randers", bent);
    expect(replayChanges(doc, "points", { changes, origin: "replay" })).toEqual(squashChanges(changes));
    expect(viewPoint(doc, "p-1")?.record.city).toBe("Randers");
  });

  it("keeps apart what was typed before and after somebody else's value was seen", () => {
    const change = (before: string | undefined, after: string): RoomChange => ({
      part: "groups",
      key: "g/name",
      before,
      after,
    });
    expect(
      squashChanges([change(undefined, "a"), change("a", "b"), change("x", "c"), change("c", "d")]),
    ).toEqual([change(undefined, "b"), change("x", "d")]);
    expect(squashChanges([change("x", "a"), change("a", "x")])).toEqual([]);
  });

  it("takes nothing back where a room only grows", () => {
    const [old, doc] = [new Y.Doc(), new Y.Doc()];
    const changes = changesOf(old, "round", () =>
      markRead(old, { pointId: "p-1", by: "anna" }, { atMs: 5, via: "radio" }),
    );
    markRead(doc, { pointId: "p-1", by: "bent" }, { atMs: 3, via: "optical" });
    replayChanges(doc, "round", { changes, origin: "replay" });
    replayChanges(doc, "round", { changes, origin: "replay" });
    expect(readPoints(doc).get("p-1")).toEqual({ atMs: 3, via: "optical", by: "bent" });
    expect(doc.getMap("read").size).toBe(2);
  });
});
