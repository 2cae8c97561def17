/**
 * What every metering point said last, as a list shows it: one small batch of columns for all points.
 * Number forms (varint, signed, text): `byte-writer.ts`.
 *
 * | bytes | what |
 * |---|---|
 * | 2 | `RL` |
 * | 1 | version of this layout, 2 |
 * | list of list of text | status sets |
 * | list of list | shapes, at most two registers each: code (varint, `REGISTER_CODES`), unit (varint, `UNIT_CODES`), exponent (signed) |
 * | text | the ids of all points, one after the other |
 * | varint | number of points; then for each: |
 * | varint | – how many UTF-16 units its id has |
 * | 1 | – bit 0 its meter's key is registered, bit 1 there is a reading |
 * | signed | – – UTC milliseconds since the reading before (the first: since 1970), with bit 1; so are the next ones |
 * | 2 × varint | – – status set and shape: places in their lists |
 * | signed … | – – a count for each register of the shape |
 * | 4 | CRC-32 of everything before |
 *
 * A list is a varint count and its entries. A value beyond 53 bits is left out, as in blocks.
 */
import type { RegisterValue } from "../model/reading.ts";
import { err, ok, type Result } from "../model/result.ts";
import { REGISTER_CODES, UNIT_CODES } from "./block-codes-table.ts";
import type { BlockError } from "./block-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc-32.ts";
import { emptyLatest, LATEST_VALUES, type LatestColumns } from "./latest-values.ts";
import { nameOfStatus, Places } from "./places.ts";
import type { RegisterForm, Shape } from "./reading-batch.ts";

const MAGIC = [0x52, 0x4c] as const;
const VERSION = 2;
const HAS_KEY = 1;
const HAS_READING = 2;
/** One point's line. `values` are its main registers, the most important first. */
export interface LatestRow {
  readonly pointId: string;
  readonly hasKey: boolean;
  readonly reading?: {
    readonly atMs: number;
    readonly values: readonly RegisterValue[];
    readonly status: readonly string[];
  };
}

const nameOfShape = (shape: Shape): string =>
  shape.map(({ register, unit, exponent }) => `${register} ${unit} ${exponent}`).join();

/** Collects lines and gives them as bytes. Exact for counts up to 53 bits; `decodeLatest` undoes it. */
export class LatestWriter {
  readonly #ids: string[] = [];
  readonly #rows = new ByteWriter(1 << 16);
  readonly #statuses = new Places<readonly string[]>(nameOfStatus);
  readonly #shapes = new Places<Shape>(nameOfShape);
  #beforeMs = 0;

  add({ pointId, hasKey, reading }: LatestRow): void {
    const out = this.#rows;
    this.#ids.push(pointId);
    out.varint(pointId.length);
    out.u8((hasKey ? HAS_KEY : 0) | (reading ? HAS_READING : 0));
    if (!reading) return;
    const values = reading.values.slice(0, LATEST_VALUES).filter(isSmall);
    out.signed(reading.atMs - this.#beforeMs);
    this.#beforeMs = reading.atMs;
    out.varint(this.#statuses.of(reading.status));
    out.varint(this.#shapes.of(values.map(formOf)));
    for (const { value } of values) out.signed(Number(value.digits));
  }

  finish(): Uint8Array {
    const out = new ByteWriter(this.#rows.at + 1024);
    for (const byte of [...MAGIC, VERSION]) out.u8(byte);
    writeList(out, this.#statuses.list, (status) => writeList(out, status, (id) => out.text(id)));
    writeList(out, this.#shapes.list, (shape) => writeList(out, shape, (form) => writeForm(out, form)));
    out.text(this.#ids.join(""));
    out.varint(this.#ids.length);
    out.raw(this.#rows.bytes.subarray(0, this.#rows.at));
    out.u32(crc32(out.bytes, 0, out.at));
    return out.take();
  }
}

const isSmall = ({ value }: RegisterValue): boolean => typeof value.digits === "number";
const formOf = ({ register, unit, value }: RegisterValue): RegisterForm => ({
  register,
  unit,
  exponent: value.exponent,
});

function writeList<T>(out: ByteWriter, list: readonly T[], write: (entry: T) => void): void {
  out.varint(list.length);
  for (const entry of list) write(entry);
}

function writeForm(out: ByteWriter, { register, unit, exponent }: RegisterForm): void {
  out.varint(REGISTER_CODES.indexOf(register));
  out.varint(UNIT_CODES.indexOf(unit));
  out.signed(exponent);
}

export function decodeLatest(bytes: Uint8Array): Result<LatestColumns, BlockError> {
  if (bytes.length < 8) return err({ kind: "truncated", part: "header" });
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) return err({ kind: "not-a-block", part: "header" });
  if (bytes[2] !== VERSION) return err({ kind: "newer-version", part: "header" });
  const body = bytes.length - 4;
  if (new ByteReader(bytes, body).u32() !== crc32(bytes, 0, body)) {
    return err({ kind: "wrong-checksum", part: "body" });
  }
  const from = new ByteReader(bytes.subarray(0, body), MAGIC.length + 1);
  const statusSets = readList(from, () => readList(from, () => from.text()));
  const shapes = readList(from, () => readList(from, () => readForm(from)));
  if (shapes.some((shape) => shape.length > LATEST_VALUES || shape.some((form) => !isKnown(form)))) {
    return err({ kind: "unknown-code", part: "registers" });
  }
  const columns = readRows(from, { statusSets, shapes });
  return columns && !from.isPastEnd ? ok(columns) : err({ kind: "malformed", part: "rows" });
}

function readList<T>(from: ByteReader, read: () => T): readonly T[] {
  const list: T[] = [];
  for (let left = from.varint(); left > 0 && !from.isPastEnd; left--) list.push(read());
  return list;
}

const readForm = (from: ByteReader): RegisterForm => ({
  register: REGISTER_CODES[from.varint()] as RegisterForm["register"],
  unit: UNIT_CODES[from.varint()] as RegisterForm["unit"],
  exponent: from.signed(),
});

const isKnown = ({ register, unit }: Partial<RegisterForm>): boolean =>
  register !== undefined && unit !== undefined;

function readRows(
  from: ByteReader,
  lists: Pick<LatestColumns, "statusSets" | "shapes">,
): LatestColumns | undefined {
  const ids = from.text();
  const count = from.varint();
  // No point takes less than two bytes: a wild number is not worth its memory.
  if (count > from.bytes.length) return undefined;
  const columns = { ...emptyLatest(count), ...lists, pointIds: new Array<string>(count) };
  let [beforeMs, idAt] = [0, 0];
  for (let row = 0; row < count && !from.isPastEnd; row++) {
    const idEnd = idAt + from.varint();
    columns.pointIds[row] = ids.slice(idAt, idEnd);
    idAt = idEnd;
    const flags = from.u8();
    columns.hasKey[row] = flags & HAS_KEY;
    if (!(flags & HAS_READING)) continue;
    beforeMs += from.signed();
    columns.timesMs[row] = beforeMs;
    const [status, place] = [from.varint(), from.varint()];
    const shape = lists.shapes[place];
    if (!shape || status >= lists.statusSets.length) return undefined;
    columns.statusIndex[row] = status;
    columns.shapeIndex[row] = place;
    for (let n = 0; n < shape.length; n++) columns.counts[row * LATEST_VALUES + n] = from.signed();
  }
  return idAt === ids.length ? columns : undefined;
}
