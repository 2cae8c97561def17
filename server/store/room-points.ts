import { writeRoomValue } from "../../shared/rooms/value-json.ts";
import type { Conflict, GonePoint, PointRow } from "../room-ports.ts";
import { savePoint, saveSegment, writeValues } from "./points.table.ts";
import { forgetLooseMeter, forgetRemovedPoint, noteRemovedPoint } from "./removed-points.ts";
import { keepHeldMeters } from "./retention.table.ts";
import { type Sql, toText } from "./sql.ts";

/** Writes what SQL readers see of one point: replaces all it said before. */
export function savePointRow(sql: Sql, { room, record, baseConflicts }: PointRow): void {
  const { id } = record;
  removeBaseConflicts(sql, id);
  forgetRemovedPoint(sql, id);
  savePoint(sql, record);
  sql.run("DELETE FROM segments WHERE point_id = ?", [id]);
  for (const segment of record.segments) {
    saveSegment(sql, segment);
    forgetLooseMeter(sql, segment.meter);
  }
  sql.run("DELETE FROM occupancies WHERE point_id = ?", [id]);
  for (const one of record.occupancies) {
    sql.run("INSERT INTO occupancies VALUES (?,?,?,?,?,?,?,?,?,?)", [
      id,
      one.id,
      one.customerNumber,
      one.customerName,
      one.phone,
      one.email,
      one.fromMs,
      one.toMs ?? null,
      writeValues(one.startValues),
      writeValues(one.endValues),
    ]);
  }
  sql.run("INSERT OR REPLACE INTO point_details VALUES (?, ?, ?, ?, ?)", [
    id,
    record.customerPhone,
    record.customerEmail,
    record.accessNote,
    JSON.stringify(record.custom),
  ]);
  sql.run("INSERT OR REPLACE INTO room_points VALUES (?, ?)", [id, room]);
  for (const conflict of baseConflicts) saveConflict(sql, conflict);
}

/**
 * Takes a point out of every list. Its audit entries stay, and its readings until retention or somebody erases them: so
 * long the point can come back whole.
 */
export function removePointRow(sql: Sql, { room, pointId: id, atMs }: GonePoint): void {
  const place = sql.get("SELECT room FROM room_points WHERE point_id = ?", [id]);
  if (place && toText(place[0]) !== room) return;
  removeBaseConflicts(sql, id);
  keepHeldMeters(sql, id);
  noteRemovedPoint(sql, id, atMs);
  for (const table of ["segments", "occupancies", "point_details", "room_points", "billed_names"]) {
    sql.run(`DELETE FROM ${table} WHERE point_id = ?`, [id]);
  }
  sql.run("DELETE FROM points WHERE id = ?", [id]);
}

function removeBaseConflicts(sql: Sql, id: string): void {
  sql.run(
    `DELETE FROM conflicts WHERE room = (SELECT room FROM room_points WHERE point_id = ?)
       AND kind = 'base' AND key >= ? AND key < ?`,
    [id, `${id}/`, `${id}0`],
  );
}

export function saveConflict(sql: Sql, conflict: Conflict): void {
  sql.run("INSERT OR REPLACE INTO conflicts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
    conflict.room,
    conflict.part,
    conflict.key,
    conflict.kind,
    conflict.atMs,
    writeRoomValue(conflict.stands),
    writeRoomValue(conflict.other),
    conflict.otherBy,
  ]);
}
