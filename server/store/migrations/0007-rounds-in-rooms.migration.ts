import type { Migration } from "./migration.ts";

/**
 * A round's truth is its room; these tables are what SQL readers see of it. Rounds of before keep their
 * rows here and get their room when the utility is opened (`adoptRounds`).
 */
export const roundsInRooms: Migration = {
  name: "rounds-in-rooms",
  sql: `
    ALTER TABLE rounds ADD COLUMN due_at_ms INTEGER;
    ALTER TABLE rounds ADD COLUMN group_id TEXT;

    ALTER TABLE round_points RENAME TO old_round_points;
    CREATE TABLE round_points (
      round_id TEXT NOT NULL, point_id TEXT NOT NULL, place INTEGER, reader_id TEXT,
      PRIMARY KEY (round_id, point_id)
    ) WITHOUT ROWID;
    INSERT INTO round_points SELECT round_id, point_id, place, reader_id FROM old_round_points;
    DROP TABLE old_round_points;

    ALTER TABLE round_reads RENAME TO old_round_reads;
    CREATE TABLE round_reads (
      round_id TEXT NOT NULL, point_id TEXT NOT NULL, person_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
      PRIMARY KEY (round_id, point_id, person_id)
    ) WITHOUT ROWID;
    INSERT INTO round_reads SELECT round_id, point_id, person_id, at_ms FROM old_round_reads;
    DROP TABLE old_round_reads;

    CREATE TABLE round_readers (
      round_id TEXT NOT NULL, person_id TEXT NOT NULL, name TEXT NOT NULL, car TEXT NOT NULL,
      PRIMARY KEY (round_id, person_id)
    ) WITHOUT ROWID;
  `,
};
