import { membersOf } from "../../shared/rooms/group-room.ts";
import { membersRoom } from "../../shared/rooms/room-name.ts";
import type { Placement } from "./assign-shards.ts";
import type { ServerEdit } from "./relay.ts";

/** Points that come into another area take their groups along: who sees them sees what they are in. */
export function memberMoves(utility: string, { room, from }: Placement): ServerEdit["rooms"] {
  const area = room.area ?? "";
  const idsByArea = new Map<string, Set<string>>();
  for (const [id, name] of from) {
    const before = name.area ?? "";
    if (before === area) continue;
    const ids = idsByArea.get(before) ?? new Set();
    idsByArea.set(before, ids.add(id));
  }
  if (idsByArea.size === 0) return [];
  const moving: string[] = [];
  return [
    ...[...idsByArea].map(([before, ids]) => ({
      name: membersRoom(utility, before),
      run: (doc: Parameters<typeof membersOf>[0]) => {
        const members = membersOf(doc);
        for (const key of [...members.keys()]) {
          if (!ids.has(key.slice(key.indexOf("/") + 1))) continue;
          moving.push(key);
          members.delete(key);
        }
      },
    })),
    {
      name: membersRoom(utility, area),
      run: (doc) => {
        for (const key of moving) membersOf(doc).set(key, true);
      },
    },
  ];
}
