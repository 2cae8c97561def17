/**
 * Reads and writes of little-endian numbers (`…Be`: big-endian) at a place in bytes. Reads beyond the
 * end give zero bits and never throw: each caller checks once that a whole header or record is there,
 * then reads its fields.
 */

/** One byte, 0–255. */
export const readU8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Two bytes, least significant first, unsigned. */
export const readU16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Four bytes, least significant first, unsigned. */
export const readU32 = (bytes: Uint8Array, at: number): number =>
  (readU16(bytes, at) | (readU16(bytes, at + 2) << 16)) >>> 0;

/** Two bytes, most significant first, unsigned. */
export const readU16Be = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Four bytes, most significant first, unsigned. */
export const readU32Be = (bytes: Uint8Array, at: number): number =>
  ((readU16Be(bytes, at) << 16) | readU16Be(bytes, at + 2)) >>> 0;

/** The two bytes of a number, least significant first. */
export const bytesOfU16 = (value: number): readonly [number, number] => [value & 0xff, (value >> 8) & 0xff];

/** The four bytes of a number, least significant first. */
export const bytesOfU32 = (value: number): readonly [number, number, number, number] => [
  value & 0xff,
  (value >>> 8) & 0xff,
  (value >>> 16) & 0xff,
  value >>> 24,
];

/** All parts in a row, in a new array. */
export function concatBytes(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Same length and same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
