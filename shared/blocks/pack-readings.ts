import { MARKS, type Reading } from "../model/reading.ts";
import { codeOfRegister, codeOfUnit, SOURCE_CODES } from "./block-codes-table.ts";
import { ByteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc-32.ts";
import { parseMeterClock } from "./meter-clock.ts";
import { markBit } from "./month-columns.ts";
import { nameOfStatus, Places } from "./places.ts";
import { BATCH_MAGIC, type RegisterForm, ROW_FLAGS, type Shape } from "./reading-batch.ts";

/** Readings as a batch (`reading-batch.ts`). Exact for what a block can hold; `unpackReadings` undoes it. */
export function packReadings(readings: readonly Reading[]): Uint8Array {
  const rows = new RowWriter(readings.length);
  for (const reading of readings) rows.write(reading);
  const out = new ByteWriter(rows.bytes.at + 1024);
  encodeBatchLists(out, {
    meters: rows.meters.list,
    receivers: rows.receivers.list,
    statusSets: rows.statuses.list,
    shapes: rows.shapes.list,
  });
  out.varint(readings.length);
  out.raw(rows.bytes.bytes.subarray(0, rows.bytes.at));
  return sealBatch(out);
}

/** The beginning of a batch: its magic and its lists. */
export function encodeBatchLists(
  out: ByteWriter,
  { meters, receivers, statusSets, shapes }: BatchLists,
): void {
  for (const byte of BATCH_MAGIC) out.u8(byte);
  writeList(out, meters, (meter) => out.text(meter));
  writeList(out, receivers, (receiver) => out.text(receiver));
  writeList(out, statusSets, (status) => writeList(out, status, (id) => out.text(id)));
  writeList(out, shapes, (shape) => writeList(out, shape, (form) => writeForm(out, form)));
}

interface BatchLists {
  readonly meters: readonly string[];
  readonly receivers: readonly string[];
  readonly statusSets: readonly (readonly string[])[];
  readonly shapes: readonly Shape[];
}

/** The batch with the checksum behind it. */
export function sealBatch(out: ByteWriter): Uint8Array {
  out.u32(crc32(out.bytes, 0, out.at));
  return out.take();
}

/** Times beyond, 140,000 years off, are clocks gone mad; up to here differences are exact. */
const MAX_TIME_MS = 2 ** 52;

class RowWriter {
  readonly bytes: ByteWriter;
  readonly meters = new Places<string>((meter) => meter);
  readonly receivers = new Places<string>((receiver) => receiver);
  readonly statuses = new Places<readonly string[]>(nameOfStatus);
  readonly shapes = new Shapes();
  readonly #details = new ByteWriter(256);
  #beforeMs = 0;

  constructor(count: number) {
    this.bytes = new ByteWriter(64 * (count + 1));
  }

  write(reading: Reading): void {
    const out = this.bytes;
    const { meterClock, frameSeq } = reading;
    const clock = meterClock === undefined ? undefined : parseMeterClock(meterClock);
    out.varint(this.meters.of(reading.meter));
    const atMs = Math.max(-MAX_TIME_MS, Math.min(MAX_TIME_MS, Math.round(reading.atMs)));
    out.signed(atMs - this.#beforeMs);
    this.#beforeMs = atMs;
    const hasFrame = frameSeq === undefined ? 0 : ROW_FLAGS.frame;
    out.u8(SOURCE_CODES.indexOf(reading.source) | hasFrame | (clock ? ROW_FLAGS.clock : 0));
    out.varint(this.receivers.of(reading.receiver));
    out.varint(this.statuses.of(reading.status));
    out.varint(this.shapes.of(reading));
    this.#packDetails(reading, clock);
    out.varint(this.#details.at);
    out.raw(this.#details.bytes.subarray(0, this.#details.at));
  }

  #packDetails({ marks, frameSeq, values }: Reading, clock: ReturnType<typeof parseMeterClock>): void {
    const out = this.#details;
    out.at = 0;
    out.varint(marks.length === 0 ? 0 : markBit(marks, MARKS));
    if (frameSeq !== undefined) out.varint(frameSeq);
    if (clock) {
      out.signed(clock.localMs);
      out.u8(clock.form);
    }
    for (const { value } of values) if (typeof value.digits === "number") out.signed(value.digits);
  }
}

function writeList<T>(out: ByteWriter, list: readonly T[], write: (entry: T) => void): void {
  out.varint(list.length);
  for (const entry of list) write(entry);
}

function writeForm(out: ByteWriter, { register, unit, exponent }: RegisterForm): void {
  out.varint(codeOfRegister(register));
  out.varint(codeOfUnit(unit));
  out.signed(exponent);
}

/** Shapes are few and meters of one kind follow each other, so the last one found is tried first. */
class Shapes {
  readonly list: Shape[] = [];
  #last = 0;

  of(reading: Reading): number {
    const last = this.list[this.#last];
    if (last && hasShape(reading, last)) return this.#last;
    const known = this.list.findIndex((shape) => hasShape(reading, shape));
    this.#last = known >= 0 ? known : this.list.push(shapeOf(reading)) - 1;
    return this.#last;
  }
}

const shapeOf = (reading: Reading): Shape =>
  reading.values
    .filter(({ value }) => typeof value.digits === "number")
    .map(({ register, unit, value }) => ({ register, unit, exponent: value.exponent }));

function hasShape({ values }: Reading, shape: Shape): boolean {
  let at = 0;
  for (const { register, unit, value } of values) {
    if (typeof value.digits !== "number") continue;
    const form = shape[at];
    if (form?.register !== register || form.unit !== unit || form.exponent !== value.exponent) return false;
    at += 1;
  }
  return at === shape.length;
}
