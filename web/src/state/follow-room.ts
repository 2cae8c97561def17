import type { Rooms } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { type RoomsOwner, roomsOf } from "./people-rooms.ts";

/** Four looks a second, however many people and cars are at work. */
const LOOK_MS = 250;

/** Holds a room open and looks at it whenever it reads differently, until it is told to stop. */
export function followRoom(
  owner: RoomsOwner,
  room: string,
  heard: {
    /** The open room, and `undefined` when it is left. */
    readonly take: (replica: RoomReplica | undefined) => void;
    readonly look: (rooms: Rooms) => void;
  },
): () => void {
  let isGone = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let stop = (): void => undefined;
  void roomsOf(owner).then(async (rooms) => {
    const replica = await rooms.open(room);
    if (isGone) return rooms.leave(room);
    heard.take(replica);
    heard.look(rooms);
    const unsubscribe = rooms.subscribe(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        heard.look(rooms);
      }, LOOK_MS);
    });
    stop = () => {
      unsubscribe();
      void rooms.leave(room);
    };
  });
  return () => {
    isGone = true;
    clearTimeout(waiting);
    heard.take(undefined);
    stop();
  };
}
