import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { commentsOf, commentsOn, settingsOf } from "./comment-room.ts";
import { groupsOf, listGroups, membersOf, removeGroup, saveGroup } from "./group-room.ts";
import { fitsRoom } from "./room-rules.ts";

const exchange = (one: Y.Doc, other: Y.Doc): void => {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
};
const attention = { name: "Attention", kind: "fixed", query: null, comment: "" } as const;

describe("groups", () => {
  it("of two desks merge field by field", () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    saveGroup(one, "a", attention);
    exchange(one, other);
    saveGroup(one, "a", { name: "Look at these" });
    saveGroup(other, "a", { comment: "before Christmas" });
    saveGroup(other, "q", { name: "Cold", kind: "query", query: { medium: "cooling" }, comment: "" });
    exchange(one, other);
    expect(listGroups(one)).toEqual(
      new Map([
        ["a", { ...attention, name: "Look at these", comment: "before Christmas" }],
        ["q", { name: "Cold", kind: "query", query: { medium: "cooling" }, comment: "" }],
      ]),
    );
    removeGroup(one, "a");
    expect([...listGroups(one).keys()]).toEqual(["q"]);
  });

  it("hold only what a group has", () => {
    const doc = new Y.Doc();
    saveGroup(doc, "a", attention);
    for (const [key, value] of groupsOf(doc).entries())
      expect(fitsRoom("groups", { part: "groups", key }, value)).toBe(true);
    membersOf(doc).set("p-1", true);
    expect(fitsRoom("group", { part: "members", key: "p-1" }, membersOf(doc).get("p-1"))).toBe(true);
    const refused = [
      ["groups", "a/colour", "red"],
      ["groups", "a/kind", "secret"],
      ["groups", "/name", "x"],
      ["groups", "a/b/name", "x"],
      ["members", "p-1", 1],
    ] as const;
    for (const [part, key, value] of refused)
      expect(fitsRoom(part === "members" ? "group" : "groups", { part, key }, value)).toBe(false);
  });
});

describe("comments and settings", () => {
  it("are found by point, oldest first", () => {
    const doc = new Y.Doc();
    const say = (id: string, pointId: string, atMs: number) =>
      commentsOf(doc).set(id, { pointId, text: id, by: "anna", atMs });
    say("second", "p-1", 9);
    say("first", "p-1", 3);
    say("other", "p-2", 1);
    expect(commentsOn(doc, "p-1").map(({ id }) => id)).toEqual(["first", "second"]);
  });

  it("take any plain value as a setting, and nothing else", () => {
    const doc = new Y.Doc();
    settingsOf(doc).set("alarm.threshold", { kwh: 5 });
    const fits = (value: unknown) => fitsRoom("settings", { part: "settings", key: "k" }, value);
    expect(fits(settingsOf(doc).get("alarm.threshold"))).toBe(true);
    expect([fits(new Y.Map()), fits(() => 1), fits(Number.NaN), fits(undefined)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
