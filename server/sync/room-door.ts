import type { RoomName } from "../../shared/rooms/room-name.ts";
import type { LiveRoom } from "./live-room.ts";
import type { RelayOptions } from "./relay-options.ts";

/** Where sockets get their rooms from. */
export interface RoomDoor {
  readonly options: RelayOptions;
  /** The parsed name, when it is a room of this utility. */
  nameOf(text: string): RoomName | undefined;
  /** Opens a room, or joins those who have it open. Every `enter` needs its `exit`. */
  enter(name: RoomName): Promise<LiveRoom>;
  exit(room: LiveRoom): Promise<void>;
  /** Does what is due after a commit. */
  tidy(room: LiveRoom): Promise<void>;
}
