/**
 * Compact profiles (EN 13757-3:2018, Annex F; OMS Vol. 2, Annex G): one record of variable length holds
 * a series of values. It belongs to a base value and a base time, the records with the same storage
 * number, and continues them under the following storage numbers.
 *
 * | byte of the value | field |
 * |---|---|
 * | 0 | spacing control: increment mode (bits 7–6), spacing unit (5–4), data field of an element (3–0) |
 * | 1 | spacing value |
 * | 2… | elements |
 *
 * | mode | element | an inverse profile's next, older value |
 * |---|---|---|
 * | 0 | the value itself, signed | element |
 * | 1 | increment, unsigned | value − element |
 * | 2 | decrement, unsigned | value + element |
 * | 3 | younger minus older, signed | value − element |
 *
 * | spacing value | meaning |
 * |---|---|
 * | 0 | an array, not a series in time |
 * | 1–250 | that many seconds, minutes, hours, days (unit 0–3) |
 * | 253 | half a month (unit 3) |
 * | 254 | six months (unit 1), three (2), one (3) |
 *
 * A profile with register numbers (VIFE 1E) is laid out like one without (1F); its values are the registers
 * after the base value's.
 */
import { addScaled, negateScaled, type Scaled } from "../../model/scaled.ts";
import type { NamedRecord, RecordValue } from "../telegram.ts";
import { type RecordShape, type RecordWalk, recordOf, type ShapeBook } from "./data-record.ts";
import { DATA_FIELDS } from "./dif-table.ts";
import { type Spacing, shiftDate, spacingOf } from "./profile-spacing.ts";
import { type RecordHeader, seriesHeaderOf } from "./record-header.ts";
import { readRecordValue } from "./record-value.ts";
import type { ValueType } from "./vif-fact.ts";

/** Appends the values (and their dates) of all profiles in a walk to its records. */
export function expandProfiles<Shape extends RecordShape>(
  walk: RecordWalk<Shape>,
  { bytes, book }: { readonly bytes: Uint8Array; readonly book: ShapeBook },
): void {
  const { shapes } = walk;
  for (let i = 0; i < shapes.length; i++) {
    const profile = shapes[i]?.header.profile;
    if (profile === undefined) continue;
    const shape = shapes[i];
    const record = walk.records[i];
    if (shape && record) walk.records.push(...expandProfile(walk, { bytes, book, record, shape }));
  }
}

interface ProfileSource {
  readonly bytes: Uint8Array;
  readonly book: ShapeBook;
  readonly record: NamedRecord;
  readonly shape: RecordShape;
}

/** A profile's fixed part. */
interface Profile {
  readonly isInverse: boolean;
  readonly mode: number;
  readonly spacing: Spacing | undefined;
  readonly elementField: number;
  readonly elementLength: number;
  /** First element, in the bytes of the telegram. */
  readonly first: number;
  readonly count: number;
}

const ABSOLUTE = 0;
const DECREMENT = 2;
const SIGNED_DIFFERENCE = 3;

function readProfile({ bytes, record, shape }: ProfileSource): Profile | undefined {
  if (record.value.kind !== "bytes" || record.value.bytes.length < 2) return undefined;
  const { length } = record.value.bytes;
  const start = record.at[0] + record.at[1] - length;
  const control = bytes[start] ?? 0;
  const elementField = control & 0x0f;
  const elementLength = DATA_FIELDS[elementField]?.byteLength ?? 0;
  if (elementLength <= 0) return undefined;
  return {
    isInverse: shape.header.profile === "inverse-compact-profile",
    mode: control >> 6,
    spacing: spacingOf((control >> 4) & 3, bytes[start + 1] ?? 0),
    elementField,
    elementLength,
    first: start + 2,
    count: Math.floor((length - 2) / elementLength),
  };
}

function expandProfile<Shape extends RecordShape>(
  walk: RecordWalk<Shape>,
  source: ProfileSource,
): NamedRecord[] {
  const profile = readProfile(source);
  if (!profile) return [];
  const base = baseValueOf(walk, source.shape.header);
  if (profile.mode !== ABSOLUTE && base === undefined) return [];
  const date = baseDateOf(walk, source.shape.header);
  const found: NamedRecord[] = [];
  let value = base;
  for (let n = 1; n <= profile.count; n++) {
    const element = readElement(source, profile, n);
    const next = nextValue(profile, value, element.value);
    found.push({ ...element, value: next });
    if (next.kind === "number") value = next.number;
    else if (profile.mode !== ABSOLUTE) break;
    if (date && profile.spacing) found.push(dateRecord(source, { profile, date, n, at: element.at }));
  }
  return found;
}

/** The record with the same storage, tariff, subunit and VIF, whose value the series continues. */
function baseValueOf<Shape extends RecordShape>(
  walk: RecordWalk<Shape>,
  header: RecordHeader,
): Scaled | undefined {
  const modifiers = withoutProfile(header);
  const i = walk.shapes.findIndex(
    ({ header: other }) =>
      other.profile === undefined &&
      other.meaning === header.meaning &&
      other.storage === header.storage &&
      other.tariff === header.tariff &&
      other.subunit === header.subunit &&
      other.function === header.function &&
      other.modifiers.join() === modifiers.join(),
  );
  const value = walk.records[i]?.value;
  return value?.kind === "number" ? value.number : undefined;
}

const withoutProfile = (header: RecordHeader): readonly string[] =>
  header.modifiers.filter((modifier) => modifier !== header.profile);

function baseDateOf<Shape extends RecordShape>(
  walk: RecordWalk<Shape>,
  header: RecordHeader,
): { readonly shape: RecordShape; readonly text: string } | undefined {
  const i = walk.shapes.findIndex(
    ({ header: other }) =>
      other.storage === header.storage && (other.meaning === "date" || other.meaning === "date-time"),
  );
  const shape = walk.shapes[i];
  const value = walk.records[i]?.value;
  return shape && value?.kind === "date" && !value.isInvalid ? { shape, text: value.text } : undefined;
}

/** The n-th element with the name and storage number it stands for. */
function readElement(source: ProfileSource, profile: Profile, n: number): NamedRecord {
  const at = profile.first + (n - 1) * profile.elementLength;
  const shape = source.book.shapeOf(seriesHeaderOf(source.shape.header, n));
  const coding = DATA_FIELDS[profile.elementField]?.coding ?? "none";
  const rule = { ...shape, header: { ...shape.header, coding }, type: elementType(profile.mode) };
  const isIllegal = profile.mode !== ABSOLUTE && isAllOnes(source.bytes, at, profile.elementLength);
  const value: RecordValue = isIllegal
    ? { kind: "none", reason: "no-data" }
    : readRecordValue(rule, { bytes: source.bytes, at, length: profile.elementLength });
  return recordOf(shape, value, [at, profile.elementLength]);
}

const elementType = (mode: number): ValueType =>
  mode === ABSOLUTE || mode === SIGNED_DIFFERENCE ? "number" : "unsigned";

/** Unsigned elements say "illegal" with all bits set. */
function isAllOnes(bytes: Uint8Array, at: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[at + i] !== 0xff) return false;
  return true;
}

function nextValue(profile: Profile, value: Scaled | undefined, element: RecordValue): RecordValue {
  if (profile.mode === ABSOLUTE || value === undefined || element.kind !== "number") return element;
  const isDecrement = profile.mode === DECREMENT;
  const goesUp = profile.isInverse ? isDecrement : !isDecrement;
  const step = goesUp ? element.number : negateScaled(element.number);
  return { kind: "number", number: addScaled(value, step) };
}

interface DateSource {
  readonly profile: Profile;
  readonly date: { readonly shape: RecordShape; readonly text: string };
  readonly n: number;
  readonly at: NamedRecord["at"];
}

function dateRecord({ book }: ProfileSource, { profile, date, n, at }: DateSource): NamedRecord {
  const shape = book.shapeOf(seriesHeaderOf(date.shape.header, n));
  const steps = profile.isInverse ? -n : n;
  const text = profile.spacing && shiftDate(date.text, profile.spacing, steps);
  const value: RecordValue =
    text === undefined ? { kind: "none", reason: "invalid-date" } : { kind: "date", text };
  return recordOf(shape, value, at);
}
