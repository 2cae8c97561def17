import { deflateSync } from "node:zlib";
import { zxyToTileId } from "pmtiles";

export interface MadeTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

const HEADER_BYTES = 127;
const NO_COMPRESSION = 1;
const PNG = 2;

/**
 * A file of tiles after the published layout of PMTiles, version 3: a header of 127 bytes, one root directory, metadata,
 * and the tiles in the order of their ids; nothing is compressed.
 */
export function makePmtiles(tiles: readonly MadeTile[]): Uint8Array {
  const ordered = tiles
    .map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
    .sort((a, b) => a.id - b.id);
  const directory = Uint8Array.from([
    ...varint(ordered.length),
    ...ordered.flatMap(({ id }, n) => varint(id - (ordered[n - 1]?.id ?? 0))),
    ...ordered.flatMap(() => varint(1)),
    ...ordered.flatMap(({ bytes }) => varint(bytes.length)),
    // The first at 0, written as 1; each other one right behind the one before it.
    ...ordered.flatMap((_, n) => varint(n === 0 ? 1 : 0)),
  ]);
  const metadata = new TextEncoder().encode("{}");
  const size = ordered.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles", 0, "ascii");
  header[7] = 3;
  const metadataAt = HEADER_BYTES + directory.length;
  const dataAt = metadataAt + metadata.length;
  const places = [HEADER_BYTES, directory.length, metadataAt, metadata.length, dataAt, 0, dataAt, size];
  for (const [n, place] of places.entries()) header.writeBigUInt64LE(BigInt(place), 8 + n * 8);
  for (const [n, count] of [tiles.length, tiles.length, tiles.length].entries())
    header.writeBigUInt64LE(BigInt(count), 72 + n * 8);
  const zooms = tiles.map(({ z }) => z);
  header[96] = 1;
  header[97] = NO_COMPRESSION;
  header[98] = NO_COMPRESSION;
  header[99] = PNG;
  header[100] = Math.min(...zooms);
  header[101] = Math.max(...zooms);
  header.writeInt32LE(-1_800_000_000, 102);
  header.writeInt32LE(-850_000_000, 106);
  header.writeInt32LE(1_800_000_000, 110);
  header.writeInt32LE(850_000_000, 114);
  return Buffer.concat([header, directory, metadata, ...ordered.map(({ bytes }) => bytes)]);
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

function chunkOf(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), content]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return framed;
}

/** A picture of 256 by 256 pixels of one colour. */
export function makePicture([red, green, blue]: readonly [number, number, number]): Uint8Array {
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.from(Array.from({ length: 256 }, () => [red, green, blue]).flat()),
  ]);
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunkOf("IHDR", head),
    chunkOf("IDAT", deflateSync(Buffer.concat(new Array<Buffer>(256).fill(row)))),
    chunkOf("IEND", Buffer.alloc(0)),
  ]);
}
