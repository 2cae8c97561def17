import type { Migration } from "./migration.ts";

export const blocksInPieces: Migration = {
  name: "blocks-in-pieces",
  sql: `
    -- Blocks of months that grow may lie in pieces (shared/blocks/append-piece.ts): a program from before that cannot
    -- read them, and is to refuse the file rather than to take them for damaged.
  `,
};
