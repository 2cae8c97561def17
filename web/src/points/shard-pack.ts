import {
  type ListColumns,
  type ListField,
  type ListLine,
  listColumnsOf,
  listTextOf,
} from "../../../shared/blocks/list-columns.ts";
import { MEDIA } from "../../../shared/model/medium.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";

/** What a list shows of a point beside its readings. `meter.hasKey` is not known here. */
export type ListedPoint = Omit<WirePoint, "latest">;

/**
 * A shard's points as columns: some 200 bytes a point, as it comes from the server, lies in the browser's
 * database and in memory. A point becomes an object only when somebody looks at it.
 */
export type ShardPack = ListColumns;

export const packPoints = (points: readonly ListedPoint[]): ShardPack => listColumnsOf(points.map(lineOf));

const lineOf = ({ meter, ...point }: ListedPoint): ListLine => ({
  ...point,
  meterKey: meter?.key ?? "",
  meterType: meter?.type ?? "",
});

export function textOf(point: ListedPoint, field: ListField): string {
  if (field === "meterKey") return point.meter?.key ?? "";
  return field === "meterType" ? (point.meter?.type ?? "") : point[field];
}

/** One text of point n. */
export const packedText: (pack: ShardPack, n: number, field: ListField) => string = listTextOf;

/** Point n, as an object. */
export function unpackPoint(pack: ShardPack, n: number, hasKey: boolean): ListedPoint {
  const [lat = Number.NaN, lon = Number.NaN] = [pack.lats[n], pack.lons[n]];
  const meterKey = packedText(pack, n, "meterKey");
  const meter = { key: meterKey, type: packedText(pack, n, "meterType"), hasKey };
  return {
    id: packedText(pack, n, "id"),
    number: packedText(pack, n, "number"),
    address: packedText(pack, n, "address"),
    postalCode: packedText(pack, n, "postalCode"),
    city: packedText(pack, n, "city"),
    area: packedText(pack, n, "area"),
    customer: packedText(pack, n, "customer"),
    customerNumber: packedText(pack, n, "customerNumber"),
    ...(Number.isNaN(lat) ? {} : { lat, lon }),
    medium: MEDIA[pack.media[n] ?? -1] ?? "other",
    ...(pack.priorities[n] === 1 ? { isPriority: true } : {}),
    ...(meterKey === "" ? {} : { meter: { ...meter, ...serialOf(meterKey) } }),
  };
}

/** Maker and serial number as they stand in a meter's key. */
export function serialOf(meterKey: string): { readonly serial: string; readonly manufacturer: string } {
  const meter = parseMeterKey(meterKey);
  return { serial: meter?.id ?? meterKey, manufacturer: meter?.manufacturer ?? "" };
}
