/**
 * Checksums of every layer below the records.
 *
 * | used by                                   | polynomial | start  | reflected | final xor |
 * | ----------------------------------------- | ---------- | ------ | --------- | --------- |
 * | wM-Bus blocks, ELL, compact frames        | 0x3D65     | 0x0000 | no        | 0xFFFF    |
 * | KMP frames                                | 0x1021     | 0x0000 | no        | 0x0000    |
 * | iM871A and iU891A host interfaces         | 0x1021     | 0xFFFF | yes       | 0xFFFF    |
 *
 * Wired M-Bus sums bytes (FT1.2, EN 13757-2), AMB8465 xors them. Byte order on the wire is the
 * frame's matter, not this file's.
 */

/** A stretch of bytes: from `from` (inclusive) to `to` (exclusive). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const WIDTH_MASK = 0xff_ff;
const TOP_BIT = 0x80_00;

function makeTable(polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let register = byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      register = register & TOP_BIT ? (register << 1) ^ polynomial : register << 1;
    }
    return register & WIDTH_MASK;
  });
}

function makeReflectedTable(polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let register = byte;
    for (let bit = 0; bit < 8; bit++) {
      register = register & 1 ? (register >> 1) ^ polynomial : register >> 1;
    }
    return register;
  });
}

const EN_13757 = makeTable(0x3d_65);
const XMODEM = makeTable(0x10_21);
const X25 = makeReflectedTable(0x84_08);

/** CRC of EN 13757-4 (check value `C2B7`) over a stretch of `bytes`. */
export function crcEn13757(bytes: Uint8Array, { from, to }: Stretch): number {
  let register = 0;
  for (let i = from; i < to; i++) {
    register = ((register << 8) & WIDTH_MASK) ^ (EN_13757[(register >> 8) ^ (bytes[i] ?? 0)] ?? 0);
  }
  return register ^ WIDTH_MASK;
}

/** CRC of KMP frames (CRC-16/XMODEM, check value `31C3`); over data and CRC together it is 0. */
export function crcKmp(bytes: Uint8Array, { from, to }: Stretch): number {
  let register = 0;
  for (let i = from; i < to; i++) {
    register = ((register << 8) & WIDTH_MASK) ^ (XMODEM[(register >> 8) ^ (bytes[i] ?? 0)] ?? 0);
  }
  return register;
}

/** CRC of the IMST host interfaces (CRC-16/X-25, check value `906E`). */
export function crcX25(bytes: Uint8Array, { from, to }: Stretch): number {
  let register = WIDTH_MASK;
  for (let i = from; i < to; i++) {
    register = (register >> 8) ^ (X25[(register ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  }
  return register ^ WIDTH_MASK;
}

/** Sum modulo 256, the FT1.2 checksum of wired M-Bus (EN 13757-2). */
export function sumOfBytes(bytes: Uint8Array, { from, to }: Stretch): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += bytes[i] ?? 0;
  return sum & 0xff;
}

/** Exclusive or of all bytes, the checksum of the AMB8465 command interface. */
export function xorOfBytes(bytes: Uint8Array, { from, to }: Stretch): number {
  let result = 0;
  for (let i = from; i < to; i++) result ^= bytes[i] ?? 0;
  return result;
}
