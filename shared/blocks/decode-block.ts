import { err, ok, type Result } from "../model/result.ts";
import { SOURCE_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { type BlockHeader, decodeBlockHeader } from "./block-header.ts";
import { ByteReader } from "./byte-reader.ts";
import { crc32 } from "./crc-32.ts";
import { decodeSeries } from "./decode-series.ts";
import { decodeIndexes } from "./index-column.ts";
import { gatherRows } from "./merge-months.ts";
import type { MonthColumns, RegisterColumn } from "./month-columns.ts";
import { compareColumns } from "./month-readings.ts";
import { Scratch } from "./series-layout.ts";

/** A block whose header and checksums are in order; its body is still compressed where the header says so. */
export interface OpenedBlock {
  readonly header: BlockHeader;
  readonly storedBody: Uint8Array;
}

/** Verifies a block: `storedBody` inflated (or as it is) goes into `unpackBlock`. */
export function openBlock(block: Uint8Array): Result<OpenedBlock, BlockError> {
  const header = decodeBlockHeader(block);
  if (!header.ok) return header;
  const storedBody = block.subarray(header.value.headerBytes);
  const { storedBodyBytes, bodyChecksum } = header.value;
  if (storedBody.length < storedBodyBytes) return err({ kind: "truncated", part: "body" });
  if (storedBody.length > storedBodyBytes) return err({ kind: "malformed", part: "body" });
  if (crc32(storedBody) !== bodyChecksum) return err({ kind: "wrong-checksum", part: "body" });
  return ok({ header: header.value, storedBody });
}

/** Which columns to read; the rest of the body is stepped over. */
export type RegisterChoice = (column: Omit<RegisterColumn, "counts">) => boolean;

/** The month in an inflated body; with `choice` only the registers it says yes to. */
export function unpackBlock(
  header: BlockHeader,
  body: Uint8Array,
  choice: RegisterChoice = () => true,
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

/** Times and row facts of a month, without what was read. */
export type MonthFacts = Omit<MonthColumns, "registers">;

/**
 * Some rows of the month in an inflated body: `chooseRows` says which, from their times and facts, in the order of
 * their numbers. Registers that none of them has are left out.
 */
export function unpackRows(
  header: BlockHeader,
  body: Uint8Array,
  chooseRows: (facts: MonthFacts) => Int32Array,
): Result<MonthColumns, BlockError> {
  const full = unpackBlock(header, body, () => false);
  if (!full.ok) return full;
  const rows = chooseRows(full.value);
  const section = new Sections(body.subarray(header.timesBytes + header.rowsBytes));
  const whole = wholeColumn.take(header.count).subarray(0, header.count);
  const registers: RegisterColumn[] = [];
  for (const { register, unit, exponent, first, bytes } of header.registers) {
    section.read(bytes, (input) => decodeSeries(input, header.count, first, whole));
    const counts = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) counts[at] = whole[rows[at] ?? 0] ?? Number.NaN;
    registers.push({ register, unit, exponent, counts });
  }
  if (section.isBroken) return err({ kind: "malformed", part: "body" });
  return ok({
    ...gatherRows(full.value, undefined, rows),
    registers: registers.filter(hasCount).sort(compareColumns),
  });
}

const wholeColumn = new Scratch();

const hasCount = ({ counts }: RegisterColumn): boolean => counts.some((count) => !Number.isNaN(count));

/** The month in a block. `inflateRaw` undoes raw deflate (RFC 1951); what it throws means damage. */
export function decodeBlock(
  block: Uint8Array,
  inflateRaw: (deflated: Uint8Array) => Uint8Array,
): Result<MonthColumns, BlockError> {
  const opened = openBlock(block);
  if (!opened.ok) return opened;
  const { header, storedBody } = opened.value;
  try {
    return unpackBlock(header, header.isDeflated ? inflateRaw(storedBody) : storedBody);
  } catch {
    return err({ kind: "malformed", part: "body" });
  }
}

/** Reads sections of known length, each on its own, so that none can run into the next. */
class Sections {
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
