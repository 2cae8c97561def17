import type { Migration } from "./migration.ts";

export const rounds: Migration = {
  name: "rounds",
  sql: `
    CREATE TABLE rounds (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, created_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE round_points (
      round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE, place INTEGER NOT NULL,
      point_id TEXT NOT NULL, reader_id TEXT, PRIMARY KEY (round_id, point_id)
    ) WITHOUT ROWID;

    CREATE TABLE round_reads (
      round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE, point_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (round_id, point_id)
    ) WITHOUT ROWID;

    CREATE TABLE phones (
      id TEXT PRIMARY KEY, person_id TEXT NOT NULL, person_name TEXT NOT NULL, name TEXT NOT NULL,
      public_key BLOB NOT NULL, paired_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER
    ) WITHOUT ROWID;
  `,
};
