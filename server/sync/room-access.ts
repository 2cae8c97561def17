import type * as Y from "yjs";
import { isInScope } from "../../shared/model/permission.ts";
import type { RoomName } from "../../shared/rooms/room-name.ts";
import { ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import { cardsOf, readersOf } from "../../shared/rooms/round-room.ts";
import type { Allow, RoomUser } from "./room-user.ts";

/** Who may do what in one room, its contents considered: a round belongs to its readers. */
export interface RoomAccess {
  readonly allow: Allow;
  readonly room: RoomName;
  readonly doc: Y.Doc;
}

/**
 * Whether the person may see the room. A round shows points of several areas: its readers see it, and
 * whoever may see all those areas anyway.
 */
export function mayOpen({ allow, room, doc }: RoomAccess, user: RoomUser): boolean {
  if (!allow(user, room, ROOM_RULES[room.kind].reads)) return false;
  if (room.kind !== "round" || readersOf(doc).has(user.personId)) return true;
  return [...cardsOf(doc).values()].every((card) => isInScope(user.areas, areaOf(card)));
}

const areaOf = (card: unknown): string =>
  typeof card === "object" && card !== null && "area" in card && typeof card.area === "string"
    ? card.area
    : "";

/** Whether the person may write this map of the room. */
export function mayWrite({ allow, room, doc }: RoomAccess, user: RoomUser, part: string): boolean {
  const rule = ROOM_RULES[room.kind].parts[part];
  if (!rule || rule.needs === "server") return false;
  if (allow(user, room, rule.needs)) return true;
  return rule.isForReaders === true && isReaderOf(doc, user);
}

/** A round that names nobody is anybody's who may open it. */
function isReaderOf(doc: Y.Doc, { personId }: RoomUser): boolean {
  const readers = readersOf(doc);
  return readers.has(personId) || (readers.size === 0 && cardsOf(doc).size > 0);
}

/** Whether there is anything in the room that the person may write. */
export const mayWriteSome = (access: RoomAccess, user: RoomUser): boolean =>
  Object.keys(ROOM_RULES[access.room.kind].parts).some((part) => mayWrite(access, user, part));
