import {
  answersCacheName,
  blocksDatabaseName,
  deleteDatabase,
  type PointsOwner,
  pointsDatabaseName,
} from "./kept-lists.ts";

const KEPT = /^rounds-(points|blocks|answers)-/;
/** Rounds as somebody saw them last (`keptRoundsOf`). */
const KEPT_ROUNDS = "rounds.rounds.";

/**
 * Takes off this browser what was kept of everybody but `owner`, or of everybody: lists, readings, answers, rounds. The
 * server can give all of it again; edits that are not sent yet stay with their author.
 */
export async function forgetOthers(owner?: PointsOwner): Promise<void> {
  const own = owner ? [pointsDatabaseName(owner), blocksDatabaseName(owner), answersCacheName(owner)] : [];
  const isOthers = (name: string): boolean => KEPT.test(name) && !own.includes(name);
  const databases = await namesOfDatabases();
  const shelves = "caches" in globalThis ? await caches.keys().catch(() => []) : [];
  await Promise.all([
    ...databases.filter(isOthers).map(deleteDatabase),
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
