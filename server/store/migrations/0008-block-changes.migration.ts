import type { Migration } from "./migration.ts";

export const blockChanges: Migration = {
  name: "block-changes",
  sql: `
    -- Number of the change that last touched the month (block-changes.ts).
    ALTER TABLE summaries ADD COLUMN changed_seq INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX summaries_by_change ON summaries (changed_seq);
    -- Months that had a block and have none any more; ids as those of summaries.
    CREATE TABLE gone_blocks (id INTEGER PRIMARY KEY, changed_seq INTEGER NOT NULL);
    CREATE INDEX gone_blocks_by_change ON gone_blocks (changed_seq);
  `,
};
