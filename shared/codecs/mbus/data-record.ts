/**
 * Variable data structure (EN 13757-3:2018, 6): the application layer as a row of data records.
 *
 * ```
 * record   header (DIF … VIF …)   value
 * 2F       idle filler
 * 0F …     manufacturer's bytes to the end
 * 1F …     the same, and more records follow in the next telegram
 * 7F       all data wanted (only towards the meter; skipped)
 * ```
 *
 * A record that runs past the end, a reserved length or more than ten extensions end the walk: the
 * records before it are kept and the error says where.
 */
import type { Quantity, Unit } from "../../model/unit.ts";
import type { DecodeError } from "../decode-error.ts";
import type { NamedRecord, Place, RecordValue } from "../telegram.ts";
import {
  DIF_GLOBAL_READOUT,
  DIF_IDLE_FILLER,
  DIF_MANUFACTURER_BLOCK,
  DIF_MORE_RECORDS_FOLLOW,
  variableLengthOf,
} from "./dif-table.ts";
import { findRecordHeader, type RecordHeader } from "./record-header.ts";
import { readRecordValue, type ValueRule } from "./record-value.ts";

/** How one meter type's record is read and called: its header, refined by the meter's driver. */
export interface RecordShape extends ValueRule {
  readonly name: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Count by which this meter says that it has no value. */
  readonly absentCount: number | undefined;
  /** What has to be done with the telegram because of this record: a sum of `TRAIT_…` bits. */
  readonly traits: number;
}

/** The record holds a series (mbus/compact-profile.ts). Further bits are the driver book's. */
export const TRAIT_PROFILE = 1;

/** Gives every header its shape; a driver keeps one book (drivers/shape-book.ts). */
export interface ShapeBook<Shape extends RecordShape = RecordShape> {
  shapeOf(header: RecordHeader): Shape;
}

export interface RecordWalk<Shape extends RecordShape = RecordShape> {
  readonly records: NamedRecord[];
  /** Shape of each record, in the same order. */
  readonly shapes: Shape[];
  /** Stretches of idle filler. */
  readonly fillers: Place[];
  /** Bytes behind DIF 0F or 1F. */
  readonly manufacturerBlock: Place | undefined;
  readonly moreFollows: boolean;
  /** What ended the walk before the end of the bytes. */
  readonly error: DecodeError | undefined;
  /** Bytes from the start of the record that could not be read. */
  readonly unreadLength: number;
  /** Traits of all records together. */
  readonly traits: number;
}

/** A walk under way. */
interface WalkState<Shape extends RecordShape> {
  readonly bytes: Uint8Array;
  end: number;
  readonly book: ShapeBook<Shape>;
  readonly records: NamedRecord[];
  readonly shapes: Shape[];
  readonly fillers: Place[];
  manufacturerBlock: Place | undefined;
  moreFollows: boolean;
  error: DecodeError | undefined;
  unreadLength: number;
  traits: number;
  /** Place of the value being read: the walk itself is the place, so that none is made for each record. */
  at: number;
  length: number;
  /** Places the records stand at in the telegram, where `bytes` is not the telegram. */
  places: readonly Place[] | undefined;
}

const walkOver = <Shape extends RecordShape>(
  bytes: Uint8Array,
  [first, length]: Place,
  book: ShapeBook<Shape>,
): WalkState<Shape> => ({
  bytes,
  end: Math.min(first + length, bytes.length),
  book,
  records: [],
  shapes: [],
  fillers: [],
  manufacturerBlock: undefined,
  moreFollows: false,
  error: undefined,
  unreadLength: 0,
  traits: 0,
  at: 0,
  length: 0,
  places: undefined,
});

export interface ReadRecordsOptions<Shape extends RecordShape> {
  readonly book: ShapeBook<Shape>;
  /** Where a record that begins inside the place has to end at last; default: with the place. */
  readonly limit?: number | undefined;
}

/** Reads the records at `place`; offsets and places count in `bytes`. */
export function readRecords<Shape extends RecordShape>(
  bytes: Uint8Array,
  place: Place,
  { book, limit }: ReadRecordsOptions<Shape>,
): RecordWalk<Shape> {
  const state = walkOver(bytes, place, book);
  const stopAt = state.end;
  state.end = limit ?? stopAt;
  let at = place[0];
  while (at < stopAt) {
    const dif = bytes[at] ?? 0;
    const next = (dif & 0x0f) === 0x0f ? readSpecialFunction(state, at, dif) : readFullRecord(state, at);
    if (state.error) state.unreadLength = state.end - at;
    at = next;
  }
  return state;
}

/**
 * Reads records that were put together from a compact frame. Their places are those of their values
 * in the telegram, in the same order.
 */
export function readReconstructed<Shape extends RecordShape>(
  bytes: Uint8Array,
  places: readonly Place[],
  book: ShapeBook<Shape>,
): RecordWalk<Shape> {
  const state = walkOver(bytes, [0, bytes.length], book);
  state.places = places;
  let at = 0;
  while (at < state.end) at = readFullRecord(state, at);
  return state;
}

/** Takes one record and tells where the next begins. */
function readFullRecord<Shape extends RecordShape>(state: WalkState<Shape>, at: number): number {
  const header = findRecordHeader(state, at);
  if (header.fault !== undefined) {
    return stop(state, { kind: header.fault, layer: "record", offset: header.offset });
  }
  return readValueBehind(state, header, at);
}

/** Reads the value behind a header that starts at `start`. */
function readValueBehind<Shape extends RecordShape>(
  state: WalkState<Shape>,
  header: RecordHeader,
  start: number,
): number {
  const { end } = state;
  const valueAt = start + header.bytes.length;
  const length = header.valueLength < 0 ? variableLength(state, valueAt) : header.valueLength;
  if (length < 0) return end;
  const next = valueAt + length;
  if (next > end) {
    return stop(state, {
      kind: "truncated",
      layer: "record",
      offset: start,
      expected: next - start,
      actual: end - start,
    });
  }
  const shape = state.book.shapeOf(header);
  state.at = valueAt;
  state.length = length;
  state.traits |= shape.traits;
  const found = readRecordValue(shape, state);
  const value = isAbsent(shape, found) ? ABSENT : found;
  const at = state.places?.[state.records.length] ?? [start, next - start];
  state.records.push(recordOf(shape, value, at));
  state.shapes.push(shape);
  return next;
}

const ABSENT: RecordValue = { kind: "none", reason: "no-data" };

const isAbsent = ({ absentCount }: RecordShape, value: RecordValue): boolean =>
  absentCount !== undefined && value.kind === "number" && value.number.digits === absentCount;

/** Bytes of a variable-length value with its LVAR; -1 when the walk ends here. */
function variableLength<Shape extends RecordShape>(state: WalkState<Shape>, at: number): number {
  if (at >= state.end) {
    stop(state, { kind: "truncated", layer: "record", offset: at });
    return -1;
  }
  const lvar = state.bytes[at] ?? 0;
  const variable = variableLengthOf(lvar);
  if (variable) return 1 + variable.byteLength;
  stop(state, { kind: "reserved-length", layer: "record", offset: at, actual: lvar });
  return -1;
}

/** Ends the walk with an error. */
function stop<Shape extends RecordShape>(state: WalkState<Shape>, error: DecodeError): number {
  state.error = error;
  return state.end;
}

/** The record a shape makes of a value. */
export const recordOf = (shape: RecordShape, value: RecordValue, at: Place): NamedRecord => ({
  name: shape.name,
  quantity: shape.quantity,
  unit: shape.unit,
  value,
  function: shape.header.function,
  storage: shape.header.storage,
  tariff: shape.header.tariff,
  subunit: shape.header.subunit,
  header: shape.header.hex,
  meaning: shape.header.meaning,
  modifiers: shape.header.modifiers,
  at,
});

/** DIFs with low nibble 0x0F start no record. */
function readSpecialFunction<Shape extends RecordShape>(
  state: WalkState<Shape>,
  at: number,
  dif: number,
): number {
  const { bytes, end } = state;
  switch (dif) {
    case DIF_IDLE_FILLER: {
      let next = at + 1;
      while (next < end && bytes[next] === DIF_IDLE_FILLER) next += 1;
      state.fillers.push([at, next - at]);
      return next;
    }
    case DIF_MORE_RECORDS_FOLLOW:
    case DIF_MANUFACTURER_BLOCK:
      state.moreFollows = dif === DIF_MORE_RECORDS_FOLLOW;
      state.manufacturerBlock = [at + 1, end - at - 1];
      return end;
    case DIF_GLOBAL_READOUT:
      return at + 1;
    default:
      return stop(state, { kind: "reserved-dif", layer: "record", offset: at, actual: dif });
  }
}
