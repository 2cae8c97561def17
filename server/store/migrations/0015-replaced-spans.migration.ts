import type { Migration } from "./migration.ts";

export const replacedSpans: Migration = {
  name: "replaced-spans",
  sql: `
    -- Beside the batch log, numbered with it: what was taken away from recent readings, and what came instead
    -- (a packed batch). Applied again at its place when the log is read after a crash; goes with the batches before it.
    CREATE TABLE replaced_spans (
      id INTEGER PRIMARY KEY, meter_id INTEGER NOT NULL, from_ms REAL NOT NULL, to_ms REAL NOT NULL,
      sources TEXT NOT NULL, readings BLOB NOT NULL
    );
  `,
};
