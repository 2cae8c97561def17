import { MEDIA } from "../../../shared/model/medium.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { PointRecord } from "../../../shared/rooms/point-record.ts";
import { searchTextOf } from "./search-text.ts";

/** What a list shows of a point beside its readings. `meter.hasKey` is not known here. */
export type ListedPoint = Omit<WirePoint, "latest">;

const TEXT_FIELDS = [
  "id",
  "number",
  "address",
  "postalCode",
  "city",
  "area",
  "customer",
  "customerNumber",
  "meterKey",
  "meterType",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/**
 * A shard's points as columns: some 300 bytes a point, as it lies in the browser's database and in
 * memory. A point becomes an object only when somebody looks at it.
 */
export interface ShardPack {
  readonly count: number;
  /** All texts of all points, one after the other in the order of `TEXT_FIELDS`. */
  readonly text: string;
  /** Where each text ends, `TEXT_FIELDS.length` a point. */
  readonly ends: Uint32Array;
  /** Degrees, WGS 84; `NaN` where nobody has said where the point is. */
  readonly lats: Float64Array;
  readonly lons: Float64Array;
  /** Places in `MEDIA`. */
  readonly media: Uint8Array;
  /** What the search field looks at, each point's words after a line break. */
  readonly searched: string;
  readonly searchedEnds: Uint32Array;
}

export function packPoints(points: readonly ListedPoint[]): ShardPack {
  const { length: count } = points;
  const ends = new Uint32Array(count * TEXT_FIELDS.length);
  const searchedEnds = new Uint32Array(count);
  const texts: string[] = [];
  const searched: string[] = [];
  let [end, searchedEnd] = [0, 0];
  for (const [n, point] of points.entries()) {
    for (const [f, field] of TEXT_FIELDS.entries()) {
      const text = textOf(point, field);
      texts.push(text);
      end += text.length;
      ends[n * TEXT_FIELDS.length + f] = end;
    }
    const words = `\n${searchTextOf(point)}`;
    searched.push(words);
    searchedEnd += words.length;
    searchedEnds[n] = searchedEnd;
  }
  return {
    count,
    text: texts.join(""),
    ends,
    lats: Float64Array.from(points, ({ lat }) => lat ?? Number.NaN),
    lons: Float64Array.from(points, ({ lon }) => lon ?? Number.NaN),
    media: Uint8Array.from(points, ({ medium }) => MEDIA.indexOf(medium)),
    searched: searched.join(""),
    searchedEnds,
  };
}

export function textOf(point: ListedPoint, field: TextField): string {
  if (field === "meterKey") return point.meter?.key ?? "";
  return field === "meterType" ? (point.meter?.type ?? "") : point[field];
}

/** One text of point n. */
export function packedText({ text, ends }: ShardPack, n: number, field: TextField): string {
  const at = n * TEXT_FIELDS.length + TEXT_FIELDS.indexOf(field);
  return text.slice(at === 0 ? 0 : ends[at - 1], ends[at]);
}

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
    ...(meterKey === "" ? {} : { meter: { ...meter, ...serialOf(meterKey) } }),
  };
}

/** Maker and serial number as they stand in a meter's key. */
export function serialOf(meterKey: string): { readonly serial: string; readonly manufacturer: string } {
  const meter = parseMeterKey(meterKey);
  return { serial: meter?.id ?? meterKey, manufacturer: meter?.manufacturer ?? "" };
}

/** A point's record as a list shows it: with the meter that is mounted now. */
export function listedPointOf(record: PointRecord): ListedPoint {
  const mounted = record.segments.findLast(({ removedAtMs }) => removedAtMs === undefined);
  return {
    id: record.id,
    number: record.number,
    address: record.address,
    postalCode: record.postalCode,
    city: record.city,
    area: record.area,
    customer: record.customerName,
    customerNumber: record.customerNumber,
    ...(record.lat === undefined || record.lon === undefined ? {} : { lat: record.lat, lon: record.lon }),
    medium: record.medium,
    ...(mounted
      ? { meter: { key: mounted.meter, type: mounted.type, hasKey: false, ...serialOf(mounted.meter) } }
      : {}),
  };
}
