import { BitReader } from "./bit-reader.ts";
import type { ByteReader } from "./byte-reader.ts";
import { decodeSeries, readResiduals } from "./decode-series.ts";
import { sumRiceGroups, unfolded } from "./rice-groups.ts";
import { KINDS, MODE, PLAIN_RANGE, Scratch } from "./series-layout.ts";

/** A column of so many rows, and its first number. */
export interface SeriesPlace {
  readonly rows: number;
  readonly first: number;
}

/** Of the column that `decodeSeries` gives the rows `wanted` alone, ascending. */
export function decodeSeriesRows(
  input: ByteReader,
  { rows, first }: SeriesPlace,
  wanted: Int32Array,
): Float64Array {
  const start = input.at;
  const mode = input.u8();
  const kind = mode & MODE.kind;
  const isPlain = kind === KINDS.level || (mode & (MODE.presence | MODE.plain)) !== 0;
  if (!isPlain && kind !== KINDS.bend) {
    const rule = { first, base: input.signed(), isSigned: (mode & MODE.signed) !== 0 };
    if (kind === KINDS.value) return pickValues(readResiduals(input, mode, rows - 1), rule, wanted);
    if (isExactInParts(rule, rows)) return sumSteps(input, { mode, rows, ...rule }, wanted);
  }
  input.at = start;
  return pick(decodeSeries(input, rows, first, whole.take(rows).subarray(0, rows)), wanted);
}

const whole = new Scratch();

/** Some rows of a column. */
export function pick(column: Float64Array, wanted: Int32Array): Float64Array {
  const out = new Float64Array(wanted.length);
  for (let at = 0; at < wanted.length; at++) out[at] = column[wanted[at] ?? 0] ?? Number.NaN;
  return out;
}

interface Rule {
  readonly first: number;
  readonly base: number;
  readonly isSigned: boolean;
}

function pickValues(
  residuals: Float64Array,
  { first, base, isSigned }: Rule,
  wanted: Int32Array,
): Float64Array {
  const out = new Float64Array(wanted.length);
  const level = first + base;
  for (let at = 0; at < wanted.length; at++) {
    const row = wanted[at] ?? 0;
    const residual = residuals[row - 1] ?? 0;
    out[at] = row === 0 ? first : level + (isSigned ? unfolded(residual) : residual);
  }
  return out;
}

const bits = new BitReader(new Uint8Array());

function sumSteps(
  input: ByteReader,
  { mode, rows, first, base, isSigned }: Rule & { readonly mode: number; readonly rows: number },
  wanted: Int32Array,
): Float64Array {
  const isStraight = (mode & MODE.straight) !== 0;
  const of = { count: rows - 1, isSigned };
  const sums = isStraight
    ? new Float64Array(wanted.length)
    : sumRiceGroups(bits.start(input.bytes.subarray(input.at)), of, wanted);
  if (!isStraight) input.at += bits.bytesRead;
  for (let at = 0; at < wanted.length; at++) sums[at] = first + base * (wanted[at] ?? 0) + (sums[at] ?? 0);
  return sums;
}

/** Whether the sum of a column's residuals is exact by itself, without the numbers it is to be added to. */
const isExactInParts = ({ first, base }: Rule, rows: number): boolean =>
  Math.abs(first) < PLAIN_RANGE && Math.abs(base) * rows < PLAIN_RANGE;
