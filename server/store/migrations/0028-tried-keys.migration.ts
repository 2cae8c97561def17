import type { Migration } from "./migration.ts";

export const triedKeys: Migration = {
  name: "tried-keys",
  sql: `
    -- Version of the program that tried the key on all that was heard before it; NULL: none did.
    ALTER TABLE keys ADD COLUMN tried_with TEXT;
    -- Frames that lie open and were not read all the same: few, beside those that lack a key or a place.
    CREATE INDEX undecoded_by_program ON undecoded (meter_id)
      WHERE outcome NOT IN ('no-key', 'wrong-key', 'no-place', 'rows-without-place');
  `,
};
