import { type ListLine, listColumnsOf } from "../../shared/blocks/list-columns.ts";
import { encodeListPack } from "../../shared/blocks/list-pack.ts";
import { MEDIA } from "../../shared/model/medium.ts";
import { isPriority } from "../../shared/model/metering-point.ts";
import type { RoomList } from "../room-ports.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const LINES = `SELECT id, number, address, postal_code, city, area, customer_name, customer_number, lat, lon, medium,
    meter, type, interval_minutes
  FROM room_points JOIN points ON id = room_points.point_id
    LEFT JOIN segments ON segments.point_id = id AND removed_at_ms IS NULL
  WHERE room = ? ORDER BY id, mounted_at_ms, meter`;

/** A room's points as a list shows them, true at the room's sequence number; `undefined` when there is no such room. */
export function listOf(sql: Sql, room: string): RoomList | undefined {
  return sql.transaction(() => {
    const head = sql.get("SELECT epoch, seq FROM rooms WHERE name = ?", [room]);
    if (!head) return undefined;
    const byId = new Map<string, ListLine>();
    // Of several meters that were never taken down, the one that was mounted last is the point's.
    for (const row of sql.all(LINES, [room])) byId.set(toText(row[0]), toLine(row));
    const pack = encodeListPack(listColumnsOf([...byId.values()]), (text) => Buffer.from(text));
    return { epoch: toNumber(head[0]), seq: toNumber(head[1]), count: byId.size, pack };
  });
}

function toLine(row: SqlRow): ListLine {
  const [id, number, address, postalCode, city, area, customer, customerNumber, lat, lon, medium] = row;
  return {
    id: toText(id),
    number: toText(number),
    address: toText(address),
    postalCode: toText(postalCode),
    city: toText(city),
    area: toText(area),
    customer: toText(customer),
    customerNumber: toText(customerNumber),
    meterKey: toText(row[11] ?? ""),
    meterType: toText(row[12] ?? ""),
    medium: MEDIA.find((known) => known === medium) ?? "other",
    ...(isPriority({ intervalMinutes: toNumber(row[13]) }) ? { isPriority: true } : {}),
    ...(typeof lat === "number" && typeof lon === "number" ? { lat, lon } : {}),
  };
}
