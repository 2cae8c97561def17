import "fake-indexeddb/auto";
import { afterEach, expect, it } from "vitest";
import {
  decodeClientFrame,
  encodeServerFrame,
  PROTOCOL_VERSION,
} from "../../../shared/rooms/channel-frame.ts";
import { saveGroup } from "../../../shared/rooms/group-room.ts";
import { openLocalRooms } from "../store/rooms.local.ts";
import { connectRooms, type Rooms, type RoomsOptions } from "./connect-rooms.ts";
import { SOCKET_TIMING } from "./rooms-socket.ts";
import { sendBehind } from "./send-behind.ts";

const pages: Rooms[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.abandon();
});

/** A page over this storage that reaches no server, or the one a test makes. */
function pageOver(storage: ReturnType<typeof openLocalRooms>, more: Partial<RoomsOptions> = {}): Rooms {
  const rooms = connectRooms({
    storage,
    makeSocket: () => ({ send: () => undefined, close: () => undefined }),
    fetchSnapshot: async () => undefined,
    fetchNews: () => Promise.reject(new Error("offline")),
    nowMs: () => 1_000,
    newId: () => crypto.randomUUID(),
    random: () => 0.5,
    keepAfterMs: 5,
    ...more,
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

it("is not sent by somebody else who signs in on this browser meanwhile", async () => {
  const said: string[] = [];
  let whose = "bo";
  const rooms = pageOver(await leftBehind("town/groups"), {
    personId: "ada",
    timing: { ...SOCKET_TIMING, firstRetryMs: 5, lastRetryMs: 5 },
    makeSocket({ message }) {
      const personId = whose;
      setTimeout(() => message(encodeServerFrame({ type: "hello", version: PROTOCOL_VERSION, personId })), 1);
      return {
        send: (bytes) => void said.push(`${personId}: ${decodeClientFrame(bytes)?.type}`),
        close: () => undefined,
      };
    },
  });
  sendBehind(rooms);
  await expect.poll(() => rooms.waitingElsewhere()).toEqual([]);
  await expect.poll(() => rooms.state()).toMatchObject({ standing: "offline", waiting: 1 });
  whose = "ada";
  await expect.poll(() => said).toContain("ada: open");
  expect(said.filter((one) => one.startsWith("bo"))).toEqual([]);
});

it("opens nothing again of a page that is being closed", async () => {
  const storage = newStorage();
  let loads = 0;
  const load: typeof storage.load = (room) => {
    loads += 1;
    return storage.load(room);
  };
  const rooms = pageOver({ ...storage, load });
  sendBehind(rooms);
  const replica = await rooms.open("town/groups");
  replica.edit((doc) => saveGroup(doc, "g", { name: "North", kind: "fixed", query: null, comment: "" }));
  await rooms.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(loads).toBe(1);
});
