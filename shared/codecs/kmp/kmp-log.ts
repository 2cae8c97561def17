/**
 * Logger answers (frame → rows). All numbers big-endian; formats stand in the first row only.
 *
 * CID B8, sub 06/07 (newer meters; after published captures):
 *
 * | bytes | what                                                                          |
 * | ----- | ----------------------------------------------------------------------------- |
 * | 1 + 1 | sub command, log                                                              |
 * | 2     | number of rows                                                                |
 * | 1     | number of registers                                                           |
 * | 4 + 4 | log id of the first row, newest log id in the meter                           |
 * | 2     | info bits (`KMP_LOG_INFO`)                                                    |
 * | rest  | row 0: (id u16, unit, length, SiEx, mantissa) × n; rows 1…: mantissa × n      |
 *
 * The log id falls by one from row to row: newest first.
 *
 * CID A0–A3 (older logger modules; KMP description, 4.10): log u8, registers u8, then per row record
 * id u16 and values (the first row with ids and formats), last read record u16, newest record u16,
 * info u8.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { readU16Be, readU32Be } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import {
  KMP_FORMAT_BYTES,
  type KmpFormat,
  type KmpValue,
  readKmpFormat,
  readKmpValue,
} from "./kmp-number.ts";

/** Bit → meaning of the info word of CID B8. */
const KMP_LOG_INFO: ReadonlyMap<number, string> = new Map([
  [0, "no-entries"],
  [1, "out-of-range"],
  [3, "unsupported-register"],
  [4, "truncated-entries"],
  [5, "format-changed"],
  [6, "oldest-included"],
  [7, "newest-included"],
  [8, "memory-error"],
  [9, "invalid-request"],
  [13, "truncated-registers"],
]);

/** Bit → meaning of the info byte of CID A0–A3. */
const OLD_LOG_INFO: ReadonlyMap<number, string> = new Map([
  [0, "no-entries"],
  [2, "out-of-range"],
  [3, "truncated-entries"],
  [4, "oldest-included"],
]);

export interface KmpLogRow {
  /** Log id (B8) or record id (A0–A3). */
  readonly id: number;
  readonly values: readonly (KmpValue & { readonly register: number })[];
}

export interface KmpLogAnswer {
  readonly log: number;
  readonly newestId: number;
  /** Meanings of the info bits, in bit order. */
  readonly info: readonly string[];
  readonly rows: readonly KmpLogRow[];
}

interface LogColumn {
  readonly register: number;
  readonly format: KmpFormat;
}

const truncated = (offset: number, expected: number, actual: number): Result<never, DecodeError> =>
  err({ kind: "truncated", layer: "kmp", offset, expected, actual });

const infoOf = (word: number, meanings: ReadonlyMap<number, string>): readonly string[] =>
  [...meanings].filter(([bit]) => word & (1 << bit)).map(([, meaning]) => meaning);

const HEAD_BYTES = 15;

/** Data of a B8 06/07 answer. Rows cut off at the end are an error; the rows before are not lost: ask again. */
export function decodeKmpLog(data: Uint8Array): Result<KmpLogAnswer, DecodeError> {
  if (data.length < HEAD_BYTES) return truncated(data.length, HEAD_BYTES, data.length);
  const rowCount = readU16Be(data, 2);
  const columnCount = data[4] ?? 0;
  const firstId = readU32Be(data, 5);
  const rows: KmpLogRow[] = [];
  let at = HEAD_BYTES;
  let columns: readonly LogColumn[] = [];
  for (let row = 0; row < rowCount; row++) {
    // Rows without bytes would let a short answer claim 65,535 of them.
    if (row > 0 && columns.every(({ format }) => format.length === 0))
      return truncated(at, at + 1, data.length);
    const read = row === 0 ? readFirstRow(data, at, columnCount) : readRow(data, at, columns);
    if (!read.ok) return read;
    columns = read.value.columns;
    at = read.value.end;
    rows.push({ id: firstId - row, values: read.value.values });
  }
  return ok({
    log: data[1] ?? 0,
    newestId: readU32Be(data, 9),
    info: infoOf(readU16Be(data, 13), KMP_LOG_INFO),
    rows,
  });
}

/** Data of an A0–A3 answer. */
export function decodeOldKmpLog(data: Uint8Array): Result<KmpLogAnswer, DecodeError> {
  const tailAt = data.length - 5;
  if (tailAt < 2) return truncated(data.length, 7, data.length);
  const columnCount = data[1] ?? 0;
  const body = data.subarray(0, tailAt);
  const rows: KmpLogRow[] = [];
  let at = 2;
  let columns: readonly LogColumn[] = [];
  while (at < tailAt) {
    if (at + 2 > tailAt) return truncated(at, at + 2, tailAt);
    const read = rows.length === 0 ? readFirstRow(body, at + 2, columnCount) : readRow(body, at + 2, columns);
    if (!read.ok) return read;
    columns = read.value.columns;
    rows.push({ id: readU16Be(body, at), values: read.value.values });
    at = read.value.end;
  }
  const info = infoOf(data[tailAt + 4] ?? 0, OLD_LOG_INFO);
  return ok({ log: data[0] ?? 0, newestId: readU16Be(data, tailAt + 2), info, rows });
}

interface ReadRow {
  readonly columns: readonly LogColumn[];
  readonly values: KmpLogRow["values"];
  readonly end: number;
}

function readFirstRow(data: Uint8Array, from: number, columnCount: number): Result<ReadRow, DecodeError> {
  const columns: LogColumn[] = [];
  const values: KmpLogRow["values"][number][] = [];
  let at = from;
  for (let i = 0; i < columnCount; i++) {
    const valueAt = at + 2 + KMP_FORMAT_BYTES;
    const format = readKmpFormat(data, at + 2);
    if (valueAt + format.length > data.length) return truncated(at, valueAt + format.length, data.length);
    const register = readU16Be(data, at);
    columns.push({ register, format });
    values.push({ register, ...readKmpValue(data, valueAt, format) });
    at = valueAt + format.length;
  }
  return ok({ columns, values, end: at });
}

function readRow(
  data: Uint8Array,
  from: number,
  columns: readonly LogColumn[],
): Result<ReadRow, DecodeError> {
  const values: KmpLogRow["values"][number][] = [];
  let at = from;
  for (const { register, format } of columns) {
    if (at + format.length > data.length) return truncated(at, at + format.length, data.length);
    values.push({ register, ...readKmpValue(data, at, format) });
    at += format.length;
  }
  return ok({ columns, values, end: at });
}
