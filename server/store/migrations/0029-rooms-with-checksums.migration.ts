import type { Migration } from "./migration.ts";

export const roomsWithChecksums: Migration = {
  name: "rooms-with-checksums",
  sql: `
    -- CRC-32 of an update's and of a snapshot's bytes; NULL for those written before.
    ALTER TABLE room_updates ADD COLUMN crc INTEGER;
    ALTER TABLE rooms ADD COLUMN snapshot_crc INTEGER;
  `,
};
