import { crc32 } from "../../shared/blocks/crc-32.ts";
import { writeRoomValue } from "../../shared/rooms/value-json.ts";
import type { AuditNote } from "../people-ports.ts";
import type {
  Compaction,
  ImportedRow,
  PackedRoom,
  RoomClient,
  RoomCommit,
  RoomKey,
  RoomList,
  RoomsSince,
  RoomValueRow,
  RoomWrite,
  Snapshot,
  StoredRoom,
} from "../room-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { lastImportQueries } from "./last-import.ts";
import { listOf } from "./list-lines.ts";
import { checked, isAsWritten } from "./room-checksums.ts";
import { removePointRow, saveConflict, savePointRow } from "./room-points.ts";
import { roomQueries } from "./room-queries.ts";
import { isRoundRow, saveRoundRow } from "./round-rows.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

/** Rooms, their updates, and everything of them that SQL readers see. */
export const createRoomsTable = (sql: Sql, append: AppendAudit) => ({
  has: (room: string): boolean => sql.get("SELECT 1 FROM rooms WHERE name = ?", [room]) !== undefined,
  load: (room: string): StoredRoom | undefined => load(sql, room),
  commit: (commit: RoomCommit): readonly number[] =>
    sql.transaction(() => {
      const seqs = commit.writes.map((write) => saveWrite(sql, write));
      saveViews(sql, commit);
      for (const note of commit.notes) append(note);
      return seqs;
    }),
  compact: (room: string, to: Compaction): void =>
    sql.transaction(() => {
      const changed = sql.run(
        `UPDATE rooms SET snapshot = ?, snapshot_crc = ?, packed = ?, snapshot_seq = ?, fresh_bytes = ?
         WHERE name = ? AND epoch = ?`,
        [to.snapshot, crc32(to.snapshot), to.packed, to.seq, to.freshBytes, room, to.epoch],
      );
      if (changed > 0) sql.run("DELETE FROM room_updates WHERE room = ? AND seq <= ?", [room, to.seq]);
    }),
  renew: (room: string, to: { readonly vector: Uint8Array; readonly atMs: number } & Snapshot): StoredRoom =>
    sql.transaction(() => renew(sql, room, to)),
  endOf(room: string, epoch: number): Uint8Array | undefined {
    const row = sql.get("SELECT vector FROM room_epochs WHERE room = ? AND epoch = ?", [room, epoch]);
    return row && toBytes(row[0]);
  },
  packed(room: string): PackedRoom | undefined {
    const row = sql.get(
      "SELECT epoch, snapshot_seq, packed FROM rooms WHERE name = ? AND packed IS NOT NULL",
      [room],
    );
    return row && { epoch: toNumber(row[0]), seq: toNumber(row[1]), packed: toBytes(row[2]) };
  },
  list: (room: string): RoomList | undefined => listOf(sql, room),
  since: (cursor: number, limit: number): RoomsSince => since(sql, cursor, limit),
  ...roomQueries(sql),
  ...lastImportQueries(sql),
  settle: (keys: readonly RoomKey[], notes: readonly AuditNote[]): void =>
    sql.transaction(() => {
      for (const key of keys) settle(sql, key);
      for (const note of notes) append(note);
    }),
  note: (notes: readonly AuditNote[]): void =>
    sql.transaction(() => {
      for (const note of notes) append(note);
    }),
});

function load(sql: Sql, room: string): StoredRoom | undefined {
  const row = sql.get(
    "SELECT epoch, seq, snapshot, snapshot_seq, fresh_bytes, snapshot_crc FROM rooms WHERE name = ?",
    [room],
  );
  if (!row) return undefined;
  const [epoch, seq, snapshot, snapshotSeq, freshBytes, crc] = row;
  return {
    epoch: toNumber(epoch),
    seq: toNumber(seq),
    snapshot: checked(room, toBytes(snapshot), crc),
    freshBytes: toNumber(freshBytes),
    updates: sql
      .all("SELECT bytes, crc FROM room_updates WHERE room = ? AND seq > ? ORDER BY seq", [
        room,
        toNumber(snapshotSeq),
      ])
      .map(([bytes, own]) => checked(room, toBytes(bytes), own)),
    clients: sql
      .all("SELECT client, person_id FROM room_clients WHERE room = ?", [room])
      .map(([client, personId]): RoomClient => ({ client: toNumber(client), personId: toText(personId) })),
  };
}

function saveWrite(sql: Sql, write: RoomWrite): number {
  const seq = nextSeq(sql, write);
  sql.run(
    `INSERT INTO rooms (name, kind, epoch, seq, snapshot_seq, fresh_bytes) VALUES (?, ?, ?, ?, 0, 0)
     ON CONFLICT DO UPDATE SET seq = excluded.seq`,
    [write.room, write.kind, write.epoch, seq],
  );
  const stands = toNumber(sql.get("SELECT epoch FROM rooms WHERE name = ?", [write.room])?.[0]);
  if (stands !== write.epoch) throw new Error(`${write.room} is at epoch ${stands}, not ${write.epoch}`);
  for (const { client, personId } of write.clients) {
    sql.run("INSERT OR IGNORE INTO room_clients VALUES (?, ?, ?)", [write.room, client, personId]);
  }
  return seq;
}

function saveViews(sql: Sql, commit: RoomCommit): void {
  for (const point of commit.points) savePointRow(sql, point);
  for (const gone of commit.gonePoints) removePointRow(sql, gone);
  for (const row of commit.values) saveValue(sql, row);
  for (const conflict of commit.conflicts) saveConflict(sql, conflict);
  for (const row of commit.imported) saveImported(sql, row);
}

const nextSeq = (sql: Sql, write: Pick<RoomWrite, "room" | "epoch" | "update">): number =>
  toNumber(
    sql.get("INSERT INTO room_updates (room, epoch, bytes, crc) VALUES (?, ?, ?, ?) RETURNING seq", [
      write.room,
      write.epoch,
      write.update,
      crc32(write.update),
    ])?.[0],
  );

/** The new generation takes a sequence number of its own, so that whoever follows the cursor hears of it. */
function renew(
  sql: Sql,
  room: string,
  { vector, atMs, snapshot, packed }: { readonly vector: Uint8Array; readonly atMs: number } & Snapshot,
): StoredRoom {
  const last = toNumber(sql.get("SELECT epoch FROM rooms WHERE name = ?", [room])?.[0]);
  const epoch = last + 1;
  sql.run("INSERT INTO room_epochs VALUES (?, ?, ?, ?)", [room, last, vector, atMs]);
  const seq = nextSeq(sql, { room, epoch, update: new Uint8Array() });
  sql.run("DELETE FROM room_updates WHERE room = ?", [room]);
  sql.run("DELETE FROM room_clients WHERE room = ?", [room]);
  sql.run(
    `UPDATE rooms SET epoch = ?, seq = ?, snapshot_seq = ?, fresh_bytes = ?, snapshot = ?, snapshot_crc = ?, packed = ?
     WHERE name = ?`,
    [epoch, seq, seq, snapshot.length, snapshot, crc32(snapshot), packed, room],
  );
  return { epoch, seq, snapshot, freshBytes: snapshot.length, updates: [], clients: [] };
}

function since(sql: Sql, cursor: number, limit: number): RoomsSince {
  const rows = sql.all(
    "SELECT seq, room, epoch, bytes, crc FROM room_updates WHERE seq > ? ORDER BY seq LIMIT ?",
    [cursor, limit],
  );
  const isWhole = ([, , , bytes, crc]: SqlRow): boolean => isAsWritten(toBytes(bytes), crc);
  const damaged = new Set(rows.filter((row) => !isWhole(row)).map(([, room]) => toText(room)));
  const newest = toNumber(sql.get("SELECT max(seq) FROM rooms")?.[0]);
  return {
    cursor: rows.length === limit ? toNumber(rows.at(-1)?.[0]) : newest,
    entries: rows
      .filter(([, room]) => !damaged.has(toText(room)))
      .map(([seq, room, epoch, bytes]) => ({
        seq: toNumber(seq),
        room: toText(room),
        epoch: toNumber(epoch),
        update: toBytes(bytes),
      })),
    reload: sql
      .all("SELECT name FROM rooms WHERE snapshot_seq > ? ORDER BY name", [cursor])
      .map(([name]) => toText(name))
      .filter((name) => !damaged.has(name))
      .concat([...damaged].sort()),
  };
}

function saveValue(sql: Sql, row: RoomValueRow): void {
  if (isRoundRow(row)) {
    saveRoundRow(sql, row);
    return;
  }
  const { room, part, key, value } = row;
  if (value === undefined) {
    sql.run("DELETE FROM room_values WHERE room = ? AND part = ? AND key = ?", [room, part, key]);
    return;
  }
  sql.run("INSERT OR REPLACE INTO room_values VALUES (?, ?, ?, ?)", [room, part, key, writeRoomValue(value)]);
}

function settle(sql: Sql, { room, part, key }: RoomKey): void {
  sql.run("DELETE FROM conflicts WHERE room = ? AND part = ? AND key = ? AND kind = 'concurrent'", [
    room,
    part,
    key,
  ]);
}

const saveImported = (sql: Sql, { source, pointId, record }: ImportedRow): number =>
  sql.run("INSERT OR REPLACE INTO imported_records VALUES (?, ?, ?)", [source, pointId, record]);
