import type { RoomStorage } from "../../../shared/rooms/kept-room.ts";
import type { RoomsSocket } from "./rooms-socket.ts";

/** A room's snapshot as the server sends it. */
export interface RoomSnapshot {
  readonly epoch: number;
  readonly state: Uint8Array;
}

export interface ReplicaOptions {
  readonly storage: RoomStorage;
  readonly socket: RoomsSocket;
  /** `undefined`: there is no such room, or it is not open to this person. Rejects when the server cannot be reached. */
  readonly fetchSnapshot: (room: string) => Promise<RoomSnapshot | undefined>;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Order numbers over all rooms. */
  readonly nextOrder: () => number;
  /** The room reads differently, or its standing changed. */
  readonly onChange: () => void;
  /** Drafts were written to storage. */
  readonly onDrafts: () => void;
  readonly keepAfterMs: number;
}
