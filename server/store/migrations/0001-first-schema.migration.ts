import type { Migration } from "./migration.ts";

export const firstSchema: Migration = {
  name: "first-schema",
  sql: `
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE points (
      id TEXT PRIMARY KEY, number TEXT NOT NULL, address TEXT NOT NULL, postal_code TEXT NOT NULL,
      city TEXT NOT NULL, area TEXT NOT NULL, lat REAL, lon REAL, medium TEXT NOT NULL,
      interval_minutes INTEGER NOT NULL, customer_number TEXT NOT NULL, customer_name TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE segments (
      point_id TEXT NOT NULL, mounted_at_ms INTEGER NOT NULL, meter TEXT NOT NULL, type TEXT NOT NULL,
      removed_at_ms INTEGER, start_values TEXT NOT NULL, end_values TEXT NOT NULL,
      PRIMARY KEY (point_id, mounted_at_ms, meter)
    ) WITHOUT ROWID;
    CREATE INDEX segments_by_meter ON segments (meter, mounted_at_ms);

    CREATE TABLE keys (meter TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;

    CREATE TABLE gateways (token_sha256 BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE formats (
      meter_type TEXT NOT NULL, signature TEXT NOT NULL, headers TEXT NOT NULL,
      PRIMARY KEY (meter_type, signature)
    ) WITHOUT ROWID;

    -- Meters by number. folded_last_ms and newest tell of the newest reading in its blocks.
    CREATE TABLE meters (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, folded_last_ms INTEGER, newest BLOB
    );
    -- What was committed and is not in blocks yet, in the order of the commits.
    CREATE TABLE batches (
      id INTEGER PRIMARY KEY, decoded_seq INTEGER NOT NULL, readings BLOB NOT NULL, outcomes BLOB NOT NULL
    );
    -- A meter's month each; ids by meter, then month (block-ids.ts).
    CREATE TABLE blocks (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    -- The headers of blocks; ids by month, then meter, so that a month's report reads one stretch.
    CREATE TABLE summaries (id INTEGER PRIMARY KEY, header BLOB NOT NULL);
    -- Blocks that could not be read when they were to be written anew.
    CREATE TABLE damaged_blocks (block_id INTEGER NOT NULL, found_at_ms INTEGER NOT NULL, bytes BLOB NOT NULL);

    CREATE TABLE heard (
      meter_id INTEGER PRIMARY KEY, count INTEGER NOT NULL, last_at_ms INTEGER NOT NULL,
      last_seq INTEGER NOT NULL, rssi_dbm REAL, outcome TEXT NOT NULL
    );
    CREATE TABLE undecoded (seq INTEGER PRIMARY KEY, meter_id INTEGER, outcome TEXT NOT NULL);
    CREATE INDEX undecoded_by_meter ON undecoded (meter_id);
  `,
};
