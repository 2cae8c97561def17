import { crc32 } from "node:zlib";
import { type Hearing, LINKS } from "../../shared/model/hearing.ts";
import type { JournalEntry } from "../ports.ts";

/**
 * One hearing as bytes in a journal segment. All numbers little-endian.
 *
 * | bytes | what |
 * |---|---|
 * | 4 | length n of the body |
 * | 4 | CRC-32 (IEEE 802.3) of the body |
 * | n | body |
 *
 * Body:
 *
 * | bytes | what |
 * |---|---|
 * | 8 | sequence number |
 * | 1 | flags: bits 0–1 link (index into `LINKS`), bit 2 RSSI as one byte, bit 3 RSSI as float, bit 4 position |
 * | 1 or 8 | RSSI in dBm: signed byte where it is a whole number, else float64; absent without bit 2 or 3 |
 * | 16 | latitude and longitude, float64 each; absent without bit 4 |
 * | 8 | time of reception, UTC milliseconds, float64 |
 * | 1 | length r of the receiver's name in bytes |
 * | r | receiver, UTF-8 |
 * | rest | bytes as received |
 *
 * From the time on the body is the hearing's identity: two hearings are one when these bytes are equal.
 */
export const RECORD_HEAD_BYTES = 8;
/** A link-layer frame has at most 291 bytes with its checksums; this is far beyond any. */
export const MAX_FRAME_BYTES = 65_000;
/** A length beyond this is damage. */
export const MAX_BODY_BYTES = 1 << 16;

const LINK_BITS = 0b11;
const RSSI_BYTE = 0b100;
const RSSI_FLOAT = 0b1000;
const POSITION = 0b10000;
const MAX_NAME_BYTES = 255;

export function encodeRecord(seq: number, hearing: Hearing): Buffer {
  const name = Buffer.from(hearing.receiver, "utf8").subarray(0, MAX_NAME_BYTES);
  const flags = flagsOf(hearing);
  const identityAt = RECORD_HEAD_BYTES + identityOffset(flags);
  const record = Buffer.allocUnsafe(identityAt + 9 + name.length + hearing.bytes.length);
  record.writeUInt32LE(seq % 2 ** 32, 8);
  record.writeUInt32LE(Math.floor(seq / 2 ** 32), 12);
  record[16] = flags;
  let at = 17;
  if (flags & RSSI_BYTE) at = record.writeInt8(hearing.rssiDbm ?? 0, at);
  if (flags & RSSI_FLOAT) at = record.writeDoubleLE(hearing.rssiDbm ?? 0, at);
  if (hearing.position) {
    at = record.writeDoubleLE(hearing.position.lat, at);
    at = record.writeDoubleLE(hearing.position.lon, at);
  }
  at = record.writeDoubleLE(hearing.rxAtMs, at);
  record[at] = name.length;
  record.set(name, at + 1);
  record.set(hearing.bytes, at + 1 + name.length);
  record.writeUInt32LE(record.length - RECORD_HEAD_BYTES, 0);
  record.writeUInt32LE(crc32(record.subarray(RECORD_HEAD_BYTES)), 4);
  return record;
}

function flagsOf(hearing: Hearing): number {
  const { rssiDbm } = hearing;
  let flags = LINKS.indexOf(hearing.link) & LINK_BITS;
  if (rssiDbm !== undefined) {
    flags |= Number.isInteger(rssiDbm) && rssiDbm >= -128 && rssiDbm <= 127 ? RSSI_BYTE : RSSI_FLOAT;
  }
  return hearing.position ? flags | POSITION : flags;
}

/** Where in a body with these flags the identity begins. */
const identityOffset = (flags: number): number =>
  9 + (flags & RSSI_BYTE ? 1 : 0) + (flags & RSSI_FLOAT ? 8 : 0) + (flags & POSITION ? 16 : 0);

/** The body of the record at `at`, when it is whole and its checksum fits. */
export function bodyAt(bytes: Buffer, at: number): Buffer | undefined {
  if (at + RECORD_HEAD_BYTES > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  const end = at + RECORD_HEAD_BYTES + length;
  if (length < MIN_BODY_BYTES || length > MAX_BODY_BYTES || end > bytes.length) return undefined;
  const body = bytes.subarray(at + RECORD_HEAD_BYTES, end);
  return crc32(body) === bytes.readUInt32LE(at + 4) ? body : undefined;
}

const MIN_BODY_BYTES = 18;

export const seqOf = (body: Buffer): number => body.readUInt32LE(0) + body.readUInt32LE(4) * 2 ** 32;

export const identityOf = (body: Buffer): Buffer => body.subarray(identityOffset(body[8] ?? 0));

export const rxAtMsOf = (body: Buffer): number => identityOf(body).readDoubleLE(0);

export function decodeBody(body: Buffer): JournalEntry {
  const flags = body[8] ?? 0;
  const identity = identityOf(body);
  const nameEnd = 9 + (identity[8] ?? 0);
  const positionAt = identityOffset(flags) - 16;
  return {
    seq: seqOf(body),
    rxAtMs: identity.readDoubleLE(0),
    receiver: identity.toString("utf8", 9, nameEnd),
    link: LINKS[flags & LINK_BITS] ?? "wmbus",
    bytes: Uint8Array.from(identity.subarray(nameEnd)),
    ...(flags & RSSI_BYTE ? { rssiDbm: body.readInt8(9) } : {}),
    ...(flags & RSSI_FLOAT ? { rssiDbm: body.readDoubleLE(9) } : {}),
    ...(flags & POSITION
      ? { position: { lat: body.readDoubleLE(positionAt), lon: body.readDoubleLE(positionAt + 8) } }
      : {}),
  };
}
