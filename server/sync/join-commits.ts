import type { RoomCommit } from "../room-ports.ts";

/** Several commits as one, so that all of it is on disk or none of it. */
export const joinCommits = (
  commits: readonly RoomCommit[],
  beside: Pick<RoomCommit, "imported" | "conflicts"> = { imported: [], conflicts: [] },
): RoomCommit => ({
  writes: commits.flatMap(({ writes }) => writes),
  points: commits.flatMap(({ points }) => points),
  gonePoints: commits.flatMap(({ gonePoints }) => gonePoints),
  values: commits.flatMap(({ values }) => values),
  conflicts: [...commits.flatMap(({ conflicts }) => conflicts), ...beside.conflicts],
  notes: commits.flatMap(({ notes }) => notes),
  imported: beside.imported,
});

/** What a commit says to those who read SQL where it changes nothing they see. */
export const NO_VIEWS = {
  points: [],
  gonePoints: [],
  values: [],
  conflicts: [],
  settled: [],
  imported: [],
} as const;
