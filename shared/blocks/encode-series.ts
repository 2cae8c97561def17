import { BitWriter } from "./bit-writer.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { maxRiceBits, writeRiceGroups } from "./rice-groups.ts";
import type { SeriesScan } from "./scan-series.ts";
import { KINDS, type Kind, MODE, PLAIN_RANGE, Scratch } from "./series-layout.ts";

/** Writes a column without its first number, which the caller keeps (`series-layout.ts`). */
export function encodeSeries(column: Float64Array, scan: SeriesScan, out: ByteWriter): void {
  const modeAt = out.at;
  out.u8(0);
  let mode = scan.count === column.length ? 0 : writePresence(column, out);
  if (scan.min === scan.max) mode |= KINDS.level;
  else if (scan.max - scan.min >= PLAIN_RANGE) {
    mode |= KINDS.step | MODE.plain;
    writePlain(scan, out);
  } else {
    mode |= writeResiduals(scan, choosePlan(scan), out);
  }
  out.bytes[modeAt] = mode;
}

interface Plan {
  readonly kind: Kind;
  readonly isSigned: boolean;
  readonly base: number;
}

const bits = new BitWriter();
const residuals = new Scratch();

function writeResiduals(scan: SeriesScan, plan: Plan, out: ByteWriter): number {
  const count = scan.count - (plan.kind === KINDS.bend ? 2 : 1);
  const numbers = residuals.take(count);
  fillResiduals(scan, plan, numbers);
  if (plan.isSigned) fold(numbers, count);
  out.signed(plan.base);
  const mode = plan.kind | (plan.isSigned ? MODE.signed : 0);
  if (isAllZero(numbers, count)) return mode | MODE.straight;
  bits.start(maxRiceBits(count));
  writeRiceGroups(numbers, count, bits);
  out.raw(bits.finish());
  return mode;
}

function fillResiduals({ numbers, count }: SeriesScan, plan: Plan, out: Float64Array): void {
  let before = numbers[0] ?? 0;
  if (plan.kind === KINDS.value) {
    const level = before + plan.base;
    for (let at = 1; at < count; at++) out[at - 1] = (numbers[at] ?? 0) - level;
  } else if (plan.kind === KINDS.step) {
    for (let at = 1; at < count; at++) {
      const number = numbers[at] ?? 0;
      out[at - 1] = number - before - plan.base;
      before = number;
    }
  } else {
    let step = plan.base;
    before += step;
    for (let at = 2; at < count; at++) {
      const number = numbers[at] ?? 0;
      out[at - 2] = number - before - step;
      step = number - before;
      before = number;
    }
  }
}

function fold(numbers: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const number = numbers[at] ?? 0;
    numbers[at] = number < 0 ? -2 * number - 1 : 2 * number;
  }
}

function isAllZero(numbers: Float64Array, count: number): boolean {
  for (let at = 0; at < count; at++) if (numbers[at] !== 0) return false;
  return true;
}

/** Numbers looked at to choose a plan; a choice that is not the best still decodes exactly. */
const SAMPLES = 128;

/** The plan that needs the fewest bits for a sample of the numbers. */
function choosePlan(scan: SeriesScan): Plan {
  const { numbers, count, first, min, minStep } = scan;
  const stride = Math.max(1, Math.floor((count - 1) / SAMPLES));
  const middle = medianOf(numbers, { from: 1, count, stride, lag: 0 });
  const middleStep = medianOf(numbers, { from: 1, count, stride, lag: 1 });
  let above = 0;
  let around = 0;
  let rising = 0;
  let stepping = 0;
  let bending = 0;
  for (let at = 2; at < count; at += stride) {
    const number = numbers[at] ?? 0;
    const before = numbers[at - 1] ?? 0;
    const step = number - before;
    above += bitLength(number - min);
    around += bitLength(2 * Math.abs(number - middle));
    rising += bitLength(step - minStep);
    stepping += bitLength(2 * Math.abs(step - middleStep));
    bending += bitLength(2 * Math.abs(step - before + (numbers[at - 2] ?? 0)));
  }
  const least = Math.min(above, around, rising, stepping, bending);
  if (bending === least && count > 2) {
    return { kind: KINDS.bend, isSigned: true, base: (numbers[1] ?? 0) - first };
  }
  if (rising === least) return { kind: KINDS.step, isSigned: false, base: minStep };
  if (stepping === least) return { kind: KINDS.step, isSigned: true, base: middleStep };
  if (above === least) return { kind: KINDS.value, isSigned: false, base: min - first };
  return { kind: KINDS.value, isSigned: true, base: middle - first };
}

const bitLength = (number: number): number =>
  number < 2 ** 32 ? 32 - Math.clz32(number) : 64 - Math.clz32(number / 2 ** 32);

const MEDIAN_OF = 32;
const medianSample = new Float64Array(MEDIAN_OF);

interface Sampling {
  readonly from: number;
  readonly count: number;
  readonly stride: number;
  /** 0 for the numbers themselves, 1 for their steps. */
  readonly lag: number;
}

/** Middle one of up to 32 numbers (or steps) spread over the column. */
function medianOf(numbers: Float64Array, { from, count, stride, lag }: Sampling): number {
  let taken = 0;
  for (let at = from; at < count && taken < MEDIAN_OF; at += stride * (SAMPLES / MEDIAN_OF)) {
    const before = lag === 0 ? 0 : (numbers[at - 1] ?? 0);
    medianSample[taken] = (numbers[at] ?? 0) - before;
    taken += 1;
  }
  return medianSample.subarray(0, taken).sort()[taken >> 1] ?? 0;
}

function writePlain({ numbers, count }: SeriesScan, out: ByteWriter): void {
  for (let at = 1; at < count; at++) {
    const step = BigInt(numbers[at] ?? 0) - BigInt(numbers[at - 1] ?? 0);
    let rest = step < 0n ? -2n * step - 1n : 2n * step;
    while (rest >= 0x80n) {
      out.u8(Number(rest % 0x80n) | 0x80);
      rest /= 0x80n;
    }
    out.u8(Number(rest));
  }
}

/** Which rows have a number, in the shorter of the two forms; gives its mode bits. */
function writePresence(column: Float64Array, out: ByteWriter): number {
  const runs = runsOf(column);
  const bitmapBytes = Math.ceil(column.length / 8);
  if (runs.length <= bitmapBytes) {
    out.varint(runs.length);
    for (const run of runs) out.varint(run);
    return MODE.presenceRuns;
  }
  const bitmap = new Uint8Array(bitmapBytes);
  for (let row = 0; row < column.length; row++) {
    if (!Number.isNaN(column[row])) bitmap[row >> 3] = (bitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  out.raw(bitmap);
  return MODE.presenceBits;
}

function runsOf(column: Float64Array): number[] {
  const runs: number[] = [];
  let isPresent = true;
  let length = 0;
  for (let row = 0; row < column.length; row++) {
    if (Number.isNaN(column[row]) === isPresent) {
      runs.push(length);
      length = 0;
      isPresent = !isPresent;
    }
    length += 1;
  }
  runs.push(length);
  return runs;
}
