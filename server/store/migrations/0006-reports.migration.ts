import type { Migration } from "./migration.ts";

export const reports: Migration = {
  name: "reports",
  sql: `
    -- Counts around moments that reports ask for, a stretch of meters each (counts-around.ts); made anew
    -- for every meter whose block has changed.
    CREATE TABLE counts_around (
      register TEXT NOT NULL, at_ms INTEGER NOT NULL, stretch INTEGER NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY (register, at_ms, stretch)
    ) WITHOUT ROWID;

    CREATE TABLE saved_reports (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, report TEXT NOT NULL, params TEXT NOT NULL,
      schedule TEXT, saved_by TEXT NOT NULL, saved_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE jobs (
      name TEXT PRIMARY KEY, next_at_ms INTEGER, last_at_ms INTEGER, last_outcome TEXT
    ) WITHOUT ROWID;

    -- Secrets of the utility, sealed under the master key: its signing key, the password of its mail server.
    CREATE TABLE secrets (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
  `,
};
