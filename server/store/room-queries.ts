import type { BilledNames } from "../../shared/rooms/billed-facts.ts";
import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { readRoomValue } from "../../shared/rooms/value-json.ts";
import type { Conflict, RoomHead, RoomValueRow } from "../room-ports.ts";
import { billedNamesOf } from "./billed-names.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

/** What the relay, jobs and lists ask about rooms without opening one. */
export const roomQueries = (sql: Sql) => ({
  pointRooms: (): readonly RoomHead[] =>
    sql
      .all("SELECT name, epoch, seq FROM rooms WHERE kind = 'points' ORDER BY rowid")
      .map(([room, epoch, seq]) => ({ room: toText(room), epoch: toNumber(epoch), seq: toNumber(seq) })),
  shards: (): readonly { readonly room: string; readonly points: number }[] =>
    sql
      .all(
        `SELECT name, (SELECT count(*) FROM room_points WHERE room = name) FROM rooms
         WHERE kind = 'points' ORDER BY rowid`,
      )
      .map(([room, points]) => ({ room: toText(room), points: toNumber(points) })),
  placesOf(pointIds: readonly string[]): ReadonlyMap<string, string> {
    const places = new Map<string, string>();
    for (const id of pointIds) {
      const row = sql.get("SELECT room FROM room_points WHERE point_id = ?", [id]);
      if (row) places.set(id, toText(row[0]));
    }
    return places;
  },
  billedNames: (pointIds: readonly string[]): ReadonlyMap<string, BilledNames> =>
    billedNamesOf(sql, pointIds),
  unplaced: (): readonly string[] =>
    sql
      .all("SELECT id FROM points WHERE id NOT IN (SELECT point_id FROM room_points) ORDER BY number, id")
      .map(([id]) => toText(id)),
  imported(source: string, pointIds: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const records = new Map<string, Uint8Array>();
    for (const id of pointIds) {
      const row = sql.get("SELECT record FROM imported_records WHERE source = ? AND point_id = ?", [
        source,
        id,
      ]);
      if (row) records.set(id, toBytes(row[0]));
    }
    return records;
  },
  values: (kind: RoomKind, part: string): readonly RoomValueRow[] =>
    sql
      .all(
        `SELECT room, key, value FROM room_values JOIN rooms ON name = room
         WHERE kind = ? AND part = ? ORDER BY room, key`,
        [kind, part],
      )
      .map(([room, key, value]) => ({
        room: toText(room),
        part,
        key: toText(key),
        value: readRoomValue(toText(value)),
      })),
  ...conflictQueries(sql),
});

const conflictQueries = (sql: Sql) => ({
  conflictCounts: (): ReadonlyMap<string, number> =>
    new Map(
      sql
        .all("SELECT room, count(*) FROM conflicts GROUP BY room")
        .map(([room, count]) => [toText(room), toNumber(count)]),
    ),
  conflicts: (limit: number, among?: readonly string[]): readonly Conflict[] =>
    sql
      .all(
        `SELECT room, part, key, kind, stands, other, other_by, at_ms FROM conflicts
         ${among ? "WHERE room IN (SELECT value FROM json_each(?))" : ""}
         ORDER BY at_ms DESC, room, key LIMIT ?`,
        among ? [JSON.stringify(among), limit] : [limit],
      )
      .map(([room, part, key, kind, stands, other, otherBy, atMs]) => ({
        room: toText(room),
        part: toText(part),
        key: toText(key),
        kind: kind === "base" ? "base" : "concurrent",
        stands: readRoomValue(toText(stands)),
        other: readRoomValue(toText(other)),
        otherBy: toText(otherBy),
        atMs: toNumber(atMs),
      })),
});
