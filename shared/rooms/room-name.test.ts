import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRoomName, parseRoomName } from "./room-name.ts";

describe("a room's name", () => {
  it.each([
    ["town/North%20side/points/3", { utility: "town", kind: "points", area: "North side", id: "3" }],
    ["town/@/points/1", { utility: "town", kind: "points", area: "", id: "1" }],
    [
      "town/S%C3%B8nder%2Fvest/comments/12",
      { utility: "town", kind: "comments", area: "Sønder/vest", id: "12" },
    ],
    ["town/groups", { utility: "town", kind: "groups" }],
    ["town/@/members/1", { utility: "town", kind: "members", area: "", id: "1" }],
    ["town/rounds/2026-11-a", { utility: "town", kind: "round", id: "2026-11-a" }],
    ["town/settings", { utility: "town", kind: "settings" }],
  ] as const)("%s says whose it is, what it holds and in which area", (text, room) => {
    expect(parseRoomName(text)).toEqual({ ok: true, value: room });
    expect(formatRoomName(room)).toBe(text);
  });

  it.each([
    "",
    "town",
    "Town/groups",
    "town/",
    "town//points/1",
    "town/north/points",
    "town/north/points/0",
    "town/north/points/01",
    "town/north/points/1/2",
    "town/north/keys/1",
    "town/n orth/points/1",
    "town/%6eorth/points/1",
    "town/%zz/points/1",
    "town/%40/points/1 ",
    "town/groups/attention",
    "town/rounds",
    "town/rounds/.hidden",
    "town/rounds/a b",
    "../town/groups",
  ])("%j is no room", (text) => {
    expect(parseRoomName(text)).toEqual({ ok: false, error: "room.bad-name" });
  });

  it("of any area comes back as that area, and no two areas share a name", () => {
    const areas = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(areas, areas, (one, other) => {
        const name = (area: string) => formatRoomName({ utility: "town", kind: "points", area, id: "1" });
        const parsed = parseRoomName(name(one));
        expect(parsed.ok && parsed.value.area).toBe(one);
        expect(name(one) === name(other)).toBe(one === other);
      }),
    );
  });

  it("made of arbitrary text never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const parsed = parseRoomName(text);
        if (parsed.ok) expect(formatRoomName(parsed.value)).toBe(text);
      }),
    );
  });
});
