/**
 * DES (FIPS 46-3), for the deprecated security mode 2 only: a few old meters still send it, and its 56 bits
 * protect nothing. Decryption in CBC with a zero start block; written for size, not for speed.
 *
 * Tables number bits from 1 at the most significant end, as the standard prints them.
 */

const BLOCK_LENGTH = 8;
export const DES_KEY_LENGTH = 8;

const INITIAL =
  bits(`58 50 42 34 26 18 10 2 60 52 44 36 28 20 12 4 62 54 46 38 30 22 14 6 64 56 48 40 32 24 16 8
  57 49 41 33 25 17 9 1 59 51 43 35 27 19 11 3 61 53 45 37 29 21 13 5 63 55 47 39 31 23 15 7`);
const EXPANSION = bits(`32 1 2 3 4 5 4 5 6 7 8 9 8 9 10 11 12 13 12 13 14 15 16 17
  16 17 18 19 20 21 20 21 22 23 24 25 24 25 26 27 28 29 28 29 30 31 32 1`);
const PERMUTATION = bits(
  "16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10 2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25",
);
const CHOICE_1 = bits(`57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36
  63 55 47 39 31 23 15 7 62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4`);
const CHOICE_2 = bits(`14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2
  41 52 31 37 47 55 30 40 51 45 33 48 44 49 39 56 34 53 46 42 50 36 29 32`);
const SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** Eight substitution boxes, rows of 16 hexadecimal digits, four rows each. */
const BOXES: readonly string[] = [
  "E4D12FB83A6C5907 0F74E2D1A6CB9538 41E8D62BFC973A50 FC8249175B3EA06D",
  "F18E6B34972DC05A 3D47F28EC01A69B5 0E7BA4D158C6932F D8A13F42B67C05E9",
  "A09E63F51DC7B428 D709346A285ECBF1 D6498F30B12C5AE7 1AD069874FE3B52C",
  "7DE3069A1285BC4F D8B56F03472C1AE9 A690CB7DF13E5284 3F06A1D8945BC72E",
  "2C417AB6853FD0E9 EB2C47D150FA3986 421BAD78F9C5630E B8C71E2D6F09A453",
  "C1AF92680D34E75B AF427C9561DE0B38 9EF528C3704A1DB6 432C95FABE17608D",
  "4B2EF08D3C975A61 D0B7491AE35C2F86 14BDC37EAF680592 6BD814A7950FE23C",
  "D2846FB1A93E50C7 1FD8A374C56B0E92 7B419CE206ADF358 21E74A8DFC90356B",
].map((box) => box.replaceAll(" ", ""));

function bits(text: string): readonly number[] {
  return text.trim().split(/\s+/).map(Number);
}

type Bits = readonly number[];

const bitsOf = (bytes: Uint8Array, at: number): Bits =>
  Array.from({ length: BLOCK_LENGTH * 8 }, (_, i) => ((bytes[at + (i >> 3)] ?? 0) >> (7 - (i & 7))) & 1);

const select = (source: Bits, table: readonly number[]): Bits => table.map((place) => source[place - 1] ?? 0);

const exclusiveOr = (a: Bits, b: Bits): Bits => a.map((bit, i) => bit ^ (b[i] ?? 0));

const rotate = (half: Bits, by: number): Bits => [...half.slice(by), ...half.slice(0, by)];

/** Sixteen round keys of 48 bits. */
function roundKeysOf(key: Uint8Array): readonly Bits[] {
  const chosen = select(bitsOf(key, 0), CHOICE_1);
  let left: Bits = chosen.slice(0, 28);
  let right: Bits = chosen.slice(28);
  return SHIFTS.map((shift) => {
    left = rotate(left, shift);
    right = rotate(right, shift);
    return select([...left, ...right], CHOICE_2);
  });
}

/** Cipher function f: expansion, key, substitution, permutation. */
function mix(half: Bits, roundKey: Bits): Bits {
  const expanded = exclusiveOr(select(half, EXPANSION), roundKey);
  const substituted = BOXES.flatMap((box, n) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = expanded.slice(n * 6, n * 6 + 6);
    const value = Number.parseInt(box.charAt((a * 2 + f) * 16 + b * 8 + c * 4 + d * 2 + e), 16);
    return [value >> 3, (value >> 2) & 1, (value >> 1) & 1, value & 1];
  });
  return select(substituted, PERMUTATION);
}

/** Place of each bit before the initial permutation: the final one undoes it. */
const FINAL = INITIAL.map((_, i) => INITIAL.indexOf(i + 1) + 1);

function decryptBlock(roundKeys: readonly Bits[], block: Bits): Bits {
  const start = select(block, INITIAL);
  let left: Bits = start.slice(0, 32);
  let right: Bits = start.slice(32);
  for (const roundKey of roundKeys.toReversed()) {
    [left, right] = [right, exclusiveOr(left, mix(right, roundKey))];
  }
  return select([...right, ...left], FINAL);
}

/** Decrypts the whole blocks of a stretch in place, CBC with a zero start block. */
export function decryptDesCbc(
  key: Uint8Array,
  { bytes, at, length }: { readonly bytes: Uint8Array; readonly at: number; readonly length: number },
): void {
  const roundKeys = roundKeysOf(key);
  let chain: Bits = new Array<number>(BLOCK_LENGTH * 8).fill(0);
  for (let i = at; i + BLOCK_LENGTH <= at + length; i += BLOCK_LENGTH) {
    const cipher = bitsOf(bytes, i);
    const plain = exclusiveOr(decryptBlock(roundKeys, cipher), chain);
    for (let byte = 0; byte < BLOCK_LENGTH; byte++) {
      bytes[i + byte] = plain.slice(byte * 8, byte * 8 + 8).reduce((value, bit) => value * 2 + bit, 0);
    }
    chain = cipher;
  }
}
