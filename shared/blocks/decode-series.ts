import { BitReader } from "./bit-reader.ts";
import type { ByteReader } from "./byte-reader.ts";
import { readRiceGroups, unfolded } from "./rice-groups.ts";
import { KINDS, type Kind, MODE, Scratch } from "./series-layout.ts";

/**
 * The column of `rows` rows that `encodeSeries` wrote; NaN where a row has nothing. It is written into `column`, of
 * that length, where one is given.
 */
export function decodeSeries(
  input: ByteReader,
  rows: number,
  first: number,
  column: Float64Array = new Float64Array(rows),
): Float64Array {
  const mode = input.u8();
  const present = readPresence(input, mode, rows);
  if (!present) {
    if (rows > 0) readNumbers(input, { mode, first }, column);
    return column;
  }
  if (present.count === 0) return column.fill(Number.NaN);
  const dense = new Float64Array(present.count);
  readNumbers(input, { mode, first }, dense);
  return spread(dense, present.isPresent, column);
}

interface Header {
  readonly mode: number;
  readonly first: number;
}

function readNumbers(input: ByteReader, { mode, first }: Header, out: Float64Array): void {
  const kind = mode & MODE.kind;
  out[0] = first;
  if (kind === KINDS.level) out.fill(first);
  else if (mode & MODE.plain) readPlain(input, out);
  else {
    const base = input.signed();
    const count = out.length - (kind === KINDS.bend ? 2 : 1);
    const residuals = readResiduals(input, mode, count);
    if (mode & MODE.signed) unfold(residuals, count);
    addUp(out, residuals, { kind: kind === KINDS.value || kind === KINDS.step ? kind : KINDS.bend, base });
  }
}

const scratch = new Scratch();
const bits = new BitReader(new Uint8Array());

/** As they were written: signed ones are folded still. Valid until the next series. */
export function readResiduals(input: ByteReader, mode: number, count: number): Float64Array {
  const residuals = scratch.take(count);
  if (mode & MODE.straight) return residuals.fill(0, 0, count);
  readRiceGroups(residuals, count, bits.start(input.bytes.subarray(input.at)));
  input.at += bits.bytesRead;
  return residuals;
}

function unfold(numbers: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    numbers[at] = unfolded(numbers[at] ?? 0);
  }
}

interface Rule {
  readonly kind: Kind;
  readonly base: number;
}

function addUp(out: Float64Array, residuals: Float64Array, { kind, base }: Rule): void {
  let number = out[0] ?? 0;
  if (kind === KINDS.value) {
    const level = number + base;
    for (let at = 1; at < out.length; at++) out[at] = level + (residuals[at - 1] ?? 0);
  } else if (kind === KINDS.step) {
    for (let at = 1; at < out.length; at++) {
      number += base + (residuals[at - 1] ?? 0);
      out[at] = number;
    }
  } else {
    let step = base;
    number += step;
    out[1] = number;
    for (let at = 2; at < out.length; at++) {
      step += residuals[at - 2] ?? 0;
      number += step;
      out[at] = number;
    }
  }
}

function readPlain(input: ByteReader, out: Float64Array): void {
  let number = BigInt(out[0] ?? 0);
  for (let at = 1; at < out.length; at++) {
    let folded = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = input.u8();
      folded |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    number += folded & 1n ? -(folded + 1n) / 2n : folded / 2n;
    out[at] = Number(number);
  }
}

interface Presence {
  readonly isPresent: Uint8Array;
  readonly count: number;
}

function readPresence(input: ByteReader, mode: number, rows: number): Presence | undefined {
  const form = mode & MODE.presence;
  if (form === 0) return undefined;
  const isPresent = new Uint8Array(rows);
  if (form === MODE.presenceRuns) readRuns(input, isPresent);
  else {
    const bitmap = input.raw(Math.ceil(rows / 8));
    for (let row = 0; row < rows; row++) isPresent[row] = ((bitmap[row >> 3] ?? 0) >> (row & 7)) & 1;
  }
  let count = 0;
  for (let row = 0; row < rows; row++) count += isPresent[row] ?? 0;
  return { isPresent, count };
}

function readRuns(input: ByteReader, isPresent: Uint8Array): void {
  let row = 0;
  const runs = input.varint();
  for (let run = 0; run < runs && !input.isPastEnd; run++) {
    const end = row + input.varint();
    if (run % 2 === 0) isPresent.fill(1, row, end);
    row = end;
  }
}

function spread(dense: Float64Array, isPresent: Uint8Array, column: Float64Array): Float64Array {
  column.fill(Number.NaN);
  let at = 0;
  for (let row = 0; row < column.length; row++) {
    if (isPresent[row] !== 1) continue;
    column[row] = dense[at] ?? Number.NaN;
    at += 1;
  }
  return column;
}
