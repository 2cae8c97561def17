import type { UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import { isPassing, type Refusal, type RefusedKey } from "../../../shared/rooms/refusal.ts";
import { type RoomChange, squashChanges } from "../../../shared/rooms/room-change.ts";
import { changesOf } from "./unsent-log.ts";

/** Why a generation ends, and what of the unsent changes is settled by that. */
export interface Ending {
  readonly reason: Refusal;
  readonly keys: readonly RefusedKey[];
  /** Ids of the rows that the refused message carried; the rest was not judged. */
  readonly judged: ReadonlySet<string>;
  readonly committed: ReadonlyMap<number, number>;
}

interface SortedChanges {
  readonly replay: readonly RoomChange[];
  readonly refused: readonly { readonly change: RoomChange; readonly reason: Refusal }[];
}

/** What is to be said again, and what was refused: a key that was, with all that was said on top of it. */
export function sortChanges(
  rows: readonly UnsentUpdate[],
  { reason, keys, judged, committed }: Ending,
  now: ReadonlyMap<number, number>,
): SortedChanges {
  const known = new Map(committed);
  for (const [client, clock] of now) known.set(client, Math.max(clock, known.get(client) ?? 0));
  const reasonByKey = new Map(keys.map((key) => [`${key.part} ${key.key}`, key.reason]));
  const isWhole = keys.length === 0 && !isPassing(reason);
  const reasonFor = (row: UnsentUpdate, { part, key }: RoomChange): Refusal | undefined =>
    reasonByKey.get(`${part} ${key}`) ?? (isWhole && judged.has(row.id) ? reason : undefined);
  const refusedByReason = new Map<Refusal, RoomChange[]>();
  const replay: RoomChange[] = [];
  for (const row of rows) {
    for (const change of changesOf([row], known)) {
      const why = reasonFor(row, change);
      if (why === undefined) replay.push(change);
      else refusedByReason.set(why, [...(refusedByReason.get(why) ?? []), change]);
    }
  }
  return {
    replay,
    refused: [...refusedByReason].flatMap(([why, changes]) =>
      squashChanges(changes).map((change) => ({ change, reason: why })),
    ),
  };
}
