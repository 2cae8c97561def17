import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { commentsOf, commentsOn, settingsOf } from "./comment-room.ts";
import {
  changeMembers,
  groupsOf,
  listGroups,
  membersByGroup,
  membersOf,
  removeGroup,
  saveGroup,
} from "./group-room.ts";
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
    changeMembers(doc, "a", { pointIds: ["p-1"], isIn: true });
    for (const [key, value] of membersOf(doc).entries())
      expect(fitsRoom("members", { part: "members", key }, value)).toBe(true);
    const refused = [
      ["groups", "a/colour", "red"],
      ["groups", "a/kind", "secret"],
      ["groups", "/name", "x"],
      ["groups", "a/b/name", "x"],
      ["members", "a/p-1", 1],
      ["members", "p-1", true],
      ["members", "/p-1", true],
      ["members", "a/", true],
    ] as const;
    for (const [part, key, value] of refused) expect(fitsRoom(part, { part, key }, value)).toBe(false);
  });
});

describe("members of groups", () => {
  it("that two desks put in and take out at once are those that either put in and nobody took out", () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    expect(changeMembers(one, "a", { pointIds: ["p-1", "p-2", "p-2"], isIn: true })).toBe(2);
    exchange(one, other);
    changeMembers(one, "a", { pointIds: ["p-3", "street/4"], isIn: true });
    changeMembers(other, "a", { pointIds: ["p-1"], isIn: false });
    changeMembers(other, "b", { pointIds: ["p-3"], isIn: true });
    exchange(one, other);
    for (const doc of [one, other]) {
      expect(membersByGroup(doc)).toEqual(
        new Map([
          ["a", new Set(["p-2", "p-3", "street/4"])],
          ["b", new Set(["p-3"])],
        ]),
      );
    }
    expect(changeMembers(one, "a", { pointIds: ["p-2"], isIn: true })).toBe(0);
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
