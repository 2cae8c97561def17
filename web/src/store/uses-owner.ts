import type { PointsOwner } from "./kept-lists.ts";

/** What points of a phone's rounds used (`use-database.ts`). Apart from it: who signs in loads no database. */
export const USES_DATABASE = "rounds-uses";
const OWNER = "rounds.uses.owner";

const nameOf = ({ utility, personId }: PointsOwner): string => `${utility}.${personId}`;

/** Whether it was taken along with this person's rights; not where storage cannot say. */
export function hasTakenUses(owner: PointsOwner): boolean {
  try {
    return localStorage.getItem(OWNER) === nameOf(owner);
  } catch {
    return false;
  }
}

export function noteTakenUses(owner: PointsOwner): void {
  try {
    localStorage.setItem(OWNER, nameOf(owner));
  } catch {
    // Storage is blocked or full: it is fetched anew the next time.
  }
}
