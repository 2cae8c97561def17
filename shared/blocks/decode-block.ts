import { err, ok, type Result } from "../model/result.ts";
import { SOURCE_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { type BlockHeader, decodeBlockHeader } from "./block-header.ts";
import { ByteReader } from "./byte-reader.ts";
import { crc32 } from "./crc-32.ts";
import { decodeSeries } from "./decode-series.ts";
import { decodeIndexes } from "./index-column.ts";
import { mergeMonths } from "./merge-months.ts";
import type { MonthColumns, RegisterColumn } from "./month-columns.ts";

/** A block, or a piece of one, whose header and checksums are in order; its body is still compressed where the header says so. */
export interface BlockPiece {
  readonly header: BlockHeader;
  readonly storedBody: Uint8Array;
}

/** A verified block. */
export interface OpenedBlock {
  /** Of all its rows. */
  readonly header: BlockHeader;
  /** In the order of their rows; one that is not in pieces is its own only one. */
  readonly pieces: readonly [BlockPiece, ...BlockPiece[]];
}

/** Verifies a block: the bodies of its pieces, inflated where they are compressed, go into `unpackMonth`. */
export function openBlock(block: Uint8Array): Result<OpenedBlock, BlockError> {
  const opened = openWhole(block);
  if (!opened.ok) return opened;
  const { header, storedBody } = opened.value;
  return header.pieces > 1 ? openPieces(header, storedBody) : ok({ header, pieces: [opened.value] });
}

/** Verifies every byte of a block as `openBlock` does, but looks at none of its pieces by itself. */
export function verifyBlock(block: Uint8Array): Result<BlockHeader, BlockError> {
  const opened = openWhole(block);
  return opened.ok ? ok(opened.value.header) : opened;
}

function openWhole(block: Uint8Array): Result<BlockPiece, BlockError> {
  const opened = openPiece(block);
  if (!opened.ok) return opened;
  const { header, storedBody } = opened.value;
  return storedBody.length < block.length - header.headerBytes
    ? err({ kind: "malformed", part: "body" })
    : opened;
}

/** The block that the bytes begin with. */
function openPiece(bytes: Uint8Array): Result<BlockPiece, BlockError> {
  const header = decodeBlockHeader(bytes);
  if (!header.ok) return header;
  const { headerBytes, storedBodyBytes, bodyChecksum } = header.value;
  const storedBody = bytes.subarray(headerBytes, headerBytes + storedBodyBytes);
  if (storedBody.length < storedBodyBytes) return err({ kind: "truncated", part: "body" });
  if (crc32(storedBody) !== bodyChecksum) return err({ kind: "wrong-checksum", part: "body" });
  return ok({ header: header.value, storedBody });
}

function openPieces(header: BlockHeader, storedBody: Uint8Array): Result<OpenedBlock, BlockError> {
  const pieces: BlockPiece[] = [];
  let rows = 0;
  for (let at = 0; at < storedBody.length; ) {
    const piece = openPiece(storedBody.subarray(at));
    if (!piece.ok) return err({ ...piece.error, part: "body" });
    const own = piece.value.header;
    if (own.pieces > 1 || own.meter !== header.meter) return err({ kind: "malformed", part: "body" });
    pieces.push(piece.value);
    rows += own.count;
    at += own.headerBytes + own.storedBodyBytes;
  }
  const [first, ...others] = pieces;
  if (!first || pieces.length !== header.pieces || rows !== header.count)
    return err({ kind: "malformed", part: "body" });
  return ok({ header, pieces: [first, ...others] });
}

/** Which columns to read; the rest of the body is stepped over. */
export type RegisterChoice = (column: Omit<RegisterColumn, "counts">) => boolean;

const ALL: RegisterChoice = () => true;

/** The month of an opened block, `bodies` its pieces' bodies inflated; with `choice` only the registers it says yes to. */
export function unpackMonth(
  { pieces }: OpenedBlock,
  bodies: readonly Uint8Array[],
  choice = ALL,
): Result<MonthColumns, BlockError> {
  const [first, ...others] = pieces;
  let month = unpackBody(first.header, bodies[0], choice);
  for (const [at, { header }] of others.entries()) {
    if (!month.ok) return month;
    const next = unpackBody(header, bodies[at + 1], choice);
    month = next.ok ? ok(mergeMonths(month.value, next.value)) : next;
  }
  return month;
}

/** The same of one piece. */
export function unpackBody(
  header: BlockHeader,
  body: Uint8Array = NO_BODY,
  choice = ALL,
): Result<MonthColumns, BlockError> {
  if (body.length !== header.bodyBytes) return err({ kind: "malformed", part: "body" });
  const section = new Sections(body);
  const timesMs = section.read(header.timesBytes, (input) =>
    decodeSeries(input, header.count, header.firstMs),
  );
  const rows = section.read(header.rowsBytes, (input) => readRowFacts(input, header.count));
  const registers: RegisterColumn[] = [];
  for (const summary of header.registers) {
    const { register, unit, exponent, first, bytes } = summary;
    const isChosen = choice({ register, unit, exponent });
    const counts = section.read(bytes, (input) =>
      isChosen ? decodeSeries(input, header.count, first) : undefined,
    );
    if (counts) registers.push({ register, unit, exponent, counts });
  }
  if (section.isBroken) return err({ kind: "malformed", part: "body" });
  return ok({ meter: header.meter, timesMs, registers, ...rows });
}

const NO_BODY = new Uint8Array();

/** The month in a block. `inflateRaw` undoes raw deflate (RFC 1951); what it throws means damage. */
export function decodeBlock(
  block: Uint8Array,
  inflateRaw: (deflated: Uint8Array) => Uint8Array,
  choice = ALL,
): Result<MonthColumns, BlockError> {
  const opened = openBlock(block);
  if (!opened.ok) return opened;
  const bodies = inflateBodies(opened.value, inflateRaw);
  return bodies.ok ? unpackMonth(opened.value, bodies.value, choice) : bodies;
}

/** The bodies of a block's pieces as `unpackMonth` wants them. */
export function inflateBodies(
  { pieces }: OpenedBlock,
  inflateRaw: (deflated: Uint8Array) => Uint8Array,
): Result<readonly Uint8Array[], BlockError> {
  try {
    return ok(
      pieces.map(({ header, storedBody }) => (header.isDeflated ? inflateRaw(storedBody) : storedBody)),
    );
  } catch {
    return err({ kind: "malformed", part: "body" });
  }
}

/** Reads sections of known length, each on its own, so that none can run into the next. */
export class Sections {
  readonly #body: Uint8Array;
  #at = 0;
  isBroken = false;

  constructor(body: Uint8Array) {
    this.#body = body;
  }

  read<T>(length: number, decode: (input: ByteReader) => T): T {
    const input = new ByteReader(this.#body.subarray(this.#at, this.#at + length));
    const value = decode(input);
    if (input.isPastEnd) this.isBroken = true;
    this.#at += length;
    return value;
  }
}

type RowFacts = Omit<MonthColumns, "meter" | "timesMs" | "registers">;

function readRowFacts(input: ByteReader, rows: number): RowFacts {
  const statusSets = readList(input, () => readList(input, () => input.text()));
  const statusIndex = decodeIndexes(input, rows);
  const marks = decodeIndexes(input, rows);
  const origins = readList(input, () => ({
    source: SOURCE_CODES[input.varint()] ?? ("import" as const),
    receiver: input.text(),
  }));
  const originIndex = decodeIndexes(input, rows);
  const frameSeq = decodeSeries(input, rows, input.signed());
  const facts = { statusSets, statusIndex, marks, origins, originIndex, frameSeq };
  if (input.u8() === 0) return facts;
  const localMs = decodeSeries(input, rows, input.signed());
  return { ...facts, clock: { localMs, form: Uint8Array.from(decodeIndexes(input, rows)) } };
}

function readList<T>(input: ByteReader, readOne: () => T): T[] {
  const list: T[] = [];
  for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) list.push(readOne());
  return list;
}
