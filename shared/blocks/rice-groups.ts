import { type BitReader, bitsAt } from "./bit-reader.ts";
import type { BitWriter } from "./bit-writer.ts";

/**
 * Whole numbers ≥ 0 as bits: Rice codes in groups of 64, each group with the parameter that fits it,
 * so quiet hours cost little and busy ones no more than they must. A group:
 *
 * | bits | what |
 * |---|---|
 * | 5 | k, 0 … 30; 31 means every number of the group is 0 and nothing follows |
 * | then for each number z | |
 * | q + 1 | q = z div 2^k as q zeros and a one, where q < 23 |
 * | k | z mod 2^k, low bits first |
 * | or 24 + 54 | 23 zeros and a one, then z itself, low bits first, where q ≥ 23 or z ≥ 2^31 |
 */
const GROUP = 64;
const ALL_ZERO = 31;
const MAX_K = 30;
const ESCAPE = 23;
const FAST_LIMIT = 2 ** 31;
const CHUNK_BITS = 18;
const CHUNK = 2 ** CHUNK_BITS;

/** Bits that `count` numbers cannot exceed. */
export const maxRiceBits = (count: number): number => count * 78 + Math.ceil(count / GROUP) * 5;

/** Writes `numbers[0 … count)`; each below 2^54. */
export function writeRiceGroups(numbers: Float64Array, count: number, out: BitWriter): void {
  for (let from = 0; from < count; from += GROUP) {
    const to = Math.min(from + GROUP, count);
    const k = chooseParameter(numbers, from, to);
    out.put(k, 5);
    if (k !== ALL_ZERO) writeGroup(numbers.subarray(from, to), k, out);
  }
}

function writeGroup(numbers: Float64Array, k: number, out: BitWriter): void {
  const mask = (1 << k) - 1;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] ?? 0;
    const z = number | 0;
    const quotient = z >> k;
    if (number >= FAST_LIMIT || quotient >= ESCAPE) {
      writeEscaped(number, out);
    } else if (quotient + k < 31) {
      out.put(((((z & mask) << 1) | 1) << quotient) | 0, quotient + 1 + k);
    } else {
      out.put(1 << quotient, quotient + 1);
      out.put(z & mask, k);
    }
  }
}

function writeEscaped(number: number, out: BitWriter): void {
  out.put(1 << ESCAPE, ESCAPE + 1);
  for (let chunk = 0, rest = number; chunk < 3; chunk++) {
    out.put(rest % CHUNK, CHUNK_BITS);
    rest = Math.floor(rest / CHUNK);
  }
}

/** The k that codes numbers of this mean shortest when small ones are likelier than large ones. */
function chooseParameter(numbers: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += numbers[index] ?? 0;
  if (sum === 0) return ALL_ZERO;
  const scaled = Math.floor((sum / (to - from)) * MEAN_TO_STEP);
  return scaled >= 2 ** MAX_K ? MAX_K : 31 - Math.clz32(scaled | 1);
}

/** ln 2 rounded up a little: what a geometric distribution of that mean wants of 2^k. */
const MEAN_TO_STEP = 0.8;

/** Reads `count` numbers into `numbers`. The common case goes by the words alone: this is where decoding spends its time. */
export function readRiceGroups(numbers: Float64Array, count: number, input: BitReader): void {
  const { words } = input;
  for (let from = 0; from < count; from += GROUP) {
    const to = Math.min(from + GROUP, count);
    const k = input.take(5);
    if (k === ALL_ZERO) {
      numbers.fill(0, from, to);
      continue;
    }
    const mask = (1 << k) - 1;
    const shortest = Math.min(ESCAPE, 31 - k);
    let at = input.at;
    for (let index = from; index < to; index++) {
      const next = bitsAt(words, at);
      const quotient = 31 - Math.clz32(next & -next);
      if (quotient >= 0 && quotient < shortest) {
        numbers[index] = (quotient << k) | ((next >>> (quotient + 1)) & mask);
        at += quotient + 1 + k;
      } else {
        input.at = at;
        numbers[index] = readLong(input, quotient, k);
        at = input.at;
      }
    }
    input.at = at;
  }
}

/**
 * Of `count` numbers `sums[i]` is the sum of the first `wanted[i]` (ascending): as `readRiceGroups` and adding up, in one go.
 * Signed numbers are unfolded (`series-layout.ts`) first.
 */
export function sumRiceGroups(
  input: BitReader,
  { count, isSigned }: { readonly count: number; readonly isSigned: boolean },
  wanted: Int32Array,
): Float64Array {
  const sums = new Float64Array(wanted.length);
  let total = 0;
  let next = 0;
  for (let from = 0; from < count; from += GROUP) {
    const rows = Math.min(GROUP, count - from);
    const k = input.take(5);
    if (k === ALL_ZERO) groupSums.fill(0);
    else sumGroup(input, { rows, k, sign: isSigned ? 1 : 0 });
    for (; (wanted[next] ?? Number.POSITIVE_INFINITY) <= from + rows; next++)
      sums[next] = total + (groupSums[(wanted[next] ?? 0) - from] ?? 0);
    total += groupSums[rows] ?? 0;
  }
  return sums;
}

/** Sums of the first 0, 1, 2 … numbers of a group. */
const groupSums = new Float64Array(GROUP + 1);
/** With a larger k a group's sum may be beyond 31 bits. */
const MAX_SUMMED_K = 19;

function sumGroup(
  input: BitReader,
  { rows, k, sign }: { readonly rows: number; readonly k: number; readonly sign: 0 | 1 },
): void {
  const { words } = input;
  const mask = (1 << k) - 1;
  const shortest = k > MAX_SUMMED_K ? 0 : Math.min(ESCAPE, 31 - k);
  let long = 0;
  let sum = 0;
  let at = input.at;
  for (let row = 1; row <= rows; row++) {
    const next = bitsAt(words, at);
    const quotient = 31 - Math.clz32(next & -next);
    if (quotient >= 0 && quotient < shortest) {
      const number = (quotient << k) | ((next >>> (quotient + 1)) & mask);
      sum += (number >> sign) ^ -(number & sign);
      at += quotient + 1 + k;
    } else {
      input.at = at;
      const number = readLong(input, quotient, k);
      long += sign ? unfolded(number) : number;
      at = input.at;
    }
    groupSums[row] = long + sum;
  }
  input.at = at;
}

/** The residual that was folded (`series-layout.ts`). */
export function unfolded(number: number): number {
  if (number < FAST_LIMIT) {
    const bits = number | 0;
    return (bits >>> 1) ^ -(bits & 1);
  }
  const half = Math.floor(number / 2);
  return number === 2 * half ? half : -half - 1;
}

/** A number that does not fit into 32 bits together with its length. */
function readLong(input: BitReader, quotient: number, k: number): number {
  if (quotient === ESCAPE || quotient < 0) {
    input.at += ESCAPE + 1;
    return readEscaped(input);
  }
  input.at += quotient + 1;
  return quotient * 2 ** k + input.take(k);
}

function readEscaped(input: BitReader): number {
  const low = input.take(CHUNK_BITS);
  const middle = input.take(CHUNK_BITS);
  return low + middle * CHUNK + input.take(CHUNK_BITS) * CHUNK * CHUNK;
}
