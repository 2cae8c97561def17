/**
 * What became of a room's list, for whoever has an older one: points are told apart into buckets by their id, and
 * only the buckets that differ are sent. No history is needed: the asker says the sum of each of its buckets.
 *
 * | bytes | what |
 * |---|---|
 * | 4 | CRC-32 of the whole list as it is now (`encodeListPack`), little-endian |
 * | 64 / 8 | bit b (low bits first): bucket b follows, all of its points |
 * | … | those points (`encodeListPack`), ordered by id |
 *
 * A sum is the sum modulo 2^32 of the bucket's points' hashes (FNV-1a, 32 bits, over everything a list shows of a
 * point), so that two lists with the same points have the same sums. Two that differ and have the same sum are found
 * out by the CRC: then the list is fetched whole.
 */

import { MEDIA } from "../model/medium.ts";
import { crc32 } from "./crc-32.ts";
import { fnv1a } from "./fnv-1a.ts";
import {
  LIST_FIELDS,
  type ListColumns,
  type ListField,
  type ListLine,
  listColumnsOf,
  listTextOf,
} from "./list-columns.ts";
import { decodeListPack, encodeListPack } from "./list-pack.ts";

/** Set in a frame's version (`list-frame.ts`) where it holds what became of a list. */
export const DELTA_FLAG = 0x80;

const BUCKETS = 64;
/** Bytes of `listSums`. */
export const LIST_SUMS_BYTES = BUCKETS * 4;
const HEAD_BYTES = 4 + BUCKETS / 8;

/** Turns texts to UTF-8 and back; the second may throw. */
export interface Utf8 {
  readonly encode: (text: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
}

/** The sums of a list's buckets. */
export function listSums(columns: ListColumns): Uint32Array {
  const sums = new Uint32Array(BUCKETS);
  for (let n = 0; n < columns.count; n++) {
    const bucket = bucketOf(listTextOf(columns, n, "id"));
    sums[bucket] = (sums[bucket] ?? 0) + hashOf(columns, n);
  }
  return sums;
}

/** What `held` lacks of `now`, from the sums of `held`. */
export function encodeListDelta(now: ListColumns, heldSums: Uint32Array, utf8: Utf8): Uint8Array {
  const sums = listSums(now);
  const isSent = Array.from(sums, (sum, bucket) => sum !== heldSums[bucket]);
  const lines = linesOf(now).filter(({ id }) => isSent[bucketOf(id)]);
  const points = encodeListPack(listColumnsOf(lines), utf8.encode);
  const bytes = new Uint8Array(HEAD_BYTES + points.length);
  new DataView(bytes.buffer).setUint32(0, crc32(encodeListPack(now, utf8.encode)), true);
  for (const [bucket, sent] of isSent.entries()) {
    if (sent) bytes[4 + (bucket >> 3)] = (bytes[4 + (bucket >> 3)] ?? 0) | (1 << (bucket & 7));
  }
  bytes.set(points, HEAD_BYTES);
  return bytes;
}

/** The list as it is now; `undefined` where that cannot be told from these bytes: then it is fetched whole. */
export function applyListDelta(held: ListColumns, bytes: Uint8Array, utf8: Utf8): ListColumns | undefined {
  const sent =
    bytes.length < HEAD_BYTES ? undefined : decodeListPack(bytes.subarray(HEAD_BYTES), utf8.decode);
  if (!sent) return undefined;
  const isSent = (id: string): boolean => {
    const bucket = bucketOf(id);
    return (((bytes[4 + (bucket >> 3)] ?? 0) >> (bucket & 7)) & 1) === 1;
  };
  const lines = [...linesOf(held).filter(({ id }) => !isSent(id)), ...linesOf(sent)];
  lines.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const now = listColumnsOf(lines);
  const crc = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return crc32(encodeListPack(now, utf8.encode)) === crc ? now : undefined;
}

function linesOf(columns: ListColumns): ListLine[] {
  const { lats, lons, media, priorities, count } = columns;
  return Array.from({ length: count }, (_, n): ListLine => {
    const texts = Object.fromEntries(LIST_FIELDS.map((field) => [field, listTextOf(columns, n, field)]));
    const [lat = Number.NaN, lon = Number.NaN] = [lats[n], lons[n]];
    return {
      ...(texts as Record<ListField, string>),
      medium: MEDIA[media[n] ?? -1] ?? "other",
      ...(priorities[n] === 1 ? { isPriority: true } : {}),
      ...(Number.isNaN(lat) ? {} : { lat, lon }),
    };
  });
}

function bucketOf(id: string): number {
  const hash = fnv1a(id);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

function hashOf(columns: ListColumns, n: number): number {
  const texts = LIST_FIELDS.map((field) => listTextOf(columns, n, field)).join("\n");
  const { lats, lons, media, priorities } = columns;
  return fnv1a(`${texts}\n${lats[n]} ${lons[n]} ${MEDIA[media[n] ?? -1] ?? "other"} ${priorities[n]}`);
}
