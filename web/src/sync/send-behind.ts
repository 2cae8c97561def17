import { parseRoomName } from "../../../shared/rooms/room-name.ts";
import { isSettled, type Rooms } from "./connect-rooms.ts";

/**
 * Sends what was changed in rooms nobody looks at any more, as soon as the server is reached: a desk has no
 * Send/Receive. A round stays where it is; the phone sends it with the rest of what it has.
 */
export function sendBehind(rooms: Pick<Rooms, "open" | "leave" | "subscribe" | "waitingElsewhere">): void {
  const held = new Set<string>();
  const hold = async (room: string): Promise<void> => {
    held.add(room);
    const replica = await rooms.open(room).catch(() => undefined);
    if (!replica) return;
    await new Promise<void>((settled) => {
      const look = (): void => {
        if (!isSettled(replica)) return;
        stop();
        settled();
      };
      const stop = rooms.subscribe(look);
      look();
    });
    // Where the server opens it to nobody here, asking again changes nothing.
    if (replica.closedBy === undefined) held.delete(room);
    await rooms.leave(room);
  };
  const look = (): void => {
    for (const room of rooms.waitingElsewhere()) if (!held.has(room) && isDesks(room)) void hold(room);
  };
  rooms.subscribe(look);
  look();
}

function isDesks(room: string): boolean {
  const name = parseRoomName(room);
  return name.ok && name.value.kind !== "round";
}
