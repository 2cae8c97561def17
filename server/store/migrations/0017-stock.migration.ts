import type { Migration } from "./migration.ts";

export const stock: Migration = {
  name: "stock",
  sql: `
    -- What was said of meters that hang nowhere: in stock or scrapped.
    CREATE TABLE stock (
      meter TEXT PRIMARY KEY, state TEXT NOT NULL, note TEXT NOT NULL, changed_at_ms INTEGER NOT NULL,
      by_name TEXT NOT NULL, gave_key INTEGER NOT NULL
    ) WITHOUT ROWID;
  `,
};
