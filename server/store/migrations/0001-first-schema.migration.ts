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

    CREATE TABLE rows (
      meter TEXT NOT NULL, at_ms INTEGER NOT NULL, source INTEGER NOT NULL, reading TEXT NOT NULL,
      PRIMARY KEY (meter, at_ms, source)
    ) WITHOUT ROWID;
    CREATE TABLE outcomes (
      seq INTEGER PRIMARY KEY, meter TEXT, outcome TEXT NOT NULL, rx_at_ms INTEGER NOT NULL, rssi_dbm INTEGER
    );
  `,
};
