import type { Migration } from "./migration.ts";

export const thinnedWhileLacking: Migration = {
  name: "thinned-while-lacking",
  sql: `
    -- 1: the month was thinned while it lacked readings of this block; what is left does not tell any more.
    ALTER TABLE damaged_blocks ADD COLUMN is_thinned INTEGER NOT NULL DEFAULT 0;
  `,
};
