import { deleteDatabase, type PointsOwner, pointsDatabaseName } from "./kept-lists.ts";

/** A room of points as the list shows it, ready for use. */
export interface KeptPack<P> {
  readonly room: string;
  readonly epoch: number;
  readonly seq: number;
  /** Version of the pack's own layout. */
  readonly layout: number;
  readonly pack: P;
}

/** As Dexie numbered it, which made this database before. */
const VERSION = 20;

/**
 * One person's copy of the list of points: few rows of bytes, all of which the server can give again.
 * What must never be lost (the journal, reads, unsent edits, drafts) lies in other databases, so this
 * one may be thrown away whole: when it is damaged, when its layout is not known, when somebody signs out.
 * Its worker does without Dexie: that is three quarters of its script, read and compiled before the list.
 *
 * | table | key | holds |
 * |---|---|---|
 * | `packs` | room | its points as columns, where they are newer than in `whole` |
 * | `values` | name | `whole`: many rooms as one row; cursors, latest readings, orders |
 */
export async function openPointsDatabase(owner: PointsOwner): Promise<IDBDatabase> {
  const request = indexedDB.open(pointsDatabaseName(owner), VERSION);
  request.addEventListener("upgradeneeded", () => {
    const database = request.result;
    const has = (table: string): boolean => database.objectStoreNames.contains(table);
    // Lists came as whole documents before they came as columns.
    if (has("states")) database.deleteObjectStore("states");
    if (!has("packs")) database.createObjectStore("packs", { keyPath: "room" });
    if (!has("values")) database.createObjectStore("values", { keyPath: "name" });
  });
  const database = await answerOf(request);
  // Another tab wants a newer layout, or somebody signed out there: let go at once, and never take it up again.
  database.addEventListener("versionchange", () => database.close());
  return database;
}

export const deletePointsDatabase = (owner: PointsOwner): Promise<void> =>
  deleteDatabase(pointsDatabaseName(owner));

/** What the browser answers. Rejects with its error. */
export const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

/** Resolves when all of it is written; rejects when none of it is. */
export const isWritten = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("nothing was written")),
    );
  });
