/**
 * Header of a data record: DIF, DIFEs, VIF, VIFEs (EN 13757-3:2018, 6.3 and 6.4) → how the value
 * behind it is read. A header says the same in every telegram, so each distinct one is interpreted
 * once and remembered under its bytes (a tree of bytes, at most `MAX_REMEMBERED` headers).
 *
 * ```
 * DIF  DIFE 0…10  VIF  VIFE 0…10  [plain-text unit]  value …
 * ```
 */
import type { Quantity, Unit } from "../../model/unit.ts";
import { formatHex } from "../bytes/hex.ts";
import type { NoValueReason, RecordFunction } from "../telegram.ts";
import { DATA_FIELDS, type DataCoding, MAX_EXTENSIONS, RECORD_FUNCTIONS } from "./dif-table.ts";
import { type Bytes, type HeaderFault, perTime, readValueInformation } from "./value-information.ts";
import type { ValueType } from "./vif-fact.ts";
import type { ProfileKind } from "./vife-table.ts";

export interface RecordHeader {
  /** Position among the remembered headers; -1 when it was not remembered. */
  readonly index: number;
  readonly bytes: Uint8Array;
  /** All header bytes, upper-case hex. */
  readonly hex: string;
  /** VIF and VIFEs only, upper-case hex: what drivers match manufacturer codes by. */
  readonly vib: string;
  readonly coding: DataCoding;
  /** Bytes of the value; -1 when its first byte tells (LVAR). */
  readonly valueLength: number;
  readonly function: RecordFunction;
  readonly storage: number;
  readonly tariff: number;
  readonly subunit: number;
  readonly meaning: string;
  readonly modifiers: readonly string[];
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly exponent: number;
  readonly type: ValueType;
  /** Whole factor beside the exponent. */
  readonly factor: number;
  /** 10^addExponent of the unit is added to the value. */
  readonly addExponent: number | undefined;
  /** Set when the VIFEs say that there is no value. */
  readonly noValue: NoValueReason | undefined;
  readonly profile: ProfileKind | undefined;
  /** Never set; tells a header from a fault. */
  readonly fault: undefined;
}

/** Node of the tree: the next byte leads on; a header ends where `header` is set. */
interface HeaderNode {
  readonly next: (HeaderNode | undefined)[];
  header: RecordHeader | undefined;
}

const MAX_REMEMBERED = 4096;
const root: HeaderNode = { next: [], header: undefined };
let remembered = 0;

/**
 * The header that starts at `at`, or why there is none. The caller has dealt with special functions
 * (low nibble of the DIF is 0x0F).
 */
export function findRecordHeader(source: Bytes, at: number): RecordHeader | HeaderFault {
  const { bytes, end } = source;
  let node = root;
  for (let i = at; i < end; i++) {
    const next = node.next[bytes[i] ?? 0];
    if (next === undefined) break;
    if (next.header !== undefined) return next.header;
    node = next;
  }
  const header = readRecordHeader(source, at);
  if (header.fault === undefined && header.index >= 0) remember(header);
  return header;
}

function remember(header: RecordHeader): void {
  let node = root;
  for (const byte of header.bytes) {
    let next = node.next[byte];
    if (next === undefined) {
      next = { next: [], header: undefined };
      node.next[byte] = next;
    }
    node = next;
  }
  node.header = header;
  remembered += 1;
}

/** Headers of series elements by the index of the series' own header. */
const seriesHeaders: RecordHeader[][] = [];

/**
 * Header of the n-th element of a series, n from 1: the series' own, n storage numbers further. It is
 * remembered like those of telegrams.
 */
export function seriesHeaderOf(header: RecordHeader, n: number): RecordHeader {
  const known = seriesHeaders[header.index] ?? [];
  const found = known[n];
  if (found !== undefined) return found;
  const index = header.index < 0 || remembered >= MAX_REMEMBERED ? -1 : remembered;
  const made: RecordHeader = {
    ...header,
    index,
    storage: header.storage + n,
    modifiers: header.modifiers.filter((modifier) => modifier !== header.profile),
    type: header.profile === undefined ? header.type : "number",
    profile: undefined,
  };
  if (index >= 0) {
    remembered += 1;
    known[n] = made;
    seriesHeaders[header.index] = known;
  }
  return made;
}

interface DataInformation {
  readonly dif: number;
  readonly storage: number;
  readonly tariff: number;
  readonly subunit: number;
  readonly next: number;
}

/** Reads DIF and DIFEs at `at`; the low nibble of the DIF is not 0x0F. */
function readDataInformation({ bytes, end }: Bytes, at: number): DataInformation | HeaderFault {
  const dif = bytes[at] ?? 0;
  let storage = (dif >> 6) & 1;
  let tariff = 0;
  let subunit = 0;
  let next = at + 1;
  let previous = dif;
  for (let n = 0; previous & 0x80; n++) {
    if (n === MAX_EXTENSIONS) return { fault: "too-many-extensions", offset: next };
    if (next >= end) return { fault: "truncated", offset: next };
    const dife = bytes[next] ?? 0;
    // Up to 41 bits of storage number: arithmetic, because bit operators stop at 32.
    storage += (dife & 0x0f) * 2 ** (4 * n + 1);
    tariff += ((dife >> 4) & 3) * 4 ** n;
    subunit += ((dife >> 6) & 1) * 2 ** n;
    previous = dife;
    next += 1;
  }
  return { dif, storage, tariff, subunit, next };
}

/** Interprets the header at `at`; its index is the place it will be remembered at. */
function readRecordHeader(source: Bytes, at: number): RecordHeader | HeaderFault {
  const dib = readDataInformation(source, at);
  if ("fault" in dib) return dib;
  const vib = readValueInformation(source, dib.next);
  if ("fault" in vib) return vib;
  const field = DATA_FIELDS[dib.dif & 0x0f] ?? { coding: "none", byteLength: 0 };
  const bytes = source.bytes.slice(at, vib.next);
  const fact = perTime(vib.fact, vib.modifiers);
  return {
    index: vib.isAmbiguous || remembered >= MAX_REMEMBERED ? -1 : remembered,
    bytes,
    hex: formatHex(bytes),
    vib: formatHex(bytes, dib.next - at),
    coding: field.coding,
    valueLength: field.byteLength,
    function: RECORD_FUNCTIONS[(dib.dif >> 4) & 3] ?? "instant",
    storage: dib.storage,
    tariff: dib.tariff,
    subunit: dib.subunit,
    meaning: fact.meaning,
    modifiers: vib.modifiers,
    quantity: quantityByLength(fact.quantity, field.byteLength),
    unit: fact.unit,
    exponent: fact.exponent + vib.scale,
    type: vib.profile ? "bytes" : fact.type,
    factor: fact.factor ?? 1,
    addExponent: vib.addExponent,
    noValue: vib.noValue,
    profile: vib.profile,
    fault: undefined,
  };
}

/** Two bytes of a point in time are a date, more are a date with time, whichever VIF announced them. */
function quantityByLength(quantity: Quantity, valueLength: number): Quantity {
  if (quantity !== "date" && quantity !== "dateTime") return quantity;
  return valueLength === 2 ? "date" : "dateTime";
}
