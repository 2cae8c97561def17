import {
  type AreaScope,
  allows,
  isInScope,
  type Need,
  type Permissions,
  ROLE_PRESETS,
} from "../../shared/model/permission.ts";
import type { RoomName } from "../../shared/rooms/room-name.ts";
import type { Actor } from "../people-ports.ts";

/** Somebody at a socket: who it is, what they may do, and how the audit log names them. */
export interface RoomUser {
  readonly personId: string;
  readonly name: string;
  readonly permissions: Permissions;
  readonly areas: AreaScope;
  readonly actor: Actor;
  /** Asked before each update: whether the session and the rights the socket was opened with still hold. */
  readonly isStillAllowed?: () => Promise<boolean>;
}

/** Whether this person may do this in this room. Injected, so that one table decides for all doors. */
export type Allow = (user: RoomUser, room: RoomName, need: Need) => boolean;

/** The rights of the person's role, within the person's areas. */
export const allowByRights: Allow = (user, room, need) =>
  allows(user.permissions, need) && (room.area === undefined || isInScope(user.areas, room.area));

/** Where nobody has to sign in, everybody may do everything. */
export const openUser: RoomUser = {
  personId: "anybody",
  name: "",
  permissions: ROLE_PRESETS.administrator,
  areas: "all",
  actor: { name: "", address: "", computer: "" },
};
