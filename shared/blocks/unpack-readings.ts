import type { MeterKey } from "../model/meter-id.ts";
import { err, ok, type Result } from "../model/result.ts";
import { REGISTER_CODES, UNIT_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { crc32 } from "./crc-32.ts";
import { BATCH_MAGIC, type BatchRow, type ReadingBatch, type RegisterForm } from "./reading-batch.ts";

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
