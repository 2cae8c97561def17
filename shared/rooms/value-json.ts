import { fromBase64, toBase64 } from "lib0/buffer";
import type { RoomValue } from "./same-value.ts";

/** A room's value as plain JSON, for SQL and HTTP: bytes stand as `{ "bytes": "<base64>" }`. */
export function toPlain(value: RoomValue): RoomValue {
  if (value instanceof Uint8Array) return { bytes: toBase64(value) };
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toPlain(one)]));
}

/** The value that `toPlain` wrote. */
export function fromPlain(value: RoomValue): RoomValue {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  const fields = Object.entries(value);
  const [name, bytes] = fields[0] ?? [];
  if (fields.length === 1 && name === "bytes" && typeof bytes === "string") return fromBase64(bytes);
  return Object.fromEntries(fields.map(([field, one]) => [field, fromPlain(one)]));
}

export const writeRoomValue = (value: RoomValue): string => JSON.stringify(toPlain(value));
export const readRoomValue = (text: string): RoomValue => fromPlain(JSON.parse(text) as RoomValue);
