import type { Migration } from "./migration.ts";

export const retention: Migration = {
  name: "retention",
  sql: `
    -- Points whose readings stay whatever the rule says; rows are released, never taken away.
    CREATE TABLE legal_holds (
      id TEXT PRIMARY KEY, point_id TEXT NOT NULL, reason TEXT NOT NULL, by_name TEXT NOT NULL,
      at_ms INTEGER NOT NULL, released_at_ms INTEGER
    ) WITHOUT ROWID;
  `,
};
