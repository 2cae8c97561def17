import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type Reading } from "../model/reading.ts";
import { err, ok, type Result } from "../model/result.ts";
import { makeScaled } from "../model/scaled.ts";
import { REGISTER_CODES, SOURCE_CODES, UNIT_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { crc32 } from "./crc-32.ts";
import { formatMeterClock } from "./meter-clock.ts";
import {
  BATCH_MAGIC,
  type BatchRow,
  type ReadingBatch,
  type RegisterForm,
  ROW_FLAGS,
} from "./reading-batch.ts";

/** Reads what `packReadings` wrote, its checksum first. */
export function unpackReadings(bytes: Uint8Array): Result<ReadingBatch, BlockError> {
  const end = bytes.length - 4;
  if (end < BATCH_MAGIC.length) return err({ kind: "truncated", part: "body" });
  if (BATCH_MAGIC.some((byte, at) => bytes[at] !== byte)) return err({ kind: "not-a-block", part: "header" });
  if (new ByteReader(bytes, end).u32() !== crc32(bytes, 0, end)) {
    return err({ kind: "wrong-checksum", part: "body" });
  }
  const input = new ByteReader(bytes.subarray(0, end), BATCH_MAGIC.length);
  const meters = readList(input, () => input.text() as MeterKey);
  const receivers = readList(input, () => input.text());
  const statusSets = readList(input, () => readList(input, () => input.text()));
  const shapes = readList(input, () =>
    readList(input, () => readForm(input)).filter((form) => form !== undefined),
  );
  let atMs = 0;
  const rows = readList(input, (): BatchRow => {
    const meter = input.varint();
    atMs += input.signed();
    const flags = input.u8();
    const receiver = input.varint();
    const status = input.varint();
    const shape = input.varint();
    const detailsBytes = input.varint();
    const detailsAt = input.at;
    input.at += detailsBytes;
    return { meter, receiver, status, shape, atMs, flags, detailsAt, detailsEnd: input.at };
  });
  if (input.isPastEnd) return err({ kind: "malformed", part: "body" });
  return ok({ bytes, meters, receivers, statusSets, shapes, rows });
}

/** The readings of a batch, as they were packed. */
export const readingsOfBatch = (batch: ReadingBatch): Reading[] =>
  batch.rows.map((row) => readingOfRow(batch, row));

/** The reading of one row of a batch. */
export function readingOfRow(batch: ReadingBatch, row: BatchRow): Reading {
  const details = new ByteReader(batch.bytes, row.detailsAt);
  const marks = details.varint();
  const frameSeq = row.flags & ROW_FLAGS.frame ? details.varint() : undefined;
  const clock = row.flags & ROW_FLAGS.clock ? readClock(details) : undefined;
  return {
    meter: batch.meters[row.meter] ?? NO_METER,
    atMs: row.atMs,
    ...(clock === undefined ? {} : { meterClock: clock }),
    values: (batch.shapes[row.shape] ?? []).map(({ register, unit, exponent }) => ({
      register,
      unit,
      value: makeScaled(details.signed(), exponent),
    })),
    status: batch.statusSets[row.status] ?? [],
    marks: MARKS.filter((_, bit) => (marks & (1 << bit)) !== 0),
    source: SOURCE_CODES[row.flags & ROW_FLAGS.source] ?? "import",
    receiver: batch.receivers[row.receiver] ?? "",
    ...(frameSeq === undefined ? {} : { frameSeq }),
  };
}

const NO_METER = "" as MeterKey;

const readClock = (details: ByteReader): string =>
  formatMeterClock({ localMs: details.signed(), form: details.u8() });

function readList<T>(input: ByteReader, read: () => T): T[] {
  const list: T[] = [];
  for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) list.push(read());
  return list;
}

function readForm(input: ByteReader): RegisterForm | undefined {
  const register = REGISTER_CODES[input.varint()];
  const unit = UNIT_CODES[input.varint()];
  const exponent = input.signed();
  return register === undefined || unit === undefined ? undefined : { register, unit, exponent };
}
