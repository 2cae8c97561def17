import Dexie, { type Table } from "dexie";
import type { Draft, KeptRoom, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";

/**
 * One person's rooms in this browser: a few rows of bytes a room. Of each person and utility its own
 * database, because what somebody has not sent yet must never be sent by whoever signs in next.
 *
 * | table | key | holds | may be lost |
 * |---|---|---|---|
 * | `rooms` | room | the last state, as one Yjs update | yes: the server has it |
 * | `unsent` | id | what the server has not acknowledged | never |
 * | `drafts` | id | what was not taken and waits for its author | never |
 * | `marks` | name | how far the change cursor was followed | yes |
 */
export class RoomsDatabase extends Dexie {
  declare readonly rooms: Table<KeptRoom, string>;
  declare readonly unsent: Table<UnsentUpdate, string>;
  declare readonly drafts: Table<Draft, string>;
  declare readonly marks: Table<{ readonly name: string; readonly value: number }, string>;

  constructor(owner: { readonly utility: string; readonly personId: string }) {
    super(`rounds-rooms-${owner.utility}-${owner.personId}`);
    this.version(1).stores({ rooms: "room", unsent: "id, room, order", drafts: "id, atMs", marks: "name" });
  }
}
