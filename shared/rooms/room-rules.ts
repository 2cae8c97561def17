import type { Need } from "../model/permission.ts";
import { isComment } from "./comment-room.ts";
import { isGroupField, isMember } from "./group-room.ts";
import { GONE, NEW, splitEditKey } from "./overlay.ts";
import { isSayable, withField } from "./point-fields.ts";
import { recordOf } from "./point-record.ts";
import { decodePointRecord } from "./record-codec.ts";
import type { RoomKind } from "./room-name.ts";
import {
  isAssigned,
  isCard,
  isHeadField,
  isReader,
  isReadKey,
  isReadMark,
  isVisitNote,
} from "./round-room.ts";
import { isRoomValue, type RoomValue } from "./same-value.ts";

/** What one map of a room may hold, and who may change it. */
export interface PartRule {
  /** The permission a change asks for; `server`: nobody's, only import and fold write it. */
  readonly needs: Need | "server";
  /** The round's own readers may change it too, with no more than the room's `reads`; one that names none is anybody's. */
  readonly isForReaders?: true;
  /** What is said stays said: no change and no removal. */
  readonly onlyGrows?: true;
  /** Whether the value may stand under this key. */
  readonly fits: (key: string, value: RoomValue) => boolean;
  /**
   * Who the value says wrote it: must be who sends it. But for edits of points, which everybody says anew, it is rewritten
   * by nobody else, and taken away by them or by whoever has `needs`.
   */
  readonly authorOf?: (value: RoomValue) => RoomValue | undefined;
}

export interface RoomRule {
  /** The permission that opening the room asks for. */
  readonly reads: Need;
  readonly parts: Readonly<Record<string, PartRule>>;
}

const mayRead = (area: Need["area"]): Need => ({ area, right: "read" });
const mayWrite = (area: Need["area"]): Need => ({ area, right: "write" });

const points = mayWrite("device-and-customer-management");
const rounds = mayWrite("reading-management");
const groups = mayWrite("group-management");

const byOf = (value: RoomValue): RoomValue | undefined =>
  typeof value === "object" && value !== null && "by" in value ? value["by"] : undefined;

/** The one table of what lies in which room and who may write it (DESIGN D7). */
export const ROOM_RULES: Readonly<Record<RoomKind, RoomRule>> = {
  points: {
    reads: mayRead("data-access"),
    parts: {
      base: { needs: "server", fits: (_, value) => value instanceof Uint8Array },
      edits: { needs: points, fits: isEdit, authorOf: (edit) => (Array.isArray(edit) ? edit[2] : undefined) },
    },
  },
  comments: {
    reads: mayRead("data-access"),
    parts: { comments: { needs: points, fits: isComment, authorOf: byOf } },
  },
  groups: {
    reads: mayRead("group-management"),
    parts: { groups: { needs: groups, fits: isGroupField } },
  },
  members: {
    reads: mayRead("group-management"),
    parts: { members: { needs: groups, fits: isMember } },
  },
  round: {
    reads: mayRead("reading-management"),
    parts: {
      round: { needs: rounds, fits: isHeadField },
      readers: { needs: rounds, fits: isReader },
      cards: { needs: rounds, fits: isCard },
      assigned: { needs: rounds, fits: isAssigned },
      read: {
        needs: rounds,
        isForReaders: true,
        onlyGrows: true,
        fits: (key, value) => isReadKey(key) && isReadMark(value),
      },
      notes: { needs: rounds, isForReaders: true, fits: isVisitNote, authorOf: byOf },
    },
  },
  settings: {
    reads: mayRead("data-access"),
    parts: {
      settings: { needs: mayWrite("system-configuration"), fits: (key) => key.length <= 200 },
    },
  },
};

const ANY_POINT = recordOf({
  id: "",
  number: "",
  address: "",
  postalCode: "",
  city: "",
  area: "",
  medium: "other",
  intervalMinutes: 60,
  customerNumber: "",
  customerName: "",
});

/** `[value, replaced, author, atMs, over…]` with a value that fits its field. */
function isEdit(key: string, edit: RoomValue): boolean {
  const [id, field] = splitEditKey(key);
  if (id === "" || !Array.isArray(edit) || edit.length < 4 || edit.length > 12) return false;
  const [value, , by, atMs] = edit as readonly RoomValue[];
  if (value === undefined || typeof by !== "string" || !Number.isSafeInteger(atMs)) return false;
  if (field === GONE) return value === true;
  if (field === NEW) return value instanceof Uint8Array && decodePointRecord(value)?.id === id;
  return withField({ ...ANY_POINT, id }, field, value) !== undefined && isSayable(field, value);
}

/** Names of the maps of a room; whatever else an update touches is not ours. */
export const partsOf = (kind: RoomKind): readonly string[] => Object.keys(ROOM_RULES[kind].parts);

/** Whether a value may lie under this key of this map at all. */
export function fitsRoom(
  kind: RoomKind,
  at: { readonly part: string; readonly key: string },
  value: unknown,
): boolean {
  const rule = ROOM_RULES[kind].parts[at.part];
  return rule !== undefined && at.key.length <= 400 && isRoomValue(value) && rule.fits(at.key, value);
}
