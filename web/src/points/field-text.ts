import { draftOf, parseChannel, registerOfChannelField } from "../../../shared/model/channel.ts";
import { MEDIA } from "../../../shared/model/medium.ts";
import type { Register } from "../../../shared/model/register.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import { decodeOccupancy, decodeSegment } from "../../../shared/rooms/record-codec.ts";
import type { RoomValue } from "../../../shared/rooms/same-value.ts";

/** A field's value as text that a person reads and types; `date` writes a moment. */
export function textOfField(
  field: string,
  value: RoomValue | undefined,
  date: (atMs: number) => string,
): string {
  if (value === undefined || value === null) return "";
  const register = registerOfChannelField(field);
  if (register) return textOfChannel(register, value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return `${value}`;
  if (value instanceof Uint8Array) return textOfBytes(field, value, date);
  if (Array.isArray(value)) return value.join(", ");
  return JSON.stringify(value);
}

/** Inlet · × 10.2 + 0 mVS · 20…60 */
export function textOfChannel(register: Register, value: RoomValue): string {
  const channel = parseChannel(register, value);
  if (!channel) return "";
  const { name, scale, offset, unit, low, high } = draftOf(channel);
  const sign = offset.startsWith("-") ? `− ${offset.slice(1)}` : `+ ${offset}`;
  const limits = low === "" && high === "" ? "" : `${low}…${high}`;
  return [name, `× ${scale} ${sign} ${unit}`.trim(), limits].filter((part) => part !== "").join(" · ");
}

function textOfBytes(field: string, bytes: Uint8Array, date: (atMs: number) => string): string {
  if (field.startsWith("segment:")) {
    const segment = decodeSegment(bytes, "");
    return segment ? `${segment.type} ${segment.meter}, ${date(segment.mountedAtMs)}` : "";
  }
  const occupancy = decodeOccupancy(bytes);
  if (!occupancy) return "";
  const span = `${date(occupancy.fromMs)} – ${occupancy.toMs === undefined ? "" : date(occupancy.toMs)}`;
  const values = occupancy.endValues.map(
    ({ register, value, unit, bounds }) =>
      `${register} ${formatScaled(value)} ${unit}${bounds ? ` (${bounds.map(formatScaled).join("…")})` : ""}`,
  );
  return [occupancy.customerName, span, ...values].join(", ");
}

/** What was typed, as the field's value; `undefined` where it can be none. */
export function valueOfText(field: string, text: string): RoomValue | undefined {
  if (field === "intervalMinutes") return /^\d+$/.test(text) ? Number(text) : undefined;
  if (field === "medium") return MEDIA.find((medium) => medium === text);
  if (field === "position") return text === "" ? null : placeOf(text);
  return text;
}

/** `55.39594, 10.38831`; a comma may part or be the decimal sign where a semicolon parts. */
function placeOf(text: string): RoomValue | undefined {
  const parts = text.includes(";")
    ? text.split(";").map((one) => one.replace(",", "."))
    : text.split(/[\s,]+/);
  const numbers = parts
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map(Number);
  return numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : undefined;
}

/** The name of a field in the catalogues. */
export function fieldWord(field: string): string {
  const name = field.split(":")[0] ?? field;
  return name === "custom" ? "other" : name;
}
