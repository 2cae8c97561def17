import { isStillAllowed } from "./access-guard.ts";
import type { Caller } from "./caller.ts";
import type { Deps } from "./deps.ts";
import { openUser, type RoomUser } from "./sync/room-user.ts";

/** The caller of a request as the relay knows people. */
export const roomUserOf = (caller: Caller, deps: Deps): RoomUser => ({
  ...openUser,
  personId: caller.signedIn?.person.id ?? openUser.personId,
  name: caller.signedIn?.person.name ?? "",
  permissions: caller.permissions,
  areas: caller.areas,
  actor: caller.actor,
  isStillAllowed: () => isStillAllowed(caller, deps),
});
