import type { Migration } from "./migration.ts";

export const firmware: Migration = {
  name: "firmware",
  sql: `
    -- What each meter said last about the version it runs; orders have told it since they can be carried out.
    CREATE TABLE meter_firmware (
      meter TEXT PRIMARY KEY, version TEXT NOT NULL, at_ms INTEGER NOT NULL, source TEXT NOT NULL
    ) WITHOUT ROWID;
    INSERT OR REPLACE INTO meter_firmware
      SELECT orders.meter, json_extract(pair.value, '$[1]'), order_events.at_ms, 'order'
      FROM order_events JOIN orders ON orders.id = order_events.order_id, json_each(order_events.found) AS pair
      WHERE json_extract(pair.value, '$[0]') = 'firmware'
      ORDER BY order_events.at_ms;
  `,
};
