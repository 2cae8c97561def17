import * as Y from "yjs";
import type { KeptRoom, RoomStorage } from "../../../shared/rooms/kept-room.ts";
import type { RoomSnapshot } from "./replica-options.ts";

/** What happened in all rooms since a cursor, as the server tells it. */
export interface RoomsNews {
  readonly cursor: number;
  readonly updates: readonly { readonly room: string; readonly epoch: number; readonly update: Uint8Array }[];
  readonly reload: readonly string[];
}

export interface RefreshOptions {
  readonly storage: RoomStorage;
  /** Without a cursor: only where the cursor is now. */
  readonly fetchNews: (cursor: number | undefined) => Promise<RoomsNews>;
  /** `undefined`: the room is not open to this person any more. Rejects when the server cannot be reached. */
  readonly fetchSnapshot: (room: string) => Promise<RoomSnapshot | undefined>;
  /** Rooms that are open hear of everything over the socket. */
  readonly isOpen: (room: string) => boolean;
  readonly nowMs: () => number;
}

/**
 * Brings the rooms that are kept but not open up to date by the one change cursor, without building
 * a document: a morning's changes cost one request. Returns the rooms that read differently now.
 */
export async function refreshKept(options: RefreshOptions): Promise<readonly string[]> {
  const names = new Set((await options.storage.keptRooms()).filter((room) => !options.isOpen(room)));
  const last = await options.storage.cursor();
  const news = await options.fetchNews(last);
  const stale = new Set(last === undefined ? names : news.reload.filter((room) => names.has(room)));
  const kept: KeptRoom[] = [];
  const updates = news.updates.filter(({ room }) => names.has(room) && !stale.has(room));
  for (const room of new Set(updates.map((one) => one.room))) {
    const next = await withUpdates(options, room, updates);
    if (next) kept.push(next);
    else stale.add(room);
  }
  const gone: string[] = [];
  for (const room of stale) {
    const snapshot = await options.fetchSnapshot(room);
    if (snapshot) kept.push({ room, ...snapshot, syncedAtMs: options.nowMs() });
    else gone.push(room);
  }
  const isFree = (room: string) => !options.isOpen(room);
  await options.storage.advance({
    cursor: news.cursor,
    kept: kept.filter(({ room }) => isFree(room)),
    gone: gone.filter(isFree),
  });
  const rest = news.updates.length > 0 && last !== undefined ? await refreshKept(options) : [];
  return [...new Set([...kept.map(({ room }) => room), ...gone, ...rest])];
}

/** `undefined` when the room is of another generation than the updates: it has to be loaded anew. */
async function withUpdates(
  { storage, nowMs }: RefreshOptions,
  room: string,
  updates: RoomsNews["updates"],
): Promise<KeptRoom | undefined> {
  const { kept } = await storage.load(room);
  const own = updates.filter((one) => one.room === room);
  if (!kept || own.some(({ epoch }) => epoch !== kept.epoch)) return undefined;
  const state = Y.mergeUpdates([kept.state, ...own.map(({ update }) => update)]);
  return { ...kept, state, syncedAtMs: nowMs() };
}
