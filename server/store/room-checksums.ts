import { crc32 } from "../../shared/blocks/crc-32.ts";
import { StorageError } from "../ports.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

/** Whether the bytes are those that were written; of those from before checksums nobody can tell. */
export const isAsWritten = (bytes: Uint8Array, crc: SqlRow[number] | undefined): boolean =>
  crc === null || crc === undefined || crc32(bytes) === toNumber(crc);

/** The bytes; throws where they are damaged, since what nobody said would be taken for somebody's word. */
export function checked(room: string, bytes: Uint8Array, crc: SqlRow[number] | undefined): Uint8Array {
  if (isAsWritten(bytes, crc)) return bytes;
  throw new StorageError("storage.damaged", describeDamagedRoom(room));
}

/** One sentence for each room of which something is damaged. */
export function findDamagedRooms(sql: Sql): string[] {
  const damaged = new Set<string>();
  for (const [room] of sql.all("SELECT name FROM rooms ORDER BY name")) {
    const name = toText(room);
    const [snapshot, snapshotCrc] =
      sql.get("SELECT snapshot, snapshot_crc FROM rooms WHERE name = ?", [name]) ?? [];
    const updates = sql.all("SELECT bytes, crc FROM room_updates WHERE room = ?", [name]);
    const isWhole =
      isAsWritten(toBytes(snapshot), snapshotCrc) &&
      updates.every(([bytes, crc]) => isAsWritten(toBytes(bytes), crc));
    if (!isWhole) damaged.add(name);
  }
  return [...damaged].map(describeDamagedRoom);
}

const describeDamagedRoom = (room: string): string =>
  `What people said in ${room} is damaged: it can be looked at in lists and reports, and not be changed until the store is restored from a backup.`;
