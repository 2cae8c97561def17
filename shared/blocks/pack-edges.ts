import type { Register } from "../model/register.ts";
import { codeOfRegister, codeOfUnit, REGISTER_CODES, UNIT_CODES } from "./block-codes-table.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc-32.ts";
import type { CountsBeside, RegisterEdge } from "./month-edges.ts";

/**
 * The edges of a meter's UTC month as bytes, kept beside its block. Number forms: `byte-writer.ts`.
 *
 * | bytes | what |
 * |---|---|
 * | 1 | version of this form, 2 |
 * | varint | moments m; then for each its milliseconds after the UTC month's start, a varint |
 * | varint | counters; then for each: |
 * | varint | – register, code of `REGISTER_CODES` |
 * | 1 | – facts: bit 0 steady, bit 1 it stands beside the moments at the times of the counter before |
 * | | – only where steady: |
 * | varint | – unit, code of `UNIT_CODES` |
 * | signed × 3 | – exponent, first count, last count minus first |
 * | 1 | – bits 2n and 2n + 1: there is a count before, and one after moment n |
 * | signed | – for each of those its count minus the one before it in this list (at the beginning: the first of the month) |
 * | signed | – unless bit 1: for each of those its time minus the moment's |
 * | 4 | CRC-32 of all before it (`crc-32.ts`): a report reads these and opens no block |
 *
 * Version 1 had no checksum.
 *
 * At most four moments: a month of a utility's zone has no more starts of months than two.
 */
const VERSION = 2;
const CHECKSUM_BYTES = 4;
const FACT = { steady: 1, sameTimes: 2 } as const;
const MOST_MOMENTS = 4;

export interface EdgeMoments {
  /** Start of the UTC month. */
  readonly monthMs: number;
  /** Ascending, within that month. */
  readonly momentsMs: readonly number[];
}

/** `undefined` for more moments than there is room for. */
export function packEdges(
  edges: readonly RegisterEdge[],
  { monthMs, momentsMs }: EdgeMoments,
): Uint8Array | undefined {
  if (momentsMs.length > MOST_MOMENTS) return undefined;
  const out = new ByteWriter(256);
  writeHead(out, { monthMs, momentsMs });
  out.varint(edges.length);
  let times: readonly number[] = [];
  for (const edge of edges) {
    const own = timesOf(edge, momentsMs);
    const isSame = own.length === times.length && own.every((ms, at) => ms === times[at]);
    writeEdge(out, edge, isSame ? undefined : own);
    if (isTold(edge)) times = own;
  }
  out.u32(crc32(out.bytes, 0, out.at));
  return out.take();
}

/** Whether these are for the moments that `head` (`packMoments`) says, and as they were written. */
export function areEdgesFor(bytes: Uint8Array, head: Uint8Array): boolean {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < head.length) return false;
  for (let at = 0; at < head.length; at++) if (bytes[at] !== head[at]) return false;
  return new ByteReader(bytes, end).u32() === crc32(bytes, 0, end);
}

/** The bytes that such edges begin with. */
export function packMoments(moments: EdgeMoments): Uint8Array {
  const out = new ByteWriter(32);
  writeHead(out, moments);
  return out.take();
}

function writeHead(out: ByteWriter, { monthMs, momentsMs }: EdgeMoments): void {
  out.u8(VERSION);
  out.varint(momentsMs.length);
  for (const atMs of momentsMs) out.varint(atMs - monthMs);
}

const timesOf = ({ beside }: RegisterEdge, momentsMs: readonly number[]): number[] =>
  beside.flatMap(({ beforeMs, afterMs }, n) =>
    [beforeMs, afterMs].filter((ms) => !Number.isNaN(ms)).map((ms) => ms - (momentsMs[n] ?? 0)),
  );

/** A column whose every reading is implausible has no counts at all: its difference is no number. */
const isTold = ({ isSteady, first, last }: RegisterEdge): boolean =>
  isSteady && Number.isSafeInteger(last - first);

function writeEdge(out: ByteWriter, edge: RegisterEdge, times: readonly number[] | undefined): void {
  const { register, unit, exponent, first, last, beside } = edge;
  out.varint(codeOfRegister(register));
  if (!isTold(edge)) {
    out.u8(0);
    return;
  }
  out.u8(FACT.steady | (times ? 0 : FACT.sameTimes));
  out.varint(codeOfUnit(unit));
  out.signed(exponent);
  out.signed(first);
  out.signed(last - first);
  out.u8(beside.reduce((bits, one, n) => bits | (sidesOf(one) << (2 * n)), 0));
  let count = first;
  for (const number of beside.flatMap(({ before, after }) => [before, after])) {
    if (Number.isNaN(number)) continue;
    out.signed(number - count);
    count = number;
  }
  for (const ms of times ?? []) out.signed(ms);
}

const sidesOf = ({ before, after }: CountsBeside): number =>
  (Number.isNaN(before) ? 0 : 1) | (Number.isNaN(after) ? 0 : 2);

/** Reads one counter's edge out of packed ones, again and again into the same memory. */
export class EdgeReader {
  isSteady = false;
  /** Place in `UNIT_CODES`. */
  unitCode = 0;
  exponent = 0;
  first = Number.NaN;
  last = Number.NaN;
  /** Four numbers for each moment: before, its time, after, its time. */
  readonly beside = new Float64Array(4 * MOST_MOMENTS);
  readonly #code: number | undefined;
  readonly #input = new ByteReader(new Uint8Array());
  readonly #momentsMs = new Float64Array(MOST_MOMENTS);
  /** Times beside the moments, of the last counter that said its own. */
  readonly #times = new Float64Array(2 * MOST_MOMENTS);

  constructor(register?: Register) {
    this.#code = register && codeOfRegister(register);
  }

  /** Whether there is one. The bytes are for moments they were asked for: see `areEdgesFor`. */
  read(bytes: Uint8Array, monthMs: number): boolean {
    const input = this.#input;
    const moments = this.#readHead(bytes, monthMs);
    for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) {
      const isIt = input.varint() === this.#code;
      this.#readOne(moments);
      if (isIt) return true;
    }
    return false;
  }

  /** Every counter's, in their order; `undefined` where a newer program wrote of a counter this one does not know. */
  readAll(bytes: Uint8Array, monthMs: number): RegisterEdge[] | undefined {
    const input = this.#input;
    const moments = this.#readHead(bytes, monthMs);
    const edges: RegisterEdge[] = [];
    for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) {
      const register = REGISTER_CODES[input.varint()];
      this.#readOne(moments);
      const unit = this.isSteady ? UNIT_CODES[this.unitCode] : "";
      if (register === undefined || unit === undefined) return undefined;
      const { isSteady, exponent, first, last } = this;
      edges.push({ register, isSteady, unit, exponent, first, last, beside: this.#takeBeside(moments) });
    }
    return edges;
  }

  #takeBeside(moments: number): CountsBeside[] {
    return Array.from({ length: moments }, (_, n) => {
      const [before, beforeMs, after, afterMs] = this.beside.subarray(4 * n, 4 * n + 4);
      return { before, beforeMs, after, afterMs } as CountsBeside;
    });
  }

  /** Gives how many moments there are. */
  #readHead(bytes: Uint8Array, monthMs: number): number {
    const input = this.#input;
    input.bytes = bytes;
    input.at = 1;
    const moments = input.varint();
    for (let n = 0; n < moments; n++) this.#momentsMs[n] = monthMs + input.varint();
    return moments;
  }

  #readOne(moments: number): void {
    const input = this.#input;
    const facts = input.u8();
    this.isSteady = (facts & FACT.steady) !== 0;
    if (!this.isSteady) return;
    this.unitCode = input.varint();
    this.exponent = input.signed();
    this.first = input.signed();
    this.last = this.first + input.signed();
    const sides = input.u8();
    this.beside.fill(Number.NaN);
    let count = this.first;
    for (let side = 0; side < 2 * moments; side++) {
      if ((sides & (1 << side)) === 0) continue;
      count += input.signed();
      this.beside[2 * side] = count;
    }
    let at = 0;
    for (let side = 0; side < 2 * moments; side++) {
      if ((sides & (1 << side)) === 0) continue;
      if ((facts & FACT.sameTimes) === 0) this.#times[at] = input.signed();
      this.beside[2 * side + 1] = (this.#momentsMs[side >> 1] ?? 0) + (this.#times[at] ?? 0);
      at += 1;
    }
  }
}
