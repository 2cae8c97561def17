import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Draft, KeptRoom, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import { type LocalRooms, openLocalRooms } from "./rooms.local.ts";

let count = 0;
let rooms: LocalRooms;
beforeEach(() => {
  count += 1;
  rooms = openLocalRooms({ utility: "town", personId: `anna-${count}` });
});
afterEach(() => rooms.close());

const GROUPS = "town/groups";
const kept: KeptRoom = { room: GROUPS, epoch: 2, state: Uint8Array.of(0, 0), syncedAtMs: 5 };
const unsent = (order: number, room = GROUPS): UnsentUpdate => ({
  id: `u-${order}`,
  room,
  epoch: 2,
  order,
  client: 7,
  fromClock: order,
  toClock: order + 1,
  update: Uint8Array.of(order),
  changes: [{ part: "groups", key: "g/name", before: undefined, after: `name ${order}` }],
});
const draft = (atMs: number): Draft => ({
  id: `d-${atMs}`,
  room: GROUPS,
  change: { part: "groups", key: "g/name", before: null, after: Uint8Array.of(1) },
  reason: "not-permitted",
  atMs,
});

describe("rooms in this browser", () => {
  it("come back with what is unsent, in the order it was made", async () => {
    expect(await rooms.load(GROUPS)).toEqual({ unsent: [] });
    await rooms.keep(kept);
    for (const order of [3, 1, 2]) await rooms.addUnsent(unsent(order));
    await rooms.addUnsent(unsent(9, "town/settings"));
    expect(await rooms.load(GROUPS)).toEqual({ kept, unsent: [unsent(1), unsent(2), unsent(3)] });
    expect(await rooms.unsentRooms()).toEqual(
      new Map([
        [GROUPS, 3],
        ["town/settings", 1],
      ]),
    );
    await rooms.removeUnsent(["u-1", "u-2"]);
    expect((await rooms.load(GROUPS)).unsent).toEqual([unsent(3)]);
  });

  it("replace a generation all at once: state, unsent updates and drafts", async () => {
    await rooms.keep(kept);
    for (const order of [1, 2]) await rooms.addUnsent(unsent(order));
    const next = { ...kept, epoch: 3, state: Uint8Array.of(7) };
    await rooms.rebase({ kept: next, removed: ["u-1", "u-2"], unsent: [unsent(4)], drafts: [draft(5)] });
    expect(await rooms.load(GROUPS)).toEqual({ kept: next, unsent: [unsent(4)] });
    expect(await rooms.drafts()).toEqual([draft(5)]);
  });

  it("keep drafts until they are given up, oldest first", async () => {
    await rooms.addDrafts([draft(8), draft(5)]);
    expect(await rooms.drafts()).toEqual([draft(5), draft(8)]);
    await rooms.removeDraft("d-5");
    expect(await rooms.drafts()).toEqual([draft(8)]);
  });

  it("follow the change cursor and forget rooms that are not open any more", async () => {
    expect(await rooms.cursor()).toBeUndefined();
    await rooms.keep(kept);
    await rooms.keep({ ...kept, room: "town/settings" });
    await rooms.advance({ cursor: 12, kept: [{ ...kept, epoch: 4 }], gone: ["town/settings"] });
    expect(await rooms.cursor()).toBe(12);
    expect(await rooms.keptRooms()).toEqual([GROUPS]);
    expect((await rooms.load(GROUPS)).kept?.epoch).toBe(4);
  });

  it("are of one person: whoever signs in next on this phone sends nothing of theirs", async () => {
    await rooms.addUnsent(unsent(1));
    const other = openLocalRooms({ utility: "town", personId: "bent" });
    expect(await other.unsentRooms()).toEqual(new Map());
    const elsewhere = openLocalRooms({ utility: "village", personId: `anna-${count}` });
    expect(await elsewhere.unsentRooms()).toEqual(new Map());
    other.close();
    elsewhere.close();
  });
});
