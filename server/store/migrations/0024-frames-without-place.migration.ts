import type { Migration } from "./migration.ts";

export const framesWithoutPlace: Migration = {
  name: "frames-without-place",
  sql: `
    -- When the frame was heard; NULL for those noted before this column was there.
    ALTER TABLE undecoded ADD COLUMN at_ms INTEGER;
    CREATE INDEX undecoded_without_place ON undecoded (meter_id)
      WHERE outcome IN ('no-place', 'rows-without-place');
  `,
};
