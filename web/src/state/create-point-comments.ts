import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { commentsOf, commentsOn, type PointComment } from "../../../shared/rooms/comment-room.ts";
import type { Refusal } from "../../../shared/rooms/refusal.ts";
import { formatRoomName, parseRoomName } from "../../../shared/rooms/room-name.ts";
import type { Rooms, SyncState } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { isSamePlace, ownerOf, type PointPlace } from "./create-point-room.ts";
import { followRoom } from "./follow-room.ts";

export type Comment = PointComment & { readonly id: string };

/** What people wrote about a point. */
export interface PointComments {
  /** Oldest first; `undefined` until they are there. */
  readonly comments: Accessor<readonly Comment[] | undefined>;
  readonly sync: Accessor<SyncState | undefined>;
  readonly closedBy: Accessor<Refusal | undefined>;
  add(text: string): void;
  change(comment: Comment, text: string): void;
  remove(id: string): void;
  undo(): void;
}

export function createPointComments(place: Accessor<PointPlace | undefined>): PointComments {
  const [comments, setComments] = createSignal<readonly Comment[]>();
  const [sync, setSync] = createSignal<SyncState>();
  const [closedBy, setClosedBy] = createSignal<Refusal>();
  let replica: RoomReplica | undefined;
  const look = (rooms: Rooms): void => {
    const at = place();
    setSync(rooms.state());
    if (!replica || !at) return;
    setClosedBy(replica.closedBy);
    setComments(commentsOn(replica.doc, at.pointId));
  };
  const here = createMemo(place, undefined, { equals: isSamePlace });
  createEffect(
    on(here, (at) => {
      setComments(undefined);
      const name = at && parseRoomName(at.room);
      if (!at || !name?.ok) return;
      const room = formatRoomName({ ...name.value, kind: "comments" });
      const take = (next: RoomReplica | undefined): void => {
        replica = next;
      };
      onCleanup(followRoom(ownerOf(at), room, { look, take }));
    }),
  );
  const act = (run: (map: ReturnType<typeof commentsOf>, at: PointPlace) => void): void => {
    const at = place();
    if (!replica || !at) return;
    replica.undo.stopCapturing();
    replica.edit((doc) => run(commentsOf(doc), at));
    setComments(commentsOn(replica.doc, at.pointId));
  };
  return {
    comments,
    sync,
    closedBy,
    add: (text) =>
      act((map, { pointId, personId }) =>
        map.set(crypto.randomUUID(), { pointId, text, by: personId, atMs: Date.now() }),
      ),
    change: ({ id, pointId, atMs }, text) =>
      act((map, { personId }) => map.set(id, { pointId, text, by: personId, atMs })),
    remove: (id) => act((map) => map.delete(id)),
    undo: () => {
      replica?.undo.undo();
      const at = place();
      if (replica && at) setComments(commentsOn(replica.doc, at.pointId));
    },
  };
}
