import {
  answersCacheName,
  blocksDatabaseName,
  deleteDatabase,
  type PointsOwner,
  pointsDatabaseName,
} from "./kept-lists.ts";
import { answerOf, isWritten } from "./points-database.ts";

const KEPT = /^rounds-(points|blocks|answers)-/;
const ROOMS = "rounds-rooms-";
/** What a phone hears and reads (`local-database.ts`). */
const PHONE = "rounds-field";
/** Rounds as somebody saw them last (`keptRoundsOf`). */
const KEPT_ROUNDS = "rounds.rounds.";

/** What points of a phone's rounds used (`use-database.ts`), and who took it along. */
export const USES_DATABASE = "rounds-uses";
const USES_OWNER = "rounds.uses.owner";

/**
 * Takes off this browser what was kept of everybody but `owner`, or of everybody: lists, readings, answers, rounds, rooms.
 * The server can give all of it again; edits that are not sent yet stay with their author, and so does what they are about.
 * Rounds that are on this phone stay too: they are read where there is no network. What their points used goes.
 */
export async function forgetOthers(owner?: PointsOwner): Promise<void> {
  const own = owner ? [pointsDatabaseName(owner), blocksDatabaseName(owner), answersCacheName(owner)] : [];
  const isOthers = (name: string): boolean => KEPT.test(name) && !own.includes(name);
  const ownRooms = owner && `${ROOMS}${owner.utility}-${owner.personId}`;
  const isOthersRooms = (name: string): boolean => name.startsWith(ROOMS) && name !== ownRooms;
  const databases = await namesOfDatabases();
  const onPhone = databases.includes(PHONE) ? await roundsOnPhone().catch(() => undefined) : [];
  const shelves = "caches" in globalThis ? await caches.keys().catch(() => []) : [];
  await Promise.all([
    ...(owner && hasTakenUses(owner) ? [] : [deleteDatabase(USES_DATABASE)]),
    ...databases.filter(isOthers).map(deleteDatabase),
    // Where it cannot be told which rounds a phone has, none of them goes.
    ...databases
      .filter((name) => onPhone && isOthersRooms(name))
      .map((name) => forgetRooms(name, onPhone ?? []).catch(() => undefined)),
    ...shelves.filter(isOthers).map((name) => caches.delete(name).catch(() => false)),
  ]);
  forgetRounds(owner);
}

/** An older browser does not say which databases it has. */
async function namesOfDatabases(): Promise<readonly string[]> {
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  return databases.flatMap(({ name }) => name ?? []);
}

function forgetRounds(owner?: PointsOwner): void {
  const own = owner && `${KEPT_ROUNDS}${owner.utility}.${owner.personId}`;
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(KEPT_ROUNDS) && key !== own) localStorage.removeItem(key);
  } catch {
    // Storage is blocked: there is nothing of ours in it.
  }
}

/** The rooms of the rounds that this phone has. */
async function roundsOnPhone(): Promise<readonly string[]> {
  const database = await answerOf(indexedDB.open(PHONE));
  try {
    const rounds = database.transaction("rounds").objectStore("rounds");
    const kept = (await answerOf(rounds.getAll())) as readonly { readonly room: string }[];
    return kept.map(({ room }) => room);
  } finally {
    database.close();
  }
}

/** Rooms of one person (`rooms-database.ts`), but for `stays` and those in which something waits to be sent. */
async function forgetRooms(name: string, stays: readonly string[]): Promise<void> {
  const database = await answerOf(indexedDB.open(name));
  try {
    const transaction = database.transaction(["rooms", "unsent"], "readwrite");
    const rooms = transaction.objectStore("rooms");
    const unsent = (await answerOf(transaction.objectStore("unsent").getAll())) as readonly {
      readonly room: string;
    }[];
    const staying = new Set([...stays, ...unsent.map(({ room }) => room)]);
    for (const room of await answerOf(rooms.getAllKeys())) if (!staying.has(String(room))) rooms.delete(room);
    await isWritten(transaction);
  } finally {
    database.close();
  }
}

const nameOf = ({ utility, personId }: PointsOwner): string => `${utility}.${personId}`;

/** Whether it was taken along with this person's rights; not where storage cannot say. */
export function hasTakenUses(owner: PointsOwner): boolean {
  try {
    return localStorage.getItem(USES_OWNER) === nameOf(owner);
  } catch {
    return false;
  }
}

export function noteTakenUses(owner: PointsOwner): void {
  try {
    localStorage.setItem(USES_OWNER, nameOf(owner));
  } catch {
    // Storage is blocked or full: it is fetched anew the next time.
  }
}
