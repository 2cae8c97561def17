import type { SyncState } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";

/**
 * Whether what the room says may be shown as all there is: the server has told it, now or before, or
 * refuses it, or cannot be reached, so that there is no more to wait for.
 */
export const isRoomHere = (
  replica: Pick<RoomReplica, "isSynced" | "syncedAtMs" | "closedBy">,
  { standing }: Pick<SyncState, "standing">,
): boolean =>
  replica.isSynced || replica.syncedAtMs > 0 || replica.closedBy !== undefined || standing === "offline";
