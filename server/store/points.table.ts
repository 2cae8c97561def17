import { MEDIA } from "../../shared/model/medium.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { NotedValue } from "../../shared/model/reading.ts";
import { isRegister } from "../../shared/model/register.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import type { Unit } from "../../shared/model/unit.ts";
import type { MeteringPoint, PointOccupancy, Segment } from "../ports.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const POINT = `id, number, address, postal_code, city, area, lat, lon, medium, interval_minutes,
  customer_number, customer_name`;
const SEGMENT = "point_id, meter, type, mounted_at_ms, removed_at_ms, start_values, end_values";

export const createPointsTable = (sql: Sql) => ({
  list: (): readonly MeteringPoint[] =>
    sql.all(`SELECT ${POINT} FROM points ORDER BY number, id`).map(toPoint),
  find(id: string): MeteringPoint | undefined {
    const row = sql.get(`SELECT ${POINT} FROM points WHERE id = ?`, [id]);
    return row && toPoint(row);
  },
  segments: (pointId?: string): readonly Segment[] =>
    (pointId === undefined
      ? sql.all(`SELECT ${SEGMENT} FROM segments ORDER BY mounted_at_ms, point_id`)
      : sql.all(`SELECT ${SEGMENT} FROM segments WHERE point_id = ? ORDER BY mounted_at_ms`, [pointId])
    ).map(toSegment),
  mountedSegment(meter: MeterKey): Segment | undefined {
    const row = sql.get(
      `SELECT ${SEGMENT} FROM segments WHERE meter = ? AND removed_at_ms IS NULL
       ORDER BY mounted_at_ms DESC LIMIT 1`,
      [meter],
    );
    return row && toSegment(row);
  },
  save: (points: readonly MeteringPoint[], segments: readonly Segment[]): void =>
    sql.transaction(() => {
      for (const point of points) savePoint(sql, point);
      for (const segment of segments) saveSegment(sql, segment);
    }),
  occupancies: (pointId?: string): readonly PointOccupancy[] =>
    (pointId === undefined
      ? sql.all(`SELECT ${OCCUPANCY} FROM occupancies ORDER BY point_id, from_ms`)
      : sql.all(`SELECT ${OCCUPANCY} FROM occupancies WHERE point_id = ? ORDER BY from_ms`, [pointId])
    ).map(toOccupancy),
  customerEmail: (pointId: string): string =>
    toText(sql.get("SELECT customer_email FROM point_details WHERE point_id = ?", [pointId])?.[0]),
});

const OCCUPANCY = "point_id, customer_number, customer_name, email, from_ms, to_ms, start_values, end_values";

function toOccupancy(row: SqlRow): PointOccupancy {
  const [pointId, number, name, email, fromMs, toMs, startValues, endValues] = row;
  return {
    pointId: toText(pointId),
    customerNumber: toText(number),
    customerName: toText(name),
    email: toText(email),
    fromMs: toNumber(fromMs),
    ...(toMs === null ? {} : { toMs: toNumber(toMs) }),
    startValues: readValues(toText(startValues)),
    endValues: readValues(toText(endValues)),
  };
}

export function savePoint(sql: Sql, point: MeteringPoint): void {
  sql.run(`INSERT OR REPLACE INTO points (${POINT}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`, [
    point.id,
    point.number,
    point.address,
    point.postalCode,
    point.city,
    point.area,
    point.lat ?? null,
    point.lon ?? null,
    point.medium,
    point.intervalMinutes,
    point.customerNumber,
    point.customerName,
  ]);
}

export function saveSegment(sql: Sql, segment: Segment): void {
  sql.run(`INSERT OR REPLACE INTO segments (${SEGMENT}) VALUES (?,?,?,?,?,?,?)`, [
    segment.pointId,
    segment.meter,
    segment.type,
    segment.mountedAtMs,
    segment.removedAtMs ?? null,
    writeValues(segment.startValues),
    writeValues(segment.endValues),
  ]);
}

function toPoint(row: SqlRow): MeteringPoint {
  const [id, number, address, postalCode, city, area, lat, lon, medium, interval, customer, name] = row;
  return {
    id: toText(id),
    number: toText(number),
    address: toText(address),
    postalCode: toText(postalCode),
    city: toText(city),
    area: toText(area),
    ...(typeof lat === "number" && typeof lon === "number" ? { lat, lon } : {}),
    medium: MEDIA.find((known) => known === medium) ?? "other",
    intervalMinutes: toNumber(interval),
    customerNumber: toText(customer),
    customerName: toText(name),
  };
}

function toSegment(row: SqlRow): Segment {
  const [pointId, meter, type, mounted, removed, startValues, endValues] = row;
  return {
    pointId: toText(pointId),
    meter: toText(meter) as MeterKey,
    type: toText(type),
    mountedAtMs: toNumber(mounted),
    ...(removed === null ? {} : { removedAtMs: toNumber(removed) }),
    startValues: readValues(toText(startValues)),
    endValues: readValues(toText(endValues)),
  };
}

/** Digits as text: JSON numbers end at 2^53. */
export const writeValues = (values: readonly NotedValue[]): string =>
  JSON.stringify(
    values.map(({ register, unit, value, bounds = [] }) => [
      register,
      unit,
      ...[value, ...bounds].flatMap(({ exponent, digits }) => [exponent, digits.toString()]),
    ]),
  );

type ValueRow = [string, Unit, number, string, ...([] | [number, string, number, string])];

function readValues(text: string): readonly NotedValue[] {
  return (JSON.parse(text) as ValueRow[]).flatMap(([register, unit, exponent, digits, ...bounds]) => {
    if (!isRegister(register)) return [];
    const value: NotedValue = { register, unit, value: makeScaled(BigInt(digits), exponent) };
    if (bounds.length === 0) return [value];
    const [lowExponent, low, highExponent, high] = bounds;
    return [
      { ...value, bounds: [makeScaled(BigInt(low), lowExponent), makeScaled(BigInt(high), highExponent)] },
    ];
  });
}
