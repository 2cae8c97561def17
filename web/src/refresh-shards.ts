import type { WirePointList } from "../../shared/model/wire.ts";
import {
  type FetchedList,
  fetchLists,
  fetchShards,
  refreshLists,
  type WantedRoom,
} from "./api/list-calls.ts";
import { packPoints, type ShardPack } from "./points/shard-pack.ts";

/** Version of `ShardPack` as it is kept; packs of another one are fetched anew. */
export const PACK_LAYOUT = 4;
/** Rooms asked for by name; more than these are asked for together with all others. */
const MOST_NAMED = 40;
/** Fewer rooms than this are there before anybody has read how far they are. */
const WORTH_TELLING = 4;

export interface HeldShard {
  readonly epoch: number;
  readonly seq: number;
  readonly pack: ShardPack;
  /** Points a newer server wrote in a form that is not known here. */
  readonly unread: number;
}

/** The rooms of points as they are held here, in the server's order. */
export interface ShardsHeld {
  readonly shards: ReadonlyMap<string, HeldShard>;
  /** Entity tag of the answer these were compared with last. */
  readonly etag: string | undefined;
  readonly utility: WirePointList["utility"] | undefined;
}

export interface ShardNews {
  readonly held: ShardsHeld;
  /** Rooms that read differently now. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Brings the rooms of points up to date: one small question, then only the rooms that differ, as a list shows
 * them. `undefined` when everything was as it is. Rejects without an answer, or when it broke off.
 */
export async function refreshShards(
  held: ShardsHeld,
  onProgress: (done: number, of: number) => void,
): Promise<ShardNews | undefined> {
  const answer = await fetchShards(held.etag);
  if (answer.isSame) return undefined;
  const { shards: heads, utility } = answer.shards;
  const stale = heads.filter(({ room, epoch, seq }) => {
    const known = held.shards.get(room);
    return known?.epoch !== epoch || known.seq < seq;
  });
  const wanted = stale.map(({ room }) => ({ room, held: held.shards.get(room)?.pack }));
  const made = await fetchStale(wanted, onProgress);
  const shards = new Map<string, HeldShard>();
  for (const { room } of heads) {
    const shard = made.get(room) ?? held.shards.get(room);
    if (shard) shards.set(room, shard);
  }
  return {
    held: { shards, etag: answer.etag, utility },
    changed: [...made.keys()].filter((room) => shards.has(room)),
    gone: [...held.shards.keys()].filter((room) => !shards.has(room)),
  };
}

async function fetchStale(
  stale: readonly WantedRoom[],
  onProgress: (done: number, of: number) => void,
): Promise<ReadonlyMap<string, HeldShard>> {
  const made = new Map<string, HeldShard>();
  if (stale.length === 0) return made;
  const take = ({ room, epoch, seq, count, columns }: FetchedList): void => {
    const pack = columns ?? packPoints([]);
    made.set(room, { epoch, seq, pack, unread: count - pack.count });
    if (stale.length >= WORTH_TELLING) onProgress(Math.min(made.size, stale.length), stale.length);
  };
  await (stale.length > MOST_NAMED ? fetchLists([], take) : refreshLists(stale, take));
  return made;
}
