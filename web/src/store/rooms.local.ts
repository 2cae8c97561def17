import type { Draft, KeptRoom, Rebase, RoomStorage, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import { RoomsDatabase } from "./rooms-database.ts";

/** A person's rooms in IndexedDB. */
export interface LocalRooms extends RoomStorage {
  /** Gives rooms up that are of no use here any more; one with something unsent stays. */
  forget(rooms: readonly string[]): Promise<void>;
  close(): void;
}

export function openLocalRooms(owner: { readonly utility: string; readonly personId: string }): LocalRooms {
  const database = new RoomsDatabase(owner);
  const { rooms, unsent, drafts, marks } = database;
  return {
    async load(room) {
      const [kept, waiting] = await Promise.all([
        rooms.get(room),
        unsent.where("room").equals(room).sortBy("order"),
      ]);
      return { ...(kept ? { kept } : {}), unsent: waiting };
    },
    keep: async (kept: KeptRoom) => {
      await rooms.put(kept);
    },
    addUnsent: async (row: UnsentUpdate) => {
      await unsent.put(row);
    },
    removeUnsent: (ids) => unsent.bulkDelete([...ids]),
    rebase: ({ kept, removed, unsent: rows, drafts: refused }: Rebase) =>
      database.transaction("rw", [rooms, unsent, drafts], async () => {
        await rooms.put(kept);
        await unsent.bulkDelete([...removed]);
        await unsent.bulkPut([...rows]);
        await drafts.bulkPut([...refused]);
      }),
    keptRooms: () => rooms.toCollection().primaryKeys(),
    cursor: async () => (await marks.get(CURSOR))?.value,
    advance: ({ cursor, kept, gone }) =>
      database.transaction("rw", [rooms, marks], async () => {
        await rooms.bulkPut([...kept]);
        await rooms.bulkDelete([...gone]);
        await marks.put({ name: CURSOR, value: cursor });
      }),
    async unsentRooms() {
      const counts = new Map<string, number>();
      for (const room of await unsent.orderBy("room").keys()) {
        counts.set(String(room), (counts.get(String(room)) ?? 0) + 1);
      }
      return counts;
    },
    drafts: () => drafts.orderBy("atMs").toArray(),
    addDrafts: async (more: readonly Draft[]) => {
      await drafts.bulkPut([...more]);
    },
    removeDraft: (id) => drafts.delete(id),
    forget: (names) =>
      database.transaction("rw", [rooms, unsent], async () => {
        const waiting = new Set(await unsent.orderBy("room").uniqueKeys());
        await rooms.bulkDelete(names.filter((name) => !waiting.has(name)));
      }),
    close: () => database.close(),
  };
}

const CURSOR = "cursor";
