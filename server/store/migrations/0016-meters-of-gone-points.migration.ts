import type { Migration } from "./migration.ts";

export const metersOfGonePoints: Migration = {
  name: "meters-of-gone-points",
  sql: `
    -- Keys of the meters that had hung at a held point when it was taken away (JSON): the hold is theirs still.
    ALTER TABLE legal_holds ADD COLUMN meters TEXT NOT NULL DEFAULT '[]';
  `,
};
