import Dexie from "dexie";
import { type PointsOwner, pointsDatabaseName } from "./kept-lists.ts";
import { type KeptPack, letGoWhenAsked, PointsDatabase } from "./points-database.ts";

/** What is written at once, or not at all. */
export interface PointsNews<P> {
  readonly packs: readonly KeptPack<P>[];
  /** Rooms that are not there any more, or not for this person. */
  readonly gone: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** The list of points in IndexedDB. A call that fails leaves the list in memory only, and says so by rejecting. */
export interface LocalPoints<P> {
  /** Everything, read at once. */
  all(): Promise<{ readonly packs: readonly KeptPack<P>[]; readonly values: ReadonlyMap<string, unknown> }>;
  value(name: string): Promise<unknown>;
  write(news: PointsNews<P>): Promise<void>;
  /** Throws everything away and begins anew. */
  reset(): Promise<void>;
  close(): void;
}

/** Opens the list; a database that is damaged or of a newer app is thrown away first. */
export async function openLocalPoints<P>(owner: PointsOwner): Promise<LocalPoints<P>> {
  let database = new PointsDatabase<P>(owner);
  letGoWhenAsked(database);
  const reset = async (): Promise<void> => {
    database.close();
    await Dexie.delete(pointsDatabaseName(owner));
    database = new PointsDatabase<P>(owner);
    letGoWhenAsked(database);
    await database.open();
  };
  await database.open().catch(reset);
  return {
    all: () =>
      database.transaction("r", [database.packs, database.values], async () => {
        const [packs, values] = await Promise.all([database.packs.toArray(), database.values.toArray()]);
        return { packs, values: new Map(values.map(({ name, value }) => [name, value])) };
      }),
    value: async (name) => (await database.values.get(name))?.value,
    write: ({ packs, gone, values }) =>
      database.transaction("rw", [database.packs, database.values], async () => {
        await database.packs.bulkPut([...packs]);
        await database.packs.bulkDelete([...gone]);
        await database.values.bulkPut(Object.entries(values).map(([name, value]) => ({ name, value })));
      }),
    reset,
    close: () => database.close(),
  };
}
