import type { Migration } from "./migration.ts";

export const removedPoints: Migration = {
  name: "removed-points",
  sql: `
    -- Points that were taken away and whose readings are still here: mountings as JSON
    -- [{"meter", "mountedAtMs", "removedAtMs"}]. A row goes when the point comes back or its readings were erased.
    CREATE TABLE removed_points (
      id TEXT PRIMARY KEY, number TEXT NOT NULL, area TEXT NOT NULL, mountings TEXT NOT NULL,
      removed_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;
  `,
};
