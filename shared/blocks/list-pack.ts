/**
 * A room's points as a list shows them, column by column: what an app that only lists and searches needs of
 * a room, made by the server once and kept there compressed. Number forms: `byte-writer.ts`.
 *
 * | bytes | what |
 * |---|---|
 * | varint | number of points |
 * | varint, text… | media that occur: count and names |
 * | 1 a point | place of its medium among them |
 * | varint, varint… | priority points: how many, then each one's place as difference to the one before |
 * | 1 | form of the positions: 0 two 64-bit floats a point, little-endian, `NaN` for none; 1 see below |
 * | … | positions: all latitudes, then all longitudes |
 * | varint a text | how many UTF-16 units each text has: all of the first field, then all of the second … |
 * | varint, … | length in bytes, then all texts in the same order, UTF-8 |
 *
 * Positions of form 1 are whole ten-millionths of a degree (a centimetre), each as `signed` difference to
 * the one before it; a point without one is the same as the one before, and named first: a varint count of
 * such points, then each place as difference to the one before. It is taken where it is exact.
 */

import { MEDIA } from "../model/medium.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { LIST_FIELDS, type ListColumns } from "./list-columns.ts";

/** Version of the layout above; it stands in the frame (`list-frame.ts`). */
export const LIST_PACK_VERSION = 2;

/** Exact: `decodeListPack` gives back every text and position. Not compressed. */
export function encodeListPack(
  { count, text, ends, lats, lons, media, priorities }: ListColumns,
  encodeUtf8: (text: string) => Uint8Array,
): Uint8Array {
  const texts = encodeUtf8(text);
  const out = new ByteWriter(texts.length + count * 40 + 256);
  out.varint(count);
  const used = [...new Set(media)];
  out.varint(used.length);
  for (const place of used) out.text(MEDIA[place] ?? "other");
  for (const place of media) out.u8(used.indexOf(place));
  writePlaces(
    out,
    [...priorities.keys()].filter((n) => priorities[n] === 1),
  );
  writePositions(out, [lats, lons]);
  let before = 0;
  for (const end of ends) {
    out.varint(end - before);
    before = end;
  }
  out.varint(texts.length);
  out.raw(texts);
  return out.take();
}

const OTHER = MEDIA.indexOf("other");

/** `undefined` for bytes that are none of this version; never throws. `decodeUtf8` may. */
export function decodeListPack(
  bytes: Uint8Array,
  decodeUtf8: (bytes: Uint8Array) => string,
): ListColumns | undefined {
  const from = new ByteReader(bytes);
  const count = from.varint();
  // No point takes less than a byte for each text: a wild number is not worth its memory.
  if (count * LIST_FIELDS.length > bytes.length) return undefined;
  const names: string[] = [];
  for (let left = from.varint(); left > 0 && !from.isPastEnd; left--) names.push(from.text());
  const known: readonly string[] = MEDIA;
  const places = names.map((name) => known.indexOf(name)).map((place) => (place < 0 ? OTHER : place));
  const media = Uint8Array.from(from.raw(count), (place) => places[place] ?? OTHER);
  const priorities = new Uint8Array(count);
  for (const place of readPlaces(from)) if (place < count) priorities[place] = 1;
  const positions = readPositions(from, count);
  const ends = new Uint32Array(count * LIST_FIELDS.length);
  let end = 0;
  for (let at = 0; at < ends.length; at++) {
    end += from.varint();
    ends[at] = end;
  }
  const texts = from.raw(from.varint());
  if (from.isPastEnd || from.at !== bytes.length || media.length !== count || !positions) return undefined;
  const text = readText(texts, decodeUtf8);
  return text?.length === end ? { count, text, ends, ...positions, media, priorities } : undefined;
}

function readText(bytes: Uint8Array, decodeUtf8: (bytes: Uint8Array) => string): string | undefined {
  try {
    return decodeUtf8(bytes);
  } catch {
    return undefined;
  }
}

function writePlaces(out: ByteWriter, places: readonly number[]): void {
  out.varint(places.length);
  let before = 0;
  for (const place of places) {
    out.varint(place - before);
    before = place;
  }
}

function readPlaces(from: ByteReader): readonly number[] {
  const places: number[] = [];
  let place = 0;
  for (let left = from.varint(); left > 0 && !from.isPastEnd; left--) {
    place += from.varint();
    places.push(place);
  }
  return places;
}

const PER_DEGREE = 1e7;
const isExact = (degrees: number): boolean =>
  Number.isNaN(degrees) || Math.round(degrees * PER_DEGREE) / PER_DEGREE === degrees;

function writePositions(out: ByteWriter, columns: readonly Float64Array[]): void {
  const isShort = columns.every((column) => column.every(isExact));
  out.u8(isShort ? 1 : 0);
  for (const column of columns) {
    if (isShort) writeShort(out, column);
    else out.raw(new Uint8Array(littleEndian(column).buffer));
  }
}

function writeShort(out: ByteWriter, column: Float64Array): void {
  const absent = [...column.keys()].filter((n) => Number.isNaN(column[n]));
  writePlaces(out, absent);
  let last = 0;
  for (const degrees of column) {
    const now = Number.isNaN(degrees) ? last : Math.round(degrees * PER_DEGREE);
    out.signed(now - last);
    last = now;
  }
}

function readPositions(
  from: ByteReader,
  count: number,
): { readonly lats: Float64Array; readonly lons: Float64Array } | undefined {
  const form = from.u8();
  const read = form === 1 ? readShort : readFloats;
  const [lats, lons] = [read(from, count), read(from, count)];
  return form < 2 && lats && lons ? { lats, lons } : undefined;
}

function readShort(from: ByteReader, count: number): Float64Array | undefined {
  const absent = readPlaces(from);
  const column = new Float64Array(count);
  let last = 0;
  for (let n = 0; n < count; n++) {
    last += from.signed();
    column[n] = last / PER_DEGREE;
  }
  for (const n of absent) column[n] = Number.NaN;
  return from.isPastEnd ? undefined : column;
}

function readFloats(from: ByteReader, count: number): Float64Array | undefined {
  const bytes = from.raw(count * 8);
  if (bytes.length < count * 8) return undefined;
  return littleEndian(new Float64Array(bytes.slice().buffer));
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function littleEndian(column: Float64Array): Float64Array {
  const copy = column.slice();
  if (IS_LITTLE_ENDIAN) return copy;
  const view = new DataView(copy.buffer);
  for (const [n, value] of column.entries()) view.setFloat64(n * 8, value, true);
  return copy;
}
