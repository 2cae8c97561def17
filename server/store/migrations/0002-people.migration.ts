import type { Migration } from "./migration.ts";

export const people: Migration = {
  name: "people",
  sql: `
    CREATE TABLE people (
      id TEXT PRIMARY KEY, user TEXT NOT NULL, user_folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      role TEXT NOT NULL, areas TEXT NOT NULL, is_active INTEGER NOT NULL, password_hash TEXT,
      last_seen_at_ms INTEGER
    ) WITHOUT ROWID;

    CREATE TABLE roles (role TEXT PRIMARY KEY, permissions TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE sessions (
      id BLOB PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      created_at_ms INTEGER NOT NULL, seen_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL,
      address TEXT NOT NULL, computer TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX sessions_by_person ON sessions (person_id);

    CREATE TABLE invitations (
      id BLOB PRIMARY KEY, kind TEXT NOT NULL, person_id TEXT REFERENCES people (id) ON DELETE CASCADE,
      created_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, event TEXT NOT NULL, person_id TEXT,
      person_name TEXT NOT NULL, address TEXT NOT NULL, computer TEXT NOT NULL, target TEXT,
      before TEXT, after TEXT, hash BLOB NOT NULL, seal BLOB NOT NULL
    );
    CREATE INDEX audit_by_time ON audit (at_ms);
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER audit_stands BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
  `,
};
