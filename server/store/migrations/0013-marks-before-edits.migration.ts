import type { Migration } from "./migration.ts";

export const marksBeforeEdits: Migration = {
  name: "marks-before-edits",
  sql: `
    -- 1 where the measured reading was implausible before somebody decided; NULL for older edits.
    ALTER TABLE value_edits ADD COLUMN was_implausible INTEGER;
  `,
};
