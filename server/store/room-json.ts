import type { RoomValue } from "../../shared/rooms/same-value.ts";

/** A room's value as JSON text; bytes as `{ "bytes": "<base64>" }`. */
export const writeRoomValue = (value: RoomValue): string => JSON.stringify(toJson(value));

export const readRoomValue = (text: string): RoomValue => fromJson(JSON.parse(text) as RoomValue);

function toJson(value: RoomValue): RoomValue {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one)]));
}

function fromJson(value: RoomValue): RoomValue {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(fromJson);
  const fields = Object.entries(value);
  const [name, bytes] = fields[0] ?? [];
  if (fields.length === 1 && name === "bytes" && typeof bytes === "string") {
    return new Uint8Array(Buffer.from(bytes, "base64"));
  }
  return Object.fromEntries(fields.map(([field, one]) => [field, fromJson(one)]));
}
