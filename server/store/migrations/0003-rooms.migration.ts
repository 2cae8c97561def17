import type { Migration } from "./migration.ts";

export const rooms: Migration = {
  name: "rooms",
  sql: `
    CREATE TABLE rooms (
      name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
      snapshot_seq INTEGER NOT NULL, fresh_bytes INTEGER NOT NULL, snapshot BLOB, packed BLOB
    );
    CREATE INDEX rooms_by_snapshot ON rooms (snapshot_seq);

    CREATE TABLE room_updates (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL, epoch INTEGER NOT NULL, bytes BLOB NOT NULL
    );
    CREATE INDEX room_updates_by_room ON room_updates (room, seq);

    CREATE TABLE room_epochs (
      room TEXT NOT NULL, epoch INTEGER NOT NULL, vector BLOB NOT NULL, ended_at_ms INTEGER NOT NULL,
      PRIMARY KEY (room, epoch)
    ) WITHOUT ROWID;

    CREATE TABLE room_clients (
      room TEXT NOT NULL, client INTEGER NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (room, client)
    ) WITHOUT ROWID;

    CREATE TABLE room_points (point_id TEXT PRIMARY KEY, room TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX room_points_by_room ON room_points (room);

    CREATE TABLE room_values (
      room TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (room, part, key)
    ) WITHOUT ROWID;

    CREATE TABLE conflicts (
      room TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, at_ms INTEGER NOT NULL,
      stands TEXT NOT NULL, other TEXT NOT NULL, other_by TEXT NOT NULL,
      PRIMARY KEY (room, part, key, kind, other)
    ) WITHOUT ROWID;

    CREATE TABLE imported_records (
      source TEXT NOT NULL, point_id TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (source, point_id)
    ) WITHOUT ROWID;

    CREATE TABLE occupancies (
      point_id TEXT NOT NULL, id TEXT NOT NULL, customer_number TEXT NOT NULL, customer_name TEXT NOT NULL,
      phone TEXT NOT NULL, email TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER,
      start_values TEXT NOT NULL, end_values TEXT NOT NULL, PRIMARY KEY (point_id, id)
    ) WITHOUT ROWID;

    CREATE TABLE point_details (
      point_id TEXT PRIMARY KEY, customer_phone TEXT NOT NULL, customer_email TEXT NOT NULL,
      access_note TEXT NOT NULL, custom TEXT NOT NULL
    ) WITHOUT ROWID;
  `,
};
