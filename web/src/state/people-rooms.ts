import type { Rooms } from "../sync/connect-rooms.ts";
import { makeStoredChoice } from "./stored-choice.ts";

export interface RoomsOwner {
  readonly utility: string;
  readonly personId: string;
}

let current: { readonly key: string; readonly rooms: Promise<Rooms> } | undefined;

async function open(owner: RoomsOwner): Promise<Rooms> {
  const [{ openDeskRooms }, { renewOnce }] = await Promise.all([
    import("../open-rooms.ts"),
    import("../store/renew-once.ts"),
  ]);
  renewOnce();
  return openDeskRooms(owner);
}

/**
 * The rooms of whoever is signed in, over one socket for all screens of this page. With Yjs, so that
 * it is fetched when the first screen asks for a room.
 */
export function roomsOf(owner: RoomsOwner): Promise<Rooms> {
  const key = JSON.stringify(owner);
  if (current?.key !== key) {
    void current?.rooms.then((rooms) => rooms.close());
    current = { key, rooms: open(owner) };
    void current.rooms.then((rooms) => rooms.subscribe(() => note(key, rooms.state().waiting > 0)));
  }
  return current.rooms;
}

const waiting = makeStoredChoice("rooms.waiting");

function note(key: string, isWaiting: boolean): void {
  const known = waiting.read();
  if (isWaiting && known !== key) waiting.write(key);
  else if (!isWaiting && known === key) waiting.write(null);
}

/** Sends what an earlier page could not, where there is any; a page without rooms of its own would not. */
export function sendWhatWaits(owner: RoomsOwner): void {
  if (waiting.read() === JSON.stringify(owner)) void roomsOf(owner).catch(() => undefined);
}
