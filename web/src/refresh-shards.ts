import type { WirePointList } from "../../shared/model/wire.ts";
import { fetchShard, fetchShards } from "./api/list-calls.ts";
import { fetchRoomsNews } from "./api/room-calls.ts";
import { listedPointOf, packPoints, type ShardPack } from "./points/shard-pack.ts";
import type { LocalPoints } from "./store/points.local.ts";
import type { KeptPack, KeptState } from "./store/points-database.ts";
import { mergeStates, readShard } from "./sync/read-shard.ts";

/** Version of `ShardPack` as it is kept; packs of another one are made anew from the server's snapshot. */
export const PACK_LAYOUT = 1;
/** A browser opens six connections to one server; the feed and the page want theirs. */
const AT_ONCE = 4;

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
  /** Change cursor of rooms they are true at. */
  readonly cursor: number | undefined;
  readonly utility: WirePointList["utility"] | undefined;
}

export interface ShardNews {
  readonly held: ShardsHeld;
  readonly states: readonly KeptState[];
  readonly packs: readonly KeptPack<ShardPack>[];
  readonly gone: readonly string[];
}

export interface RefreshTools {
  readonly local: LocalPoints<ShardPack> | undefined;
  readonly onProgress: (done: number, of: number) => void;
}

interface Head {
  readonly room: string;
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Brings the rooms of points up to date: one small question, then only what differs – updates where the
 * room is held here, else its snapshot. `undefined` when everything was as it is. Rejects without an answer.
 */
export async function refreshShards(held: ShardsHeld, tools: RefreshTools): Promise<ShardNews | undefined> {
  const answer = await fetchShards(held.etag);
  if (answer.isSame) return undefined;
  const { shards: heads, cursor, utility } = answer.shards;
  const stale = heads.filter(({ room, epoch, seq }) => {
    const known = held.shards.get(room);
    return known?.epoch !== epoch || known.seq !== seq;
  });
  const states = await loadStates(held, stale, tools);
  const shards = new Map<string, HeldShard>();
  const packs: KeptPack<ShardPack>[] = [];
  for (const { room, epoch, seq } of heads) {
    const made = states.made.get(room) ?? held.shards.get(room);
    if (!made) continue;
    const shard = { ...made, epoch, seq };
    shards.set(room, shard);
    if (states.made.has(room)) packs.push({ room, epoch, seq, layout: PACK_LAYOUT, pack: shard.pack });
  }
  return {
    held: { shards, etag: answer.etag, cursor, utility },
    states: states.kept,
    packs,
    gone: [...held.shards.keys()].filter((room) => !shards.has(room)),
  };
}

interface LoadedStates {
  readonly made: Map<string, HeldShard>;
  readonly kept: KeptState[];
}

async function loadStates(
  held: ShardsHeld,
  stale: readonly Head[],
  tools: RefreshTools,
): Promise<LoadedStates> {
  const loaded: LoadedStates = { made: new Map(), kept: [] };
  const missing = await takeUpdates(held, stale, { tools, loaded });
  const lagging: (Head & { readonly state: Uint8Array; readonly from: number })[] = [];
  let done = 0;
  await eachAtOnce(missing, async (head) => {
    const snapshot = await fetchShard(head.room);
    done += 1;
    if (missing.length > AT_ONCE) tools.onProgress(done, missing.length);
    if (!snapshot) return;
    const { seq: from, epoch, state } = snapshot;
    // A snapshot may be a little older than the room: what came after it is asked for once, for all.
    if (from < head.seq && epoch === head.epoch) lagging.push({ ...head, state, from });
    else take(head, state, loaded);
  });
  if (lagging.length === 0) return loaded;
  const { updates } = await newsSince(Math.min(...lagging.map(({ from }) => from)));
  for (const { state, from: _, ...head } of lagging) {
    const own = updates.filter(({ room, epoch }) => room === head.room && epoch === head.epoch);
    take(head, mergeStates([state, ...own.map(({ update }) => update)]) ?? state, loaded);
  }
  return loaded;
}

/** Rooms that are held and only moved on get their updates. Returns those that have to be loaded whole. */
async function takeUpdates(
  held: ShardsHeld,
  stale: readonly Head[],
  { tools, loaded }: { readonly tools: RefreshTools; readonly loaded: LoadedStates },
): Promise<readonly Head[]> {
  const moved = stale.filter(({ room, epoch }) => held.shards.get(room)?.epoch === epoch);
  if (moved.length === 0 || held.cursor === undefined || !tools.local) return stale;
  const [{ updates, reload }, kept] = await Promise.all([
    newsSince(held.cursor),
    tools.local.states(moved.map(({ room }) => room)).catch((): readonly KeptState[] => []),
  ]);
  const stateByRoom = new Map(kept.map((state) => [state.room, state]));
  for (const head of moved) {
    const before = stateByRoom.get(head.room);
    if (!before || before.epoch !== head.epoch || reload.includes(head.room)) continue;
    const own = updates.filter(({ room, epoch }) => room === head.room && epoch === head.epoch);
    const state = mergeStates([before.state, ...own.map(({ update }) => update)]);
    if (state) take(head, state, loaded);
  }
  return stale.filter(({ room }) => !loaded.made.has(room));
}

function take({ room, epoch, seq }: Head, state: Uint8Array, { made, kept }: LoadedStates): void {
  const read = readShard(state);
  if (!read) return;
  made.set(room, { epoch, seq, pack: packPoints(read.records.map(listedPointOf)), unread: read.unread });
  kept.push({ room, epoch, seq, state });
}

const NEWS_AT_ONCE = 1_000;

async function newsSince(since: number): Promise<Awaited<ReturnType<typeof fetchRoomsNews>>> {
  const first = await fetchRoomsNews(since);
  const updates = [...first.updates];
  const reload = new Set(first.reload);
  let last = first;
  while (last.updates.length >= NEWS_AT_ONCE) {
    last = await fetchRoomsNews(last.cursor);
    updates.push(...last.updates);
    for (const room of last.reload) reload.add(room);
  }
  return { cursor: last.cursor, updates, reload: [...reload] };
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
