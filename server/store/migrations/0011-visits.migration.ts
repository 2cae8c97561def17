import type { Migration } from "./migration.ts";

export const visits: Migration = {
  name: "visits",
  sql: `
    -- What people found at a point's door: rows are added and never change.
    CREATE TABLE visits (
      id TEXT PRIMARY KEY, point_id TEXT NOT NULL, meter TEXT NOT NULL, at_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL, readings TEXT NOT NULL, doubts TEXT NOT NULL, note TEXT NOT NULL, photo TEXT,
      by_name TEXT NOT NULL, received_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX visits_by_point ON visits (point_id, at_ms);

    -- JPEG files by their SHA-256, each at its point.
    CREATE TABLE photos (
      point_id TEXT NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (point_id, hash)
    );
  `,
};
