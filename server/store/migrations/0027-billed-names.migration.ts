import type { Migration } from "./migration.ts";

export const billedNames: Migration = {
  name: "billed-names",
  sql: `
    -- Whom bills were written to where nobody's time at a point is written: the name by the customer's number, as it stood
    -- when the period was locked.
    CREATE TABLE billed_names (
      point_id TEXT NOT NULL, customer_number TEXT NOT NULL, customer_name TEXT NOT NULL,
      PRIMARY KEY (point_id, customer_number)
    ) WITHOUT ROWID;

    INSERT INTO billed_names
      SELECT id, customer_number, customer_name FROM points AS p
      WHERE customer_number <> ''
        AND NOT EXISTS (SELECT 1 FROM occupancies WHERE point_id = p.id AND to_ms IS NULL)
        AND max(
          coalesce((SELECT min(mounted_at_ms) FROM segments WHERE point_id = p.id), 0),
          coalesce((SELECT max(to_ms) FROM occupancies WHERE point_id = p.id), 0)
        ) < max(
          coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'period-locked-before'), 0),
          coalesce((
            SELECT a.value FROM settings AS s, json_each(s.value) AS a
            WHERE s.name = 'period-locked-areas' AND a.key = p.area
          ), 0)
        );
  `,
};
