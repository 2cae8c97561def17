import type { Migration } from "./migration.ts";

export const exchanges: Migration = {
  name: "exchanges",
  sql: `
    -- The meter that was put up at a visit, and why the exchange was not carried out, if it was not.
    ALTER TABLE visits ADD COLUMN exchange TEXT;
    ALTER TABLE visits ADD COLUMN conflict TEXT;
  `,
};
