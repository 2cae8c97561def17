import { fetchRoomSnapshot, fetchRoomsNews } from "./api/room-calls.ts";
import { type LocalRooms, openLocalRooms } from "./store/rooms.local.ts";
import { browserSocket } from "./sync/browser-socket.ts";
import { connectRooms, type Rooms, type RoomsOptions } from "./sync/connect-rooms.ts";
import { sendBehind } from "./sync/send-behind.ts";

/** The rooms of whoever is signed in: one socket to our own origin, one database of their own. */
export function openRooms(
  owner: { readonly utility: string; readonly personId: string },
  storage: LocalRooms = openLocalRooms(owner),
  more: Pick<RoomsOptions, "personId"> = {},
): Rooms {
  const rooms = connectRooms({
    makeSocket: browserSocket(`${location.origin.replace(/^http/, "ws")}/sync`),
    storage,
    fetchSnapshot: fetchRoomSnapshot,
    fetchNews: fetchRoomsNews,
    nowMs: () => Date.now(),
    newId: () => crypto.randomUUID(),
    random: () => Math.random(),
    ...more,
  });
  addEventListener("online", () => rooms.wake());
  return rooms;
}

/** A desk's: what waits in them is sent without anybody looking at them, and by nobody but their owner. */
export function openDeskRooms(owner: { readonly utility: string; readonly personId: string }): Rooms {
  const rooms = openRooms(owner, openLocalRooms(owner), { personId: owner.personId });
  sendBehind(rooms);
  return rooms;
}
