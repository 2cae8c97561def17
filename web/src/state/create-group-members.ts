import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { changeMembers, membersByGroup } from "../../../shared/rooms/group-room.ts";
import { formatRoomName, membersRoom } from "../../../shared/rooms/room-name.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { followRoom } from "./follow-room.ts";
import type { StepPart } from "./group-steps.ts";
import { type RoomsOwner, roomsOf } from "./people-rooms.ts";
import { isRoomHere } from "./room-here.ts";

type Members = ReadonlyMap<string, ReadonlySet<string>>;

/** Who is in which fixed group, over all areas a person sees. */
export interface GroupMembers {
  /** By group. */
  readonly all: Accessor<Members>;
  /** Every area has told what it knows. */
  readonly isHere: Accessor<boolean>;
  /** Puts points into a group or takes them out. Tells in which rooms, and how many points that moved. */
  change(
    groupId: string,
    wish: {
      readonly pointIds: readonly string[];
      readonly areaOf: (pointId: string) => string;
      readonly isIn: boolean;
      readonly onProgress: (done: number) => void;
    },
  ): Promise<{ readonly parts: readonly StepPart[]; readonly count: number }>;
}

/** Few enough for one update: some 70 bytes each, with a room's limit at 256 kB a piece. */
const AT_ONCE = 2_000;

export function createGroupMembers(
  owner: Accessor<RoomsOwner | undefined>,
  areas: Accessor<readonly string[]>,
): GroupMembers {
  const [byArea, setByArea] = createSignal<ReadonlyMap<string, Members>>(new Map());
  const [here, setHere] = createSignal<ReadonlySet<string>>(new Set());
  const followed = createMemo(() => areas().join("\n"));
  createEffect(
    on([owner, followed], ([whose]) => {
      setByArea(new Map());
      setHere(new Set<string>());
      if (!whose) return;
      for (const area of areas()) {
        onCleanup(
          followMembers(whose, area, {
            here: () => setHere((known) => (known.has(area) ? known : new Set([...known, area]))),
            members: (members) => setByArea((known) => new Map([...known, [area, members]])),
          }),
        );
      }
    }),
  );
  return {
    all: createMemo(() => joinAreas([...byArea().values()])),
    isHere: () => areas().every((area) => here().has(area)),
    async change(groupId, { pointIds, areaOf, isIn, onProgress }) {
      const whose = owner();
      if (!whose) return { parts: [], count: 0 };
      const rooms = await roomsOf(whose);
      const parts: StepPart[] = [];
      let [count, done] = [0, 0];
      for (const [area, ids] of groupBy(pointIds, areaOf)) {
        const room = formatRoomName(membersRoom(whose.utility, area));
        const replica = await rooms.open(room);
        let times = 0;
        for (let at = 0; at < ids.length; at += AT_ONCE) {
          const piece = ids.slice(at, at + AT_ONCE);
          replica.undo.stopCapturing();
          const moved = replica.edit((doc) => changeMembers(doc, groupId, { pointIds: piece, isIn }));
          count += moved;
          if (moved > 0) times += 1;
          done += piece.length;
          onProgress(done);
          // Between pieces the page may draw.
          if (done < pointIds.length) await new Promise((resolve) => setTimeout(resolve));
        }
        parts.push({ replica, times });
        await rooms.leave(room);
      }
      return { parts, count };
    },
  };
}

function followMembers(
  whose: RoomsOwner,
  area: string,
  heard: { readonly here: () => void; readonly members: (members: Members) => void },
): () => void {
  let replica: RoomReplica | undefined;
  let seen: RoomReplica["doc"] | undefined;
  let isNew = false;
  return followRoom(whose, formatRoomName(membersRoom(whose.utility, area)), {
    take(next) {
      replica = next;
    },
    look(rooms) {
      if (!replica) return;
      if (isRoomHere(replica, rooms.state())) heard.here();
      // Looked at whenever any room changes: counted anew only when this one did.
      if (replica.doc !== seen) {
        seen = replica.doc;
        isNew = true;
        seen.on("update", () => {
          isNew = true;
        });
      }
      if (!isNew) return;
      isNew = false;
      heard.members(membersByGroup(replica.doc));
    },
  });
}

function groupBy(
  ids: readonly string[],
  areaOf: (pointId: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const byArea = new Map<string, string[]>();
  for (const id of ids) {
    const area = areaOf(id);
    const known = byArea.get(area) ?? [];
    byArea.set(area, known);
    known.push(id);
  }
  return byArea;
}

function joinAreas(areas: readonly Members[]): Members {
  const [only] = areas;
  if (areas.length === 1 && only) return only;
  const joined = new Map<string, Set<string>>();
  for (const groups of areas) {
    for (const [group, ids] of groups) {
      const known = joined.get(group) ?? new Set();
      joined.set(group, known);
      for (const id of ids) known.add(id);
    }
  }
  return joined;
}
