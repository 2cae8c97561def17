/**
 * Apator AT-WMBUS-16-2 water meter (APA 05/06 and 05/07, CI 7A, mode 5). After the check bytes:
 *
 * | offset | field |
 * |---|---|
 * | 0 | marker 0F (80 in old units) |
 * | 1 | clock, four bytes, packing not known |
 * | 5 | fault bits, three bytes, meaning not known |
 * | 8… | registers: an id byte and a fixed number of data bytes each, in any order, FF ends them |
 * | last 2 | CRC of EN 13757 over all bytes before, most significant byte first (marker 0F) |
 *
 * Read: 10 total in litres, 43 days in service, 71–7C month ends in litres, newest first. Other
 * registers are skipped by their length; an id nobody knows ends the reading.
 */
import { crcEn13757 } from "../bytes/crc.ts";
import { readU16, readU16Be, readU32 } from "../bytes/cursor.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { countValue, volumeValue } from "./payload-values.ts";

const REGISTERS_AT = 8;
const MARKER_WITH_CRC = 0x0f;
const END = 0xff;
const LITRE = -3;
const BLOCK_LENGTH = 16;
const CHECK_LENGTH = 2;

/** Data bytes by register id. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [0x00, 4],
  [0x01, 3],
  [0x10, 4],
  [0x11, 2],
  [0x40, 6],
  [0x41, 2],
  [0x42, 4],
  [0x43, 2],
  [0x44, 3],
  ...range(0x71, 0x7c, (id) => 1 + 4 * (id - 0x70 + 1)),
  ...range(0x80, 0x84, () => 10),
  [0x85, 11],
  [0x86, 10],
  [0x87, 10],
  [0x88, 11],
  [0x8a, 9],
  [0x8b, 6],
  [0x8c, 6],
  [0x8e, 7],
  [0x8f, 11],
  [0xa0, 4],
  [0xa1, 4],
  [0xa2, 1],
  [0xa3, 7],
  [0xa4, 4],
  [0xa5, 1],
  [0xa6, 3],
  [0xa7, 2],
  [0xa8, 2],
  [0xa9, 1],
  ...range(0xaa, 0xad, () => 2),
  [0xaf, 1],
  [0xb0, 5],
  [0xb1, 8],
  [0xb2, 16],
  [0xb3, 8],
  [0xb4, 2],
  [0xb5, 16],
  ...range(0xb6, 0xbf, () => 3),
  ...range(0xc0, 0xc7, () => 3),
  [0xd0, 3],
  [0xd3, 3],
  [0xf0, 4],
]);

function range(first: number, last: number, lengthOf: (id: number) => number): readonly [number, number][] {
  return Array.from({ length: last - first + 1 }, (_, n) => [first + n, lengthOf(first + n)]);
}

export const apator162: PayloadCodec = {
  name: "apator-162",
  scope: "payload",
  read({ transport, first, length }) {
    const { plain, config } = transport;
    // Behind the cipher blocks some receivers leave two bytes of a radio CRC.
    const blocks = ((config >> 4) & 0x0f) * BLOCK_LENGTH - CHECK_LENGTH;
    const end = first + (blocks > 0 ? Math.min(length, blocks) : length);
    if (end - first < REGISTERS_AT) return undefined;
    const isDamaged =
      plain[first] === MARKER_WITH_CRC &&
      crcEn13757(plain, { from: first, to: end - 2 }) !== readU16Be(plain, end - 2);
    return {
      values: registerValues(plain, first + REGISTERS_AT, end),
      status: [],
      warnings: isDamaged ? ["maker-crc-wrong"] : [],
    };
  },
};

function registerValues(bytes: Uint8Array, first: number, end: number): readonly PayloadValue[] {
  const values: PayloadValue[] = [];
  let at = first;
  while (at < end && bytes[at] !== END) {
    const id = bytes[at] ?? END;
    const length = LENGTHS.get(id);
    if (length === undefined || at + 1 + length > end) break;
    values.push(...valuesOfRegister(bytes, at + 1, id));
    at += 1 + length;
  }
  return values;
}

function valuesOfRegister(bytes: Uint8Array, at: number, id: number): readonly PayloadValue[] {
  const litres = (name: string, place: number): PayloadValue =>
    volumeValue(name, { digits: readU32(bytes, place), exponent: LITRE }, [place, 4]);
  if (id === 0x10) return [litres("total", at)];
  if (id === 0x43)
    return [countValue("days_in_service", { digits: readU16(bytes, at), exponent: 0 }, [at, 2])];
  if (id < 0x71 || id > 0x7c) return [];
  return Array.from({ length: id - 0x70 + 1 }, (_, n) => litres(`history_${n + 1}`, at + 1 + 4 * n));
}
