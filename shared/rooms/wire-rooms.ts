/** Shapes of the HTTP API about rooms. `:room` is a room's name, percent-encoded as one segment. */
import type { RoomValue } from "./same-value.ts";

/**
 * `GET /api/v1/rooms/:room/snapshot`: the room as one Yjs update (`application/octet-stream`, gzip),
 * at most a hundred updates old; what is newer comes over `/sync` or `GET /api/v1/rooms`. `ETag`
 * and `If-None-Match` as usual; this header says which generation it is of.
 */
export const EPOCH_HEADER = "Rounds-Epoch";

/**
 * `GET /api/v1/rooms?since=<cursor>&limit=1000`: what happened in all rooms one may see. Without
 * `since`: only where the cursor is now.
 */
export interface WireRoomsSince {
  /** Pass as `since` next time. */
  readonly cursor: number;
  /** Oldest first; `update` is a Yjs update in base64. Apply only where the epoch is one's own. */
  readonly updates: readonly { readonly room: string; readonly epoch: number; readonly update: string }[];
  /** Rooms to load anew: their updates are no longer kept one by one, or they began a new generation. */
  readonly reload: readonly string[];
}

/**
 * `GET /api/v1/shards`: the rooms that hold the points one may see, and how far each has come; with
 * `ETag`. Who has kept these rooms asks this first, and only for what differs afterwards.
 *
 * `GET /api/v1/shards/points?room=…`: what a list shows of the points of these rooms (of all one may see where
 * none is named), as frames (`list-frame.ts`). A room that is gone or not one's own is left out.
 */
export interface WireShards {
  /** Change cursor of rooms this is true at: pass it to `GET /api/v1/rooms?since=`. */
  readonly cursor: number;
  readonly utility: { readonly name: string; readonly timeZone: string };
  readonly shards: readonly { readonly room: string; readonly epoch: number; readonly seq: number }[];
}

/** `GET /api/v1/conflicts?limit=200`, newest first: the work list; `total` counts those beyond the limit too. */
export interface WireConflicts {
  readonly total: number;
  readonly conflicts: readonly WireConflict[];
}

/** Values as `toPlain` writes them. */
export interface WireConflict {
  readonly room: string;
  readonly part: string;
  readonly key: string;
  /** `base`: an import changed what somebody had edited. `concurrent`: two people at once. */
  readonly kind: "base" | "concurrent";
  readonly stands: RoomValue;
  readonly other: RoomValue;
  /** Who wrote the value that does not stand; empty for an import. */
  readonly otherBy: string;
  readonly atMs: number;
}

/** `POST /api/v1/conflicts/settled`: concurrent ones whose both values somebody has seen. */
export interface WireSettled {
  readonly keys: readonly { readonly room: string; readonly part: string; readonly key: string }[];
}
