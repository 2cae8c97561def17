import type { Migration } from "./migration.ts";

export const machineTokens: Migration = {
  name: "machine-tokens",
  sql: `
    -- What machines of the utility show instead of a password. Only the token's hash is kept; a revoked one stays on record.
    CREATE TABLE machine_tokens (
      id TEXT PRIMARY KEY, token_sha256 BLOB NOT NULL UNIQUE, name TEXT NOT NULL, scope TEXT NOT NULL,
      by_name TEXT NOT NULL, made_at_ms INTEGER NOT NULL, last_used_at_ms INTEGER, revoked_at_ms INTEGER
    ) WITHOUT ROWID;
  `,
};
