import type { Migration } from "./migration.ts";

export const orders: Migration = {
  name: "orders",
  sql: `
    CREATE TABLE orders (
      id TEXT PRIMARY KEY, point_id TEXT NOT NULL, meter TEXT NOT NULL, wish TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL, by TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE order_events (
      place INTEGER PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL, at_ms INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL, found TEXT NOT NULL
    );
    CREATE INDEX order_events_of ON order_events (order_id, place);
  `,
};
