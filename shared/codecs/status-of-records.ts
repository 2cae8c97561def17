/**
 * What a meter says about itself → status ids: the status byte of the transport header (the same for
 * all makers, EN 13757-7:2018, 7.5.6) and the info records its driver has a table for.
 *
 * | bits of the status byte | meaning |
 * |---|---|
 * | 1–0 | 1 busy, 2 application error, 3 abnormal condition |
 * | 2 | power low |
 * | 3 | permanent error |
 * | 4 | temporary error |
 * | 7–5 | the maker's own: shown only where a driver knows them |
 */
import type { StatusId } from "../model/status.ts";
import type { Driver, StatusTable } from "./drivers/driver.ts";
import type { DriverShape } from "./drivers/shape-book.ts";
import type { RecordWalk } from "./mbus/data-record.ts";
import type { NamedRecord } from "./telegram.ts";

const NONE: readonly StatusId[] = [];

/** All status ids of a telegram; appends the durations that its info records carry. */
export function statusOf(
  walk: RecordWalk<DriverShape>,
  ofByte: readonly StatusId[] = NONE,
): readonly StatusId[] {
  let ids: StatusId[] | undefined;
  const { shapes, records } = walk;
  for (let i = 0; i < shapes.length; i++) {
    const table = shapes[i]?.status;
    const record = records[i];
    if (table === undefined || record === undefined) continue;
    const bits = bitsOf(record);
    if (bits === 0) continue;
    ids = [...(ids ?? NONE), ...idsOfBits(table, bits)];
    if (table.durations) records.push(...durationRecords(table, record, bits));
  }
  if (ids === undefined) return ofByte;
  return uniqueSorted([...ids, ...ofByte]);
}

function bitsOf({ value }: NamedRecord): number {
  return value.kind === "number" && typeof value.number.digits === "number" ? value.number.digits : 0;
}

/** Ids by bits, for each table: a meter that has trouble says the same in every telegram. */
const knownIds = new WeakMap<StatusTable, Map<number, readonly StatusId[]>>();
const MAX_KNOWN = 1024;

/** Ids of an info code's bits; those the table does not know are told as `unknown-info-bits`. */
export function idsOfBits(table: StatusTable, bits: number): readonly StatusId[] {
  const ofTable = knownIds.get(table) ?? new Map<number, readonly StatusId[]>();
  knownIds.set(table, ofTable);
  const known = ofTable.get(bits);
  if (known !== undefined) return known;
  if (ofTable.size >= MAX_KNOWN) ofTable.clear();
  const ids = readStatusBits(table, bits);
  ofTable.set(bits, ids);
  return ids;
}

/** Ids of the bits set; bits the table does not know are told as such. */
function readStatusBits(table: StatusTable, bits: number): readonly StatusId[] {
  const ids: StatusId[] = [];
  let unknown = false;
  for (let bit = 0; bit < 32; bit++) {
    // Arithmetic, because bit 31 is a sign for bit operators.
    if (Math.floor(bits / 2 ** bit) % 2 === 0) continue;
    const id = table.bits[bit];
    if (id !== undefined) ids.push(id);
    else if (((table.ignoredMask ?? 0) >>> bit) % 2 === 0) unknown = true;
  }
  if (unknown) ids.push("unknown-info-bits");
  return ids;
}

/** How long states lasted, as records of their own at the place of the info record. */
function durationRecords(table: StatusTable, info: NamedRecord, bits: number): readonly NamedRecord[] {
  const records: NamedRecord[] = [];
  for (const { name, shift, width, texts } of table.durations ?? []) {
    const text = texts[(bits >>> shift) & (2 ** width - 1)] ?? "";
    if (text !== "") records.push({ ...info, name, quantity: "text", value: { kind: "text", text } });
  }
  return records;
}

const LOW_BITS: readonly (readonly StatusId[])[] = [
  [],
  ["application-busy"],
  ["application-error"],
  ["abnormal-condition"],
];

const byStatusByte: readonly (readonly StatusId[])[] = Array.from({ length: 256 }, (_, byte) =>
  [...(LOW_BITS[byte & 3] ?? []), ...faultsOf(byte)].sort(),
);

function faultsOf(byte: number): readonly StatusId[] {
  const ids: StatusId[] = [];
  if (byte & 0x04) ids.push("power-low");
  if (byte & 0x08) ids.push("permanent-error");
  if (byte & 0x10) ids.push("temporary-error");
  return ids;
}

const MAKER_MASK = 0xfc;
const MAKER_BITS = [2, 3, 4, 5, 6, 7] as const;

/** Ids of the transport header's status byte, sorted; the maker's bits as its driver has them. */
export function statusOfByte(
  statusByte: number | undefined,
  makerBits?: Driver["statusByteBits"],
): readonly StatusId[] {
  const byte = statusByte ?? 0;
  const ids = byStatusByte[byte] ?? NONE;
  if (makerBits === undefined || (byte & MAKER_MASK) === 0) return ids;
  const ofMaker = MAKER_BITS.flatMap((bit) => (byte & (1 << bit) ? (makerBits[bit] ?? []) : []));
  return uniqueSorted([...ids, ...ofMaker]);
}

/** The fixed data structure uses the low bits for its coding, the fault bits are the same. */
export const statusOfFixedData = (statusByte: number): readonly StatusId[] =>
  [...faultsOf(statusByte)].sort();

export const uniqueSorted = <T extends string>(ids: readonly T[]): readonly T[] => [...new Set(ids)].sort();
