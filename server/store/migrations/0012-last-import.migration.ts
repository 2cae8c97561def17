import type { Migration } from "./migration.ts";

/** Which points the last import named, whether it changed them or not; the next one replaces all of it. */
export const lastImport: Migration = {
  name: "last-import",
  sql: `
    CREATE TABLE last_import (at_ms INTEGER NOT NULL, source TEXT NOT NULL, by_name TEXT NOT NULL);
    CREATE TABLE last_import_points (point_id TEXT PRIMARY KEY) WITHOUT ROWID;
  `,
};
