import { parseChannel, registerOfChannelField } from "../model/channel.ts";
import { isMailAddress } from "../model/mail-address.ts";
import { MEDIA } from "../model/medium.ts";
import { type Occupancy, occupancyField, type PointRecord, segmentField } from "./point-record.ts";
import { decodeOccupancy, decodeSegment, encodeOccupancy, encodeSegment } from "./record-codec.ts";
import type { RoomValue } from "./same-value.ts";

/**
 * The fields of a point that people edit, each merged by itself. Id and area are none: the server
 * alone moves a point to another area, because that changes who may see it.
 *
 * | field | value |
 * |---|---|
 * | texts below | text of at most 4,000 characters |
 * | `medium`, `intervalMinutes` | one of `MEDIA`; 1–1,440 |
 * | `position` | `[latitude, longitude]` or `null` |
 * | `custom:<name>` | text, or `null` for none |
 * | `channel:<register>` | `writeChannel` of a momentary register, or `null` for none; it lies among the record's own fields under this name |
 * | `segment:<mounted at>:<meter>` | `encodeSegment`, or `null` for none |
 * | `occupancy:<id>` | `encodeOccupancy`, or `null` for none |
 */
const TEXT_FIELDS = [
  "number",
  "address",
  "postalCode",
  "city",
  "customerNumber",
  "customerName",
  "customerPhone",
  "customerEmail",
  "accessNote",
] as const;

const MAX_TEXT = 4_000;
const CUSTOM = "custom:";
const SEGMENT = "segment:";
const OCCUPANCY = "occupancy:";

const isText = (value: RoomValue): value is string => typeof value === "string" && value.length <= MAX_TEXT;
const isTextField = (field: string): field is (typeof TEXT_FIELDS)[number] =>
  TEXT_FIELDS.some((known) => known === field);

/** What the record says in this field; `null` where it says nothing. */
export function fieldOf(record: PointRecord, field: string): RoomValue {
  if (isTextField(field)) return record[field];
  if (field === "medium") return record.medium;
  if (field === "intervalMinutes") return record.intervalMinutes;
  if (field === "position") return positionOf(record);
  if (field.startsWith(CUSTOM)) return customOf(record, field.slice(CUSTOM.length));
  if (registerOfChannelField(field)) return customOf(record, field);
  const segment = record.segments.find((one) => segmentField(one) === field);
  if (segment) return encodeSegment(segment);
  const occupancy = record.occupancies.find((one) => occupancyField(one) === field);
  return occupancy ? encodeOccupancy(occupancy) : null;
}

const positionOf = ({ lat, lon }: PointRecord): RoomValue =>
  lat === undefined || lon === undefined ? null : [lat, lon];

const customOf = ({ custom }: PointRecord, name: string): RoomValue =>
  Object.hasOwn(custom, name) ? (custom[name] ?? null) : null;

/** Every field in which the record says something, for comparing two records. */
export const fieldNamesOf = (record: PointRecord): readonly string[] => [
  ...TEXT_FIELDS,
  "medium",
  "intervalMinutes",
  "position",
  ...Object.keys(record.custom).map((name) => (registerOfChannelField(name) ? name : CUSTOM + name)),
  ...record.segments.map(segmentField),
  ...record.occupancies.map(occupancyField),
];

/** The record with this field said anew; `undefined` when there is no such field or the value does not fit it. */
export function withField(record: PointRecord, field: string, value: RoomValue): PointRecord | undefined {
  if (isTextField(field)) return isText(value) ? { ...record, [field]: value } : undefined;
  if (field === "medium") {
    const medium = MEDIA.find((known) => known === value);
    return medium && { ...record, medium };
  }
  if (field === "intervalMinutes") {
    return isInterval(value) ? { ...record, intervalMinutes: value } : undefined;
  }
  if (field === "position") return withPosition(record, value);
  if (field.startsWith(CUSTOM)) return withCustom(record, field.slice(CUSTOM.length), value);
  if (registerOfChannelField(field)) return withChannel(record, field, value);
  if (field.startsWith(SEGMENT)) return withSegment(record, field, value);
  return field.startsWith(OCCUPANCY) ? withOccupancy(record, field, value) : undefined;
}

/**
 * Whether a person may say it anew. Stricter than `withField`: what was written before such a rule is still read, and
 * stays until somebody says it better.
 */
export const isSayable = (field: string, value: RoomValue): boolean =>
  field !== "customerEmail" || value === "" || (typeof value === "string" && isMailAddress(value));

const isInterval = (value: RoomValue): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 1440;

function withPosition(record: PointRecord, value: RoomValue): PointRecord | undefined {
  const { lat: _lat, lon: _lon, ...rest } = record;
  if (value === null) return rest;
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [lat, lon] = value;
  const isOnEarth =
    typeof lat === "number" && typeof lon === "number" && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return isOnEarth ? { ...rest, lat, lon } : undefined;
}

function withCustom(record: PointRecord, name: string, value: RoomValue): PointRecord | undefined {
  if (name === "" || name.includes("/") || name === "__proto__" || registerOfChannelField(name))
    return undefined;
  return isText(value) || value === null ? withOwn(record, name, value) : undefined;
}

function withOwn(record: PointRecord, name: string, value: string | null): PointRecord {
  const { [name]: _, ...others } = record.custom;
  return { ...record, custom: value === null ? others : { ...others, [name]: value } };
}

function withChannel(record: PointRecord, field: string, value: RoomValue): PointRecord | undefined {
  if (value === null) return withOwn(record, field, null);
  const register = registerOfChannelField(field);
  return register && isText(value) && parseChannel(register, value)
    ? withOwn(record, field, value)
    : undefined;
}

function withSegment(record: PointRecord, field: string, value: RoomValue): PointRecord | undefined {
  const others = record.segments.filter((one) => segmentField(one) !== field);
  if (value === null) return { ...record, segments: others };
  const segment = value instanceof Uint8Array ? decodeSegment(value, record.id) : undefined;
  if (!segment || segmentField(segment) !== field) return undefined;
  return { ...record, segments: [...others, segment].sort((a, b) => a.mountedAtMs - b.mountedAtMs) };
}

function withOccupancy(record: PointRecord, field: string, value: RoomValue): PointRecord | undefined {
  const others = record.occupancies.filter((one) => occupancyField(one) !== field);
  if (value === null) return { ...record, occupancies: others };
  const occupancy = value instanceof Uint8Array ? decodeOccupancy(value) : undefined;
  if (!occupancy || occupancyField(occupancy) !== field || field.includes("/")) return undefined;
  return { ...record, occupancies: [...others, occupancy].sort(byStart) };
}

const byStart = (a: Occupancy, b: Occupancy): number => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1);
