/**
 * Names of the databases that hold what the server can give again: the list of points, readings, and answers. Apart
 * from the databases themselves, so that a page that never opens one does not load what they are made with.
 */

/** Whose they are: people see different points, and may sign in on one browser after each other. */
export interface PointsOwner {
  readonly utility: string;
  readonly personId: string;
}

export const pointsDatabaseName = ({ utility, personId }: PointsOwner): string =>
  `rounds-points-${utility}-${personId}`;

export const blocksDatabaseName = ({ utility, personId }: PointsOwner): string =>
  `rounds-blocks-${utility}-${personId}`;

export const answersCacheName = ({ utility, personId }: PointsOwner): string =>
  `rounds-answers-${utility}-${personId}`;

const forgotten = new Set<string>();

/** Whoever it was signed out, and this page is about to go: an answer that still comes is kept no more. */
export const isForgotten = (owner: PointsOwner): boolean => forgotten.has(answersCacheName(owner));

/** Takes all of it off this browser. What is open in a worker is let go there. */
export async function forgetKeptLists(owner: PointsOwner): Promise<void> {
  forgotten.add(answersCacheName(owner));
  await Promise.all([
    deleteDatabase(pointsDatabaseName(owner)),
    deleteDatabase(blocksDatabaseName(owner)),
    "caches" in globalThis && caches.delete(answersCacheName(owner)).catch(() => false),
  ]);
}

/** One that cannot be deleted now is deleted once its last tab lets go: nobody has to wait for that. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const outcome of ["success", "error", "blocked"]) request.addEventListener(outcome, () => resolve());
  });
}
