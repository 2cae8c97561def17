import type { Migration } from "./migration.ts";

export const monthEdges: Migration = {
  name: "month-edges",
  sql: `
    -- Beside each summary, under its id: counters around the starts of the utility's months (edges.table.ts). Blocks
    -- from before this are looked at by and by (fill-edges.ts).
    CREATE TABLE month_edges (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

    -- What was looked up of all meters around moments; the edges answer the same.
    DROP TABLE counts_around;
  `,
};
