/**
 * Base records: how one metering point lies in a room of points, as opaque bytes under its id.
 *
 * Road: import or fold → `encodePointRecord` → the room's map `base` → `decodePointRecord` → view.
 *
 * A record is a `TextWriter` stream of version 1 with these fields, one after the other, unnamed:
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
 * The same record always gives the same bytes: that is how an unchanged import is recognised.
 * Not covered: any field a newer version adds. Its records are refused whole, never half-read.
 */
import { MEDIA } from "../model/medium.ts";
import { type MeterKey, parseMeterKey } from "../model/meter-id.ts";
import type { MeteringPoint, Segment } from "../model/metering-point.ts";
import type { RegisterValue } from "../model/reading.ts";
import { isRegister } from "../model/register.ts";
import { makeScaled } from "../model/scaled.ts";
import { UNITS, type Unit } from "../model/unit.ts";
import type { Occupancy, PointRecord } from "./point-record.ts";
import { TextReader, TextWriter } from "./text-stream.ts";

const VERSION = 1;

/** A record as bytes, in the order of the table above. */
export function encodePointRecord(record: PointRecord): Uint8Array {
  const to = new TextWriter();
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
  to.list([...record.occupancies].sort(byOccupancy), (occupancy) => writeOccupancy(to, occupancy));
  return to.finish(VERSION);
}

/** `undefined` for bytes that are no record of a version known here; never throws. */
export const decodePointRecord = (bytes: Uint8Array): PointRecord | undefined => readAll(bytes, readRecord);

/** One segment by itself, with the version in front: the value of an edited segment. */
export const encodeSegment = (segment: Segment): Uint8Array => encodeOne(segment, writeSegment);
export const decodeSegment = (bytes: Uint8Array, pointId: string): Segment | undefined =>
  readAll(bytes, (from) => readSegment(from, pointId));

/** One occupancy by itself, with the version in front: the value of an edited occupancy. */
export const encodeOccupancy = (occupancy: Occupancy): Uint8Array => encodeOne(occupancy, writeOccupancy);
export const decodeOccupancy = (bytes: Uint8Array): Occupancy | undefined => readAll(bytes, readOccupancy);

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);
const bySegment = (a: Segment, b: Segment): number =>
  a.mountedAtMs - b.mountedAtMs || (a.meter < b.meter ? -1 : 1);
const byOccupancy = (a: Occupancy, b: Occupancy): number => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1);

function encodeOne<T>(value: T, write: (to: TextWriter, value: T) => void): Uint8Array {
  const to = new TextWriter();
  write(to, value);
  return to.finish(VERSION);
}

function readAll<T>(bytes: Uint8Array, read: (from: TextReader) => T): T | undefined {
  try {
    const from = new TextReader(bytes);
    if (from.version !== VERSION) return undefined;
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

function writeOccupancy(to: TextWriter, occupancy: Occupancy): void {
  to.text(occupancy.id);
  to.text(occupancy.customerNumber);
  to.text(occupancy.customerName);
  to.text(occupancy.phone);
  to.text(occupancy.email);
  to.whole(occupancy.fromMs);
  writeOptionalTime(to, occupancy.toMs);
  to.list(occupancy.startValues, (value) => writeValue(to, value));
  to.list(occupancy.endValues, (value) => writeValue(to, value));
}

function readOccupancy(from: TextReader): Occupancy {
  const [id, customerNumber, customerName, phone, email] = Array.from({ length: 5 }, () => from.text());
  const [fromMs, toMs] = [from.whole(), readOptionalTime(from)];
  return {
    id: id ?? "",
    customerNumber: customerNumber ?? "",
    customerName: customerName ?? "",
    phone: phone ?? "",
    email: email ?? "",
    fromMs,
    ...(toMs === undefined ? {} : { toMs }),
    startValues: from.list(() => readValue(from)),
    endValues: from.list(() => readValue(from)),
  };
}

function writeValue(to: TextWriter, { register, unit, value }: RegisterValue): void {
  to.text(register);
  to.text(unit);
  to.text(value.digits.toString());
  to.whole(value.exponent);
}

function readValue(from: TextReader): RegisterValue {
  const [register, unit] = [from.text(), from.text()];
  if (!isRegister(register) || !isUnit(unit)) throw new RangeError("no register or unit known here");
  const digits = BigInt(from.text());
  return { register, unit, value: makeScaled(digits, from.whole()) };
}

function writeOptionalTime(to: TextWriter, atMs: number | undefined): void {
  to.count(atMs === undefined ? 0 : 1);
  if (atMs !== undefined) to.whole(atMs);
}

const readOptionalTime = (from: TextReader): number | undefined =>
  from.count() === 0 ? undefined : from.whole();

const isMeterKey = (text: string): text is MeterKey => parseMeterKey(text) !== undefined;
const isUnit = (text: string): text is Unit => text === "" || Object.hasOwn(UNITS, text);
