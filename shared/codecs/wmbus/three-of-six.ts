/**
 * 3-of-6 coding of mode T1 (EN 13757-4): every nibble is sent as six bits of which three are set,
 * most significant bit first, high nibble first. Receivers decode it; raw bit recordings need it here.
 */
import { err, ok, type Result } from "../../model/result.ts";
import type { DecodeError } from "../decode-error.ts";

/** Six-bit symbol of each nibble. */
const SYMBOLS: readonly number[] = [
  0x16, 0x0d, 0x0e, 0x0b, 0x1c, 0x19, 0x1a, 0x13, 0x2c, 0x25, 0x26, 0x23, 0x34, 0x31, 0x32, 0x29,
];

const INVALID = 0xff;
const NIBBLES = Uint8Array.from({ length: 64 }, (_, symbol) => {
  const nibble = SYMBOLS.indexOf(symbol);
  return nibble < 0 ? INVALID : nibble;
});

const SYMBOL_BITS = 6;

/** Symbols of all bytes, packed without gaps; the last byte is filled up with zero bits. */
export function encodeThreeOfSix(bytes: Uint8Array): Uint8Array {
  const coded = new Uint8Array(Math.ceil((bytes.length * 2 * SYMBOL_BITS) / 8));
  let position = 0;
  for (const byte of bytes) {
    for (const nibble of [byte >> 4, byte & 0x0f]) {
      const symbol = SYMBOLS[nibble] ?? 0;
      for (let bit = SYMBOL_BITS - 1; bit >= 0; bit--, position++) {
        if ((symbol >> bit) & 1)
          coded[position >> 3] = (coded[position >> 3] ?? 0) | (0x80 >> (position & 7));
      }
    }
  }
  return coded;
}

/**
 * Bytes of packed symbols; bits behind the last whole byte are left out. A group that is no symbol is a
 * reception error: `offset` is the decoded byte it belongs to.
 */
export function decodeThreeOfSix(coded: Uint8Array): Result<Uint8Array, DecodeError> {
  const bytes = new Uint8Array(Math.floor((coded.length * 8) / (2 * SYMBOL_BITS)));
  let position = 0;
  for (let at = 0; at < bytes.length; at++) {
    const high = NIBBLES[symbolAt(coded, position)] ?? INVALID;
    const low = NIBBLES[symbolAt(coded, position + SYMBOL_BITS)] ?? INVALID;
    if (high === INVALID || low === INVALID) return err({ kind: "wrong-symbol", layer: "link", offset: at });
    bytes[at] = (high << 4) | low;
    position += 2 * SYMBOL_BITS;
  }
  return ok(bytes);
}

/** Six bits from bit `position`, the most significant first. */
function symbolAt(coded: Uint8Array, position: number): number {
  const at = position >> 3;
  const word = ((coded[at] ?? 0) << 8) | (coded[at + 1] ?? 0);
  return (word >> (16 - SYMBOL_BITS - (position & 7))) & 0x3f;
}
