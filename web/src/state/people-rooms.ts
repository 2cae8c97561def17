import type { Rooms } from "../sync/connect-rooms.ts";

export interface RoomsOwner {
  readonly utility: string;
  readonly personId: string;
}

let current: { readonly key: string; readonly rooms: Promise<Rooms> } | undefined;

async function open(owner: RoomsOwner): Promise<Rooms> {
  const [{ openRooms }, { renewOnce }] = await Promise.all([
    import("../open-rooms.ts"),
    import("../store/renew-once.ts"),
  ]);
  renewOnce();
  return openRooms(owner);
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
  }
  return current.rooms;
}
