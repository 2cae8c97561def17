import { err, ok, type Result } from "../model/result.ts";
import { codeOfRegister, codeOfUnit, SOURCE_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import {
  type BlockHeader,
  encodeBlockHeader,
  type HeaderFacts,
  type RegisterSummary,
} from "./block-header.ts";
import { ByteWriter } from "./byte-writer.ts";
import { encodeSeries } from "./encode-series.ts";
import { encodeIndexes } from "./index-column.ts";
import { isOrdered } from "./merge-months.ts";
import type { MonthColumns, RegisterColumn } from "./month-columns.ts";
import { type SeriesScan, scanSeries } from "./scan-series.ts";
import { summariseRegister } from "./summarise-register.ts";
import { nextUtcMonthStart } from "./utc-month.ts";

/** A month as bytes, not yet compressed: for callers whose compression is asynchronous. */
export interface PackedBlock {
  readonly facts: HeaderFacts;
  readonly body: Uint8Array;
}

/**
 * The body of a block. Sections one after another, their lengths in the header:
 *
 * | section | what |
 * |---|---|
 * | times | series (`series-layout.ts`) of UTC milliseconds; its first number is in the header |
 * | row facts | see below |
 * | registers | a series of counts each, in the header's order; its first number is in the header |
 *
 * Row facts:
 *
 * | bytes | what |
 * |---|---|
 * | varint | number of status sets; then for each a varint count and that many texts |
 * | indexes | status set of each row (`index-column.ts`) |
 * | indexes | marks of each row, bit n = `MARKS[n]` |
 * | varint | number of origins; then for each its source (code of `SOURCE_CODES`) and receiver (text) |
 * | indexes | origin of each row |
 * | signed, series | first journal sequence number (0 when no row has one), then the series |
 * | 1 | 1 when the meter's clock follows, else 0 |
 * | signed, series, indexes | first clock, clocks as if UTC, in milliseconds, their forms (`CLOCK_FORMS`) |
 */
export function packBlock(month: MonthColumns): Result<PackedBlock, BlockError> {
  const times = scanSeries(month.timesMs);
  const problem = problemOf(month, times);
  if (problem) return err(problem);
  const { count, first: firstMs, last: lastMs } = times;
  const out = new ByteWriter(64 + count * (month.registers.length + 2) * 2);
  encodeSeries(month.timesMs, times, out);
  const timesBytes = out.at;
  if (!writeRowFacts(month, out)) return err({ kind: "not-exact", part: "rows" });
  const rowsBytes = out.at - timesBytes;
  const registers: RegisterSummary[] = [];
  for (const column of month.registers) {
    const summary = writeRegister(column, month.timesMs, out);
    if (!summary) return err({ kind: "not-exact", part: "registers" });
    registers.push(summary);
  }
  const more = { isDistinct: isOrdered(month), bodyBytes: out.at, timesBytes, rowsBytes };
  return ok({
    facts: { meter: month.meter, count, firstMs, lastMs, registers, ...more },
    body: out.take(),
  });
}

function problemOf(month: MonthColumns, times: SeriesScan): BlockError | undefined {
  const rows = month.timesMs.length;
  if (!times.isExact || times.count !== rows || rows === 0) return { kind: "malformed", part: "times" };
  if (times.minStep < 0) return { kind: "not-in-order", part: "times" };
  if (times.last >= nextUtcMonthStart(times.first)) return { kind: "not-a-month", part: "times" };
  const { statusIndex, marks, originIndex, frameSeq, clock } = month;
  const columns = [statusIndex, marks, originIndex, frameSeq, clock?.localMs, clock?.form];
  if (columns.some((one) => one !== undefined && one.length !== rows))
    return { kind: "malformed", part: "rows" };
  if (month.registers.some((one) => one.counts.length !== rows))
    return { kind: "malformed", part: "registers" };
  const isUnknown = ({ register, unit }: RegisterColumn) =>
    codeOfRegister(register) < 0 || codeOfUnit(unit) < 0;
  return month.registers.some(isUnknown) ? { kind: "unknown-code", part: "registers" } : undefined;
}

/** False when a number of them is not whole. */
function writeRowFacts(month: MonthColumns, out: ByteWriter): boolean {
  out.varint(month.statusSets.length);
  for (const status of month.statusSets) {
    out.varint(status.length);
    for (const id of status) out.text(id);
  }
  encodeIndexes(month.statusIndex, out);
  encodeIndexes(month.marks, out);
  out.varint(month.origins.length);
  for (const { source, receiver } of month.origins) {
    out.varint(SOURCE_CODES.indexOf(source));
    out.text(receiver);
  }
  encodeIndexes(month.originIndex, out);
  const isExact = writeNumbers(month.frameSeq, out);
  out.u8(month.clock ? 1 : 0);
  if (!month.clock) return isExact;
  const isClockExact = writeNumbers(month.clock.localMs, out);
  encodeIndexes(month.clock.form, out);
  return isExact && isClockExact;
}

function writeNumbers(column: Float64Array, out: ByteWriter): boolean {
  const scan = scanSeries(column);
  if (!scan.isExact) return false;
  out.signed(scan.first);
  encodeSeries(column, scan, out);
  return true;
}

function writeRegister(
  column: RegisterColumn,
  timesMs: Float64Array,
  out: ByteWriter,
): RegisterSummary | undefined {
  const scan = scanSeries(column.counts);
  if (!scan.isExact) return undefined;
  const from = out.at;
  encodeSeries(column.counts, scan, out);
  return { ...summariseRegister(column, timesMs, scan), bytes: out.at - from };
}

/**
 * Header and body as one block. `deflated` is the body compressed by raw deflate; it is used where it
 * is worth its inflating.
 */
export function sealBlock(
  { facts, body }: PackedBlock,
  deflated?: Uint8Array,
  how: Pick<Partial<BlockHeader>, "isThinned"> = {},
): Uint8Array {
  const isDeflated = deflated !== undefined && deflated.length < body.length * WORTH_INFLATING;
  const stored = isDeflated ? deflated : body;
  const header = encodeBlockHeader(facts, stored, { ...how, isDeflated });
  const block = new Uint8Array(header.length + stored.length);
  block.set(header);
  block.set(stored, header.length);
  return block;
}

const WORTH_INFLATING = 0.94;

/** One meter's month as a block. Exact: `decodeBlock` gives back every number and text. */
export function encodeBlock(
  month: MonthColumns,
  deflateRaw?: (body: Uint8Array) => Uint8Array,
): Result<Uint8Array, BlockError> {
  const packed = packBlock(month);
  if (!packed.ok) return packed;
  return ok(sealBlock(packed.value, deflateRaw?.(packed.value.body)));
}
