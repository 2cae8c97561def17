import type { Migration } from "./migration.ts";

export const edgesWithChecksums: Migration = {
  name: "edges-with-checksums",
  sql: `
    -- Edges have a checksum now (shared/blocks/pack-edges.ts): those from before are made anew, in the background.
    DELETE FROM settings WHERE name IN ('edges.whole-for', 'edges.filled-to');
  `,
};
