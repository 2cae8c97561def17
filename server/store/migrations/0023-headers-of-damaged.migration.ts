import type { Migration } from "./migration.ts";

export const headersOfDamaged: Migration = {
  name: "headers-of-damaged",
  sql: `
    -- What the summary of a damaged block said it holds: until all of that is there again, its month is said to lack it.
    ALTER TABLE damaged_blocks ADD COLUMN header BLOB;
  `,
};
