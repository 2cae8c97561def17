import type { PointsOwner } from "./kept-lists.ts";
import {
  answerOf,
  deletePointsDatabase,
  isWritten,
  type KeptPack,
  openPointsDatabase,
} from "./points-database.ts";
import { renewOnce } from "./renew-once.ts";

/** What is written at once, or not at all. */
export interface PointsNews<P> {
  readonly packs: readonly KeptPack<P>[];
  /** These packs are all there are: they are written as one row, which is read in half the time. */
  readonly isWhole?: boolean;
  /** Rooms that are not there any more, or not for this person. */
  readonly gone: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** The list of points in IndexedDB. A call that fails leaves the list in memory only, and says so by rejecting. */
export interface LocalPoints<P> {
  /** Everything, read at once. */
  all(): Promise<{ readonly packs: readonly KeptPack<P>[]; readonly values: ReadonlyMap<string, unknown> }>;
  value(name: string): Promise<unknown>;
  /** How many rooms would lie in rows of their own, with these. */
  apart(rooms: readonly string[]): number;
  write(news: PointsNews<P>): Promise<void>;
  /** Throws everything away and begins anew. */
  reset(): Promise<void>;
  close(): void;
}

/** The value that holds many rooms as one row. */
const WHOLE = "whole";

/** Opens the list; a database that is damaged or of a newer app is thrown away first. */
export async function openLocalPoints<P>(owner: PointsOwner): Promise<LocalPoints<P>> {
  let database: IDBDatabase | undefined;
  let apart = new Set<string>();
  const reset = async (): Promise<void> => {
    database?.close();
    await deletePointsDatabase(owner);
    apart = new Set();
    database = await openPointsDatabase(owner);
  };
  database = await openPointsDatabase(owner).catch(() => undefined);
  if (!database) await reset();
  renewOnce();
  const tables = (mode: IDBTransactionMode) => {
    if (!database) throw new Error("the list has no database");
    const transaction = database.transaction(["packs", "values"], mode);
    return {
      packs: transaction.objectStore("packs"),
      values: transaction.objectStore("values"),
      written: isWritten(transaction),
      giveUp: () => transaction.abort(),
    };
  };
  return {
    async all() {
      const { packs, values, written } = tables("readonly");
      written.catch(() => undefined);
      const [own, named] = await Promise.all([
        answerOf(packs.getAll() as IDBRequest<KeptPack<P>[]>),
        answerOf(values.getAll()),
      ]);
      const byName = new Map<string, unknown>(named.map(({ name, value }) => [name, value]));
      const whole = (byName.get(WHOLE) ?? []) as readonly KeptPack<P>[];
      byName.delete(WHOLE);
      apart = new Set(own.map(({ room }) => room));
      const byRoom = new Map([...whole, ...own].map((pack) => [pack.room, pack]));
      return { packs: [...byRoom.values()], values: byName };
    },
    async value(name) {
      const { values, written } = tables("readonly");
      written.catch(() => undefined);
      return (await answerOf(values.get(name)))?.value;
    },
    apart: (rooms) => new Set([...apart, ...rooms]).size,
    async write({ packs: news, isWhole = false, gone, values: named }) {
      const { packs, values, written, giveUp } = tables("readwrite");
      written.catch(() => undefined);
      try {
        await (isWhole ? putWhole(packs, values, news) : putApart(packs, values, news, gone));
        for (const [name, value] of Object.entries(named)) values.put({ name, value });
        const own = (await answerOf(packs.getAllKeys())).map(String);
        await written;
        apart = new Set(own);
      } catch (error) {
        abandon(giveUp);
        throw error;
      }
    },
    reset,
    close: () => database?.close(),
  };
}

/** Nothing of it stays; one that broke off by itself cannot be given up any more. */
function abandon(giveUp: () => void): void {
  try {
    giveUp();
  } catch {
    // It is over already.
  }
}

async function putWhole<P>(
  packs: IDBObjectStore,
  values: IDBObjectStore,
  news: readonly KeptPack<P>[],
): Promise<void> {
  values.put({ name: WHOLE, value: news });
  const now = new Map(news.map((pack) => [pack.room, pack]));
  // What another tab has written since stays the newer.
  for (const { room, epoch, seq } of await answerOf(packs.getAll() as IDBRequest<KeptPack<P>[]>)) {
    const whole = now.get(room);
    if (!(whole && whole.epoch === epoch && whole.seq < seq)) packs.delete(room);
  }
}

async function putApart<P>(
  packs: IDBObjectStore,
  values: IDBObjectStore,
  news: readonly KeptPack<P>[],
  gone: readonly string[],
): Promise<void> {
  for (const pack of news) packs.put(pack);
  for (const room of gone) packs.delete(room);
  if (gone.length === 0) return;
  const whole = (await answerOf(values.get(WHOLE)))?.value as readonly KeptPack<P>[] | undefined;
  const left = whole?.filter(({ room }) => !gone.includes(room));
  if (left && left.length < (whole?.length ?? 0)) values.put({ name: WHOLE, value: left });
}
