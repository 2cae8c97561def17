import "fake-indexeddb/auto";
import { afterEach, expect, it } from "vitest";
import { saveGroup } from "../../../shared/rooms/group-room.ts";
import { openLocalRooms } from "../store/rooms.local.ts";
import { connectRooms, type Rooms } from "./connect-rooms.ts";
import { sendBehind } from "./send-behind.ts";

const pages: Rooms[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.abandon();
});

/** A page over this storage that reaches no server. */
function pageOver(storage: ReturnType<typeof openLocalRooms>): Rooms {
  const rooms = connectRooms({
    storage,
    makeSocket: () => ({ send: () => undefined, close: () => undefined }),
    fetchSnapshot: async () => undefined,
    fetchNews: () => Promise.reject(new Error("offline")),
    nowMs: () => 1_000,
    newId: () => crypto.randomUUID(),
    random: () => 0.5,
    keepAfterMs: 5,
  });
  pages.push(rooms);
  return rooms;
}

const newStorage = () => openLocalRooms({ utility: "town", personId: crypto.randomUUID() });

/** A page on which something was changed without a network, and which was closed then. */
async function leftBehind(room: string) {
  const storage = newStorage();
  const rooms = pageOver(storage);
  const replica = await rooms.open(room);
  replica.edit((doc) => saveGroup(doc, "g", { name: "North", kind: "fixed", query: null, comment: "" }));
  await rooms.leave(room);
  rooms.abandon();
  return storage;
}

it("holds a room with something unsent open until it is sent, though nobody looks at it", async () => {
  const rooms = pageOver(await leftBehind("town/groups"));
  sendBehind(rooms);
  await expect.poll(() => [rooms.state().waiting, rooms.waitingElsewhere()]).toEqual([1, []]);
});

it("leaves a round to its phone", async () => {
  const rooms = pageOver(await leftBehind("town/rounds/r-1"));
  await expect.poll(() => rooms.state().waiting).toBe(1);
  sendBehind(rooms);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(rooms.waitingElsewhere()).toEqual(["town/rounds/r-1"]);
});
