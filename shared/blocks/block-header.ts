import type { MeterKey } from "../model/meter-id.ts";
import type { Register } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { Unit } from "../model/unit.ts";
import { codeOfRegister, codeOfUnit, REGISTER_CODES, UNIT_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc-32.ts";

/**
 * A block: one meter's readings of one UTC month as bytes, the form in which they are stored, sent and
 * kept on phones. A header that answers most reports by itself, then the body with the columns
 * (`encode-block.ts`) or, of a month that is still growing, its pieces (`append-piece.ts`). Number forms
 * (varint, signed, text): `byte-writer.ts`.
 *
 * | offset | bytes | what |
 * |---|---|---|
 * | 0 | 2 | `RB` |
 * | 2 | 1 | version of this layout: 1, or 2 of a block in pieces |
 * | 3 | 1 | flags: bit 0 the body is compressed (raw deflate, RFC 1951), bit 1 rows are in row order and none is there twice, bit 2 (version 2 alone) the body is pieces, bit 3 it was thinned |
 * | 4 | 4 | length h of the header, all of this table |
 * | 8 | 4 | length of the body as it follows |
 * | 12 | 4 | CRC-32 of the body as it follows (`crc-32.ts`) |
 * | 16 | text | meter key |
 * | | varint | length of the body before compression |
 * | | varint | number of rows n, at least 1 |
 * | | signed | time of the first row, UTC milliseconds |
 * | | varint | time of the last row minus that of the first |
 * | | varint | bytes of the times in the body |
 * | | varint | bytes of the row facts in the body (status, marks, origins, frames, clock) |
 * | | varint | number of register columns; then for each: |
 * | | varint | – register, code of `REGISTER_CODES` |
 * | | varint | – unit, code of `UNIT_CODES` |
 * | | signed | – exponent |
 * | | varint | – bytes of the column in the body |
 * | | 1 | – facts: bit 0 some rows lack the register, bit 1 first and last are also the smallest and largest, bit 2 the counts never fall |
 * | | 3 × varint | – if bit 0: rows that have it; milliseconds from the block's first row to its first, and from its last row to the block's last |
 * | | signed | – first count, and the last count |
 * | | 2 × signed | – unless bit 1: smallest and largest count |
 * | h − 4 | 4 | CRC-32 of the header up to here |
 *
 * Of a block in pieces the first length of the body before compression is the number of pieces, and those in it are 0:
 * the pieces say their own.
 *
 * Not covered: more than one meter or month in a block, registers without an exact count.
 */
export interface BlockHeader {
  readonly meter: MeterKey;
  /** Rows. */
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly registers: readonly RegisterSummary[];
  /** Rows are ordered by time, then source, and no two have both in common. */
  readonly isDistinct: boolean;
  readonly isDeflated: boolean;
  /** Where more than one, the body is so many whole blocks, one behind the other, each with later rows than the one before. */
  readonly pieces: number;
  /** Old readings went out of it, so that one a day stays (`thinned-rows.ts`): no more of these will go. */
  readonly isThinned: boolean;
  readonly headerBytes: number;
  /** Bytes of the body as stored, behind the header. */
  readonly storedBodyBytes: number;
  readonly bodyChecksum: number;
  /** Bytes of the body once it is inflated. */
  readonly bodyBytes: number;
  readonly timesBytes: number;
  readonly rowsBytes: number;
}

/** One register column in short. Counts are in `unit` × 10^exponent. */
export interface RegisterSummary {
  readonly register: Register;
  readonly unit: Unit;
  readonly exponent: number;
  /** Rows that have the register; where 0, the other facts mean nothing. */
  readonly count: number;
  readonly first: number;
  readonly firstMs: number;
  readonly last: number;
  readonly lastMs: number;
  readonly min: number;
  readonly max: number;
  /** No count is smaller than the one before: `last − first` is all that was counted. */
  readonly neverFalls: boolean;
  /** Bytes of the column in the inflated body. */
  readonly bytes: number;
}

const BLOCK_VERSION = 1;
const PIECES_VERSION = 2;
const FIXED_HEADER_BYTES = 16;
const MAGIC = 0x42_52;
const IS_DEFLATED = 1;
const IS_DISTINCT = 2;
const IS_IN_PIECES = 4;
const IS_THINNED = 8;
const FACT = { lacking: 1, ordered: 2, neverFalls: 4 } as const;
/** More rows than a month has seconds: a length that damage made up. */
const MAX_ROWS = 3_000_000;

export type HeaderFacts = Omit<
  BlockHeader,
  "isDeflated" | "pieces" | "isThinned" | "headerBytes" | "storedBodyBytes" | "bodyChecksum"
>;

type ReadFacts = Omit<HeaderFacts, "isDistinct"> & Pick<BlockHeader, "pieces">;

/** Header bytes for a body as it will be stored. */
export function encodeBlockHeader(
  facts: HeaderFacts,
  storedBody: Uint8Array,
  {
    isDeflated = false,
    pieces = 1,
    isThinned = false,
  }: Partial<Pick<BlockHeader, "isDeflated" | "pieces" | "isThinned">>,
): Uint8Array {
  const out = new ByteWriter(256);
  out.u8(MAGIC & 0xff);
  out.u8(MAGIC >> 8);
  out.u8(pieces > 1 ? PIECES_VERSION : BLOCK_VERSION);
  out.u8(
    (isDeflated ? IS_DEFLATED : 0) |
      (facts.isDistinct ? IS_DISTINCT : 0) |
      (pieces > 1 ? IS_IN_PIECES : 0) |
      (isThinned ? IS_THINNED : 0),
  );
  out.u32(0);
  out.u32(storedBody.length);
  out.u32(crc32(storedBody));
  out.text(facts.meter);
  out.varint(pieces > 1 ? pieces : facts.bodyBytes);
  out.varint(facts.count);
  out.signed(facts.firstMs);
  out.varint(facts.lastMs - facts.firstMs);
  out.varint(facts.timesBytes);
  out.varint(facts.rowsBytes);
  out.varint(facts.registers.length);
  for (const summary of facts.registers) writeSummary(out, summary, facts);
  const length = out.at + 4;
  new DataView(out.bytes.buffer).setUint32(4, length, true);
  out.u32(crc32(out.bytes, 0, out.at));
  return out.take();
}

function writeSummary(out: ByteWriter, summary: RegisterSummary, facts: HeaderFacts): void {
  const isOrdered = summary.min === summary.first && summary.max === summary.last;
  const isLacking = summary.count < facts.count;
  out.varint(codeOfRegister(summary.register));
  out.varint(codeOfUnit(summary.unit));
  out.signed(summary.exponent);
  out.varint(summary.bytes);
  out.u8(
    (isLacking ? FACT.lacking : 0) |
      (isOrdered ? FACT.ordered : 0) |
      (summary.neverFalls ? FACT.neverFalls : 0),
  );
  if (isLacking) {
    out.varint(summary.count);
    out.varint(summary.firstMs - facts.firstMs);
    out.varint(facts.lastMs - summary.lastMs);
  }
  out.signed(summary.first);
  out.signed(summary.last);
  if (isOrdered) return;
  out.signed(summary.min);
  out.signed(summary.max);
}

/** Length of the header that a block begins with, as it says itself. */
export const headerBytesOf = (block: Uint8Array): number => new ByteReader(block, 4).u32();

type Storage = Omit<BlockHeader, keyof ReadFacts> & { readonly isInPieces: boolean };

/** Reads and verifies a header from bytes that begin with it; more bytes may follow. */
export function decodeBlockHeader(bytes: Uint8Array): Result<BlockHeader, BlockError> {
  const input = new ByteReader(bytes);
  const storage = readStorage(input);
  return storage.ok ? readFacts(input, storage.value) : storage;
}

/**
 * What a header says of one register, a summary for each form it was counted in; the other registers are
 * stepped over. `undefined` for bytes that are no whole header.
 */
export function decodeRegisterSummaries(
  bytes: Uint8Array,
  register: Register,
): RegisterSummary[] | undefined {
  const input = new ByteReader(bytes);
  if (!readStorage(input).ok) return undefined;
  for (let left = input.varint(); left > 0; left--) input.varint();
  input.varint();
  const block = readRows(input);
  const code = codeOfRegister(register);
  const summaries: RegisterSummary[] = [];
  for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) {
    const from = input.at;
    if (input.varint() !== code) {
      skipSummary(input);
      continue;
    }
    input.at = from;
    const summary = readSummary(input, block);
    if (summary) summaries.push(summary);
  }
  return summaries;
}

/**
 * Rows of the block a header belongs to and whether it was thinned; the rest is not read. `undefined` for bytes that are
 * no whole header.
 */
export function decodeRowCount(bytes: Uint8Array): Pick<BlockHeader, "count" | "isThinned"> | undefined {
  const input = new ByteReader(bytes);
  const storage = readStorage(input);
  if (!storage.ok) return undefined;
  for (let left = input.varint(); left > 0; left--) input.varint();
  input.varint();
  return { count: readRows(input).count, isThinned: storage.value.isThinned };
}

/** Pieces of the block a header belongs to; `undefined` for bytes that are no whole header. */
export function decodePieceCount(bytes: Uint8Array): number | undefined {
  const input = new ByteReader(bytes);
  const storage = readStorage(input);
  if (!storage.ok) return undefined;
  if (!storage.value.isInPieces) return 1;
  for (let left = input.varint(); left > 0; left--) input.varint();
  return input.varint();
}

/** The fixed part of a header, checked against its checksum. */
function readStorage(input: ByteReader): Result<Storage, BlockError> {
  const { bytes } = input;
  if (bytes.length < FIXED_HEADER_BYTES) return err({ kind: "truncated", part: "header" });
  if (input.u8() + input.u8() * 0x1_00 !== MAGIC) return err({ kind: "not-a-block", part: "header" });
  const version = input.u8();
  const flags = input.u8();
  const headerBytes = input.u32();
  if (version > PIECES_VERSION) return err({ kind: "newer-version", part: "header" });
  if (headerBytes > bytes.length) return err({ kind: "truncated", part: "header" });
  if (headerBytes < FIXED_HEADER_BYTES + 4) return err({ kind: "malformed", part: "header" });
  const checksum = new ByteReader(bytes, headerBytes - 4).u32();
  if (crc32(bytes, 0, headerBytes - 4) !== checksum) return err({ kind: "wrong-checksum", part: "header" });
  const storedBodyBytes = input.u32();
  const bodyChecksum = input.u32();
  const isDeflated = (flags & IS_DEFLATED) !== 0;
  const isDistinct = (flags & IS_DISTINCT) !== 0;
  const isInPieces = (flags & IS_IN_PIECES) !== 0;
  const isThinned = (flags & IS_THINNED) !== 0;
  if (isInPieces !== (version === PIECES_VERSION)) return err({ kind: "malformed", part: "header" });
  return ok({ isDeflated, isDistinct, isInPieces, isThinned, headerBytes, storedBodyBytes, bodyChecksum });
}

type RowFacts = Pick<BlockHeader, "count" | "firstMs" | "lastMs" | "timesBytes" | "rowsBytes">;

function readRows(input: ByteReader): RowFacts {
  const count = input.varint();
  const firstMs = input.signed();
  const lastMs = firstMs + input.varint();
  const timesBytes = input.varint();
  const rowsBytes = input.varint();
  return { count, firstMs, lastMs, timesBytes, rowsBytes };
}

function readFacts(input: ByteReader, storage: Storage): Result<BlockHeader, BlockError> {
  const { isInPieces, ...stored } = storage;
  const meter = input.text() as MeterKey;
  const length = input.varint();
  const [pieces, bodyBytes] = isInPieces ? [length, 0] : [1, length];
  const rows = readRows(input);
  const registers: RegisterSummary[] = [];
  for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) {
    const summary = readSummary(input, rows);
    if (!summary) return err({ kind: "unknown-code", part: "header" });
    registers.push(summary);
  }
  const columnBytes = registers.reduce((sum, one) => sum + one.bytes, rows.timesBytes + rows.rowsBytes);
  const isWhole = input.at === storage.headerBytes - 4 && columnBytes === bodyBytes;
  if (isInPieces && pieces < 2) return err({ kind: "malformed", part: "header" });
  if (!isWhole || rows.count < 1 || rows.count > MAX_ROWS) return err({ kind: "malformed", part: "header" });
  return ok({ ...stored, ...rows, meter, pieces, bodyBytes, registers });
}

/** Steps over a summary whose register code has been read. */
function skipSummary(input: ByteReader): void {
  input.varint();
  input.signed();
  input.varint();
  const facts = input.u8();
  const numbers = (facts & FACT.lacking ? 5 : 2) + (facts & FACT.ordered ? 0 : 2);
  for (let left = numbers; left > 0; left--) input.signed();
}

function readSummary(input: ByteReader, block: RowFacts): RegisterSummary | undefined {
  const register = REGISTER_CODES[input.varint()];
  const unit = UNIT_CODES[input.varint()];
  if (register === undefined || unit === undefined) return undefined;
  const exponent = input.signed();
  const bytes = input.varint();
  const facts = input.u8();
  const isLacking = (facts & FACT.lacking) !== 0;
  const count = isLacking ? input.varint() : block.count;
  const firstMs = block.firstMs + (isLacking ? input.varint() : 0);
  const lastMs = block.lastMs - (isLacking ? input.varint() : 0);
  const first = input.signed();
  const last = input.signed();
  const isOrdered = (facts & FACT.ordered) !== 0;
  const min = isOrdered ? first : input.signed();
  const max = isOrdered ? last : input.signed();
  const neverFalls = (facts & FACT.neverFalls) !== 0;
  return { register, unit, exponent, bytes, count, firstMs, lastMs, first, last, min, max, neverFalls };
}
