import type { Migration } from "./migration.ts";

export const review: Migration = {
  name: "review",
  sql: `
    -- Why readings are to be looked at; a decision is filled in once.
    CREATE TABLE findings (
      id TEXT PRIMARY KEY, meter TEXT NOT NULL, at_ms INTEGER NOT NULL, source TEXT NOT NULL,
      point_id TEXT NOT NULL, detail TEXT NOT NULL, found_at_ms INTEGER NOT NULL,
      decision TEXT, decided_by TEXT, decided_at_ms INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX findings_by_decision ON findings (decision, found_at_ms);
    CREATE INDEX findings_by_reading ON findings (meter, at_ms);

    -- What people decided about values: rows are added; a reversal is filled in once.
    CREATE TABLE value_edits (
      id TEXT PRIMARY KEY, meter TEXT NOT NULL, at_ms INTEGER NOT NULL, source TEXT NOT NULL,
      point_id TEXT NOT NULL, kind TEXT NOT NULL, readings TEXT NOT NULL, reason TEXT NOT NULL,
      by_name TEXT NOT NULL, decided_at_ms INTEGER NOT NULL, reverted_by TEXT, reverted_at_ms INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX value_edits_by_point ON value_edits (point_id, decided_at_ms);
  `,
};
