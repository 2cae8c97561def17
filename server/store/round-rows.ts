import { parseRoomName } from "../../shared/rooms/room-name.ts";
import { splitReadKey } from "../../shared/rooms/round-room.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import type { RoomValueRow } from "../room-ports.ts";
import type { Sql } from "./sql.ts";

/** What of a round's room has columns of its own; visit notes lie with the other rooms' values. */
const PARTS = ["round", "readers", "cards", "assigned", "read"] as const;
type RoundPart = (typeof PARTS)[number];

interface RoundRow extends RoomValueRow {
  readonly part: RoundPart;
}

const partOf = (part: string): RoundPart | undefined => PARTS.find((one) => one === part);

export const isRoundRow = (row: RoomValueRow): row is RoundRow =>
  partOf(row.part) !== undefined && roundIdOf(row.room) !== undefined;

function roundIdOf(room: string): string | undefined {
  const name = parseRoomName(room);
  return name.ok && name.value.kind === "round" ? name.value.id : undefined;
}

/** Writes what SQL readers see of one key of a round's room, in the transaction that writes the update. */
export function saveRoundRow(sql: Sql, { room, part, key, value }: RoundRow): void {
  const id = roundIdOf(room) ?? "";
  SAVES[part](sql, { id, key, value });
}

interface Keyed {
  readonly id: string;
  readonly key: string;
  readonly value: RoomValue | undefined;
}

const HEAD_COLUMNS: Readonly<Record<string, string>> = {
  name: "name",
  state: "state",
  createdAtMs: "created_at_ms",
  dueAtMs: "due_at_ms",
  groupId: "group_id",
};

const SAVES: Readonly<Record<RoundPart, (sql: Sql, keyed: Keyed) => void>> = {
  round(sql, { id, key, value }) {
    const column = HEAD_COLUMNS[key];
    if (column === undefined || value === undefined) return;
    sql.run("INSERT OR IGNORE INTO rounds (id, name, state, created_at_ms) VALUES (?, '', 'open', 0)", [id]);
    sql.run(`UPDATE rounds SET ${column} = ? WHERE id = ?`, [plain(value), id]);
  },
  readers(sql, { id, key, value }) {
    if (value === undefined) {
      sql.run("DELETE FROM round_readers WHERE round_id = ? AND person_id = ?", [id, key]);
      return;
    }
    sql.run("INSERT OR REPLACE INTO round_readers VALUES (?, ?, ?, ?)", [
      id,
      key,
      plain(fieldOf(value, "name")),
      plain(fieldOf(value, "car")),
    ]);
  },
  cards(sql, { id, key, value }) {
    const place = value === undefined ? null : plain(fieldOf(value, "order"));
    sql.run(
      `INSERT INTO round_points VALUES (?, ?, ?, NULL)
       ON CONFLICT DO UPDATE SET place = excluded.place`,
      [id, key, place],
    );
  },
  assigned(sql, { id, key, value }) {
    sql.run(
      `INSERT INTO round_points VALUES (?, ?, NULL, ?)
       ON CONFLICT DO UPDATE SET reader_id = excluded.reader_id`,
      [id, key, value === undefined ? null : plain(value)],
    );
  },
  read(sql, { id, key, value }) {
    const { pointId, by } = splitReadKey(key);
    if (value === undefined) return;
    sql.run("INSERT OR REPLACE INTO round_reads VALUES (?, ?, ?, ?)", [
      id,
      pointId,
      by,
      plain(fieldOf(value, "atMs")),
    ]);
  },
};

function fieldOf(value: RoomValue, name: string): RoomValue {
  const isObject = typeof value === "object" && value !== null && !(value instanceof Uint8Array);
  return isObject && name in value ? (Reflect.get(value, name) as RoomValue) : null;
}

const plain = (value: RoomValue): string | number | null =>
  typeof value === "string" || typeof value === "number" ? value : null;
