/**
 * Base records: how one metering point lies in a room of points, as opaque bytes under its id.
 *
 * Road: import or fold → `encodePointRecord` → the room's map `base` → `decodePointRecord` → view.
 *
 * A record is a `TextWriter` stream of version 1 or 2 with these fields, one after the other, unnamed:
 *
 * | field | form |
 * |---|---|
 * | id, number, address, postalCode, city, area, medium | text |
 * | intervalMinutes | whole number |
 * | customerNumber, customerName, customerPhone, customerEmail, accessNote | text |
 * | position | count `0`, or `1` and latitude and longitude as 64-bit floats |
 * | custom | count, then name and value as text, by name |
 * | segments | count, then each: meter, type (text), mounted (time), removed (optional time), two lists of values |
 * | occupancies | count, then each: id, customer's number, name, phone, email (text), from (time), to (optional time), two lists of values |
 *
 * A time is a whole number of UTC milliseconds; an optional one is count `0`, or `1` and the time. A
 * value is register, unit and digits as text – a register may exceed 64 bits – and its exponent.
 *
 * Version 2 says of each value of an occupancy whether it was reckoned: count `0` behind it, or `1` and digits and exponent
 * of both bounds. It is written only where one was, so that all others keep the bytes they had.
 *
 * The same record always gives the same bytes: that is how an unchanged import is recognised.
 * Not covered: any field a newer version adds. Its records are refused whole, never half-read.
 */
import { MEDIA } from "../model/medium.ts";
import { type MeterKey, parseMeterKey } from "../model/meter-id.ts";
import type { MeteringPoint, Segment } from "../model/metering-point.ts";
import type { NotedValue, RegisterValue } from "../model/reading.ts";
import { isRegister } from "../model/register.ts";
import { makeScaled, type Scaled } from "../model/scaled.ts";
import { UNITS, type Unit } from "../model/unit.ts";
import type { Occupancy, PointRecord } from "./point-record.ts";
import { TextReader, TextWriter } from "./text-stream.ts";

const VERSION = 1;
/** With the bounds of what was reckoned. */
const BOUNDED = 2;

type Version = typeof VERSION | typeof BOUNDED;

const isReckoned = ({ bounds }: NotedValue): boolean => bounds !== undefined;
const versionFor = (occupancies: readonly Occupancy[]): Version =>
  occupancies.some((one) => one.startValues.some(isReckoned) || one.endValues.some(isReckoned))
    ? BOUNDED
    : VERSION;

/** A record as bytes, in the order of the table above. */
export function encodePointRecord(record: PointRecord): Uint8Array {
  const to = new TextWriter();
  const version = versionFor(record.occupancies);
  to.text(record.id);
  to.text(record.number);
  to.text(record.address);
  to.text(record.postalCode);
  to.text(record.city);
  to.text(record.area);
  to.text(record.medium);
  to.whole(record.intervalMinutes);
  to.text(record.customerNumber);
  to.text(record.customerName);
  to.text(record.customerPhone);
  to.text(record.customerEmail);
  to.text(record.accessNote);
  writePosition(to, record);
  to.list(Object.entries(record.custom).sort(byName), ([name, value]) => {
    to.text(name);
    to.text(value);
  });
  to.list([...record.segments].sort(bySegment), (segment) => writeSegment(to, segment));
  to.list([...record.occupancies].sort(byOccupancy), (occupancy) => writeOccupancy(to, occupancy, version));
  return to.finish(version);
}

/** `undefined` for bytes that are no record of a version known here; never throws. */
export const decodePointRecord = (bytes: Uint8Array): PointRecord | undefined =>
  readAll(bytes, readRecord, BOUNDED);

/** One segment by itself, with the version in front: the value of an edited segment. */
export function encodeSegment(segment: Segment): Uint8Array {
  const to = new TextWriter();
  writeSegment(to, segment);
  return to.finish(VERSION);
}
export const decodeSegment = (bytes: Uint8Array, pointId: string): Segment | undefined =>
  readAll(bytes, (from) => readSegment(from, pointId), VERSION);

/** One occupancy by itself, with the version in front: the value of an edited occupancy. */
export function encodeOccupancy(occupancy: Occupancy): Uint8Array {
  const to = new TextWriter();
  const version = versionFor([occupancy]);
  writeOccupancy(to, occupancy, version);
  return to.finish(version);
}
export const decodeOccupancy = (bytes: Uint8Array): Occupancy | undefined =>
  readAll(bytes, readOccupancy, BOUNDED);

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);
const bySegment = (a: Segment, b: Segment): number =>
  a.mountedAtMs - b.mountedAtMs || (a.meter < b.meter ? -1 : 1);
const byOccupancy = (a: Occupancy, b: Occupancy): number => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1);

/** `newest`: the last version that is known of such bytes. */
function readAll<T>(bytes: Uint8Array, read: (from: TextReader) => T, newest: Version): T | undefined {
  try {
    const from = new TextReader(bytes);
    if (from.version < VERSION || from.version > newest) return undefined;
    const value = read(from);
    return from.isAtEnd() ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Properties of a literal are evaluated in the order they are written: the order of the table. */
function readRecord(from: TextReader): PointRecord {
  const id = from.text();
  return {
    id,
    number: from.text(),
    address: from.text(),
    postalCode: from.text(),
    city: from.text(),
    area: from.text(),
    medium: mediumOf(from.text()),
    intervalMinutes: from.whole(),
    customerNumber: from.text(),
    customerName: from.text(),
    customerPhone: from.text(),
    customerEmail: from.text(),
    accessNote: from.text(),
    ...(from.count() === 0 ? undefined : { lat: from.float(), lon: from.float() }),
    custom: Object.fromEntries(from.list(() => [from.text(), from.text()])),
    segments: from.list(() => readSegment(from, id)),
    occupancies: from.list(() => readOccupancy(from)),
  };
}

const mediumOf = (text: string): PointRecord["medium"] => MEDIA.find((known) => known === text) ?? "other";

function writePosition(to: TextWriter, { lat, lon }: Pick<MeteringPoint, "lat" | "lon">): void {
  const isKnown = lat !== undefined && lon !== undefined;
  to.count(isKnown ? 1 : 0);
  if (!isKnown) return;
  to.float(lat);
  to.float(lon);
}

function writeSegment(to: TextWriter, segment: Segment): void {
  to.text(segment.meter);
  to.text(segment.type);
  to.whole(segment.mountedAtMs);
  writeOptionalTime(to, segment.removedAtMs);
  to.list(segment.startValues, (value) => writeValue(to, value));
  to.list(segment.endValues, (value) => writeValue(to, value));
}

function readSegment(from: TextReader, pointId: string): Segment {
  const meter = from.text();
  if (!isMeterKey(meter)) throw new RangeError("no meter key");
  const [type, mountedAtMs, removedAtMs] = [from.text(), from.whole(), readOptionalTime(from)];
  return {
    pointId,
    meter,
    type,
    mountedAtMs,
    ...(removedAtMs === undefined ? {} : { removedAtMs }),
    startValues: from.list(() => readValue(from)),
    endValues: from.list(() => readValue(from)),
  };
}

function writeOccupancy(to: TextWriter, occupancy: Occupancy, version: Version): void {
  const write = (value: NotedValue): void => {
    writeValue(to, value);
    if (version === BOUNDED) writeBounds(to, value);
  };
  to.text(occupancy.id);
  to.text(occupancy.customerNumber);
  to.text(occupancy.customerName);
  to.text(occupancy.phone);
  to.text(occupancy.email);
  to.whole(occupancy.fromMs);
  writeOptionalTime(to, occupancy.toMs);
  to.list(occupancy.startValues, write);
  to.list(occupancy.endValues, write);
}

function readOccupancy(from: TextReader): Occupancy {
  const [id, customerNumber, customerName, phone, email] = Array.from({ length: 5 }, () => from.text());
  const [fromMs, toMs] = [from.whole(), readOptionalTime(from)];
  const read = (): NotedValue => readNoted(from);
  return {
    id: id ?? "",
    customerNumber: customerNumber ?? "",
    customerName: customerName ?? "",
    phone: phone ?? "",
    email: email ?? "",
    fromMs,
    ...(toMs === undefined ? {} : { toMs }),
    startValues: from.list(read),
    endValues: from.list(read),
  };
}

function writeValue(to: TextWriter, { register, unit, value }: RegisterValue): void {
  to.text(register);
  to.text(unit);
  writeScaled(to, value);
}

function writeBounds(to: TextWriter, { bounds }: NotedValue): void {
  to.count(bounds ? 1 : 0);
  for (const bound of bounds ?? []) writeScaled(to, bound);
}

function readNoted(from: TextReader): NotedValue {
  const value = readValue(from);
  if (from.version !== BOUNDED || from.count() === 0) return value;
  return { ...value, bounds: [readScaled(from), readScaled(from)] };
}

function writeScaled(to: TextWriter, { digits, exponent }: Scaled): void {
  to.text(digits.toString());
  to.whole(exponent);
}

function readScaled(from: TextReader): Scaled {
  const digits = BigInt(from.text());
  return makeScaled(digits, from.whole());
}

function readValue(from: TextReader): RegisterValue {
  const [register, unit] = [from.text(), from.text()];
  if (!isRegister(register) || !isUnit(unit)) throw new RangeError("no register or unit known here");
  return { register, unit, value: readScaled(from) };
}

function writeOptionalTime(to: TextWriter, atMs: number | undefined): void {
  to.count(atMs === undefined ? 0 : 1);
  if (atMs !== undefined) to.whole(atMs);
}

const readOptionalTime = (from: TextReader): number | undefined =>
  from.count() === 0 ? undefined : from.whole();

const isMeterKey = (text: string): text is MeterKey => parseMeterKey(text) !== undefined;
const isUnit = (text: string): text is Unit => text === "" || Object.hasOwn(UNITS, text);
