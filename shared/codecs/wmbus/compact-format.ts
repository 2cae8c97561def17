/**
 * The format of a compact frame: the headers of its records without their values (EN 13757-3; frames
 * with CI 79, 7B and, on the radio, 73).
 *
 * Formats are learned from full frames of the same meter, from format frames (CI 69, 6A, 6B), or known from
 * `compact-format-table.ts`. The signature is the CRC of EN 13757-4 over all header bytes in order.
 */
import { crcEn13757 } from "../bytes/crc.ts";
import { readU16 } from "../bytes/cursor.ts";
import {
  DATA_FIELDS,
  DIF_IDLE_FILLER,
  DIF_MANUFACTURER_BLOCK,
  DIF_MORE_RECORDS_FOLLOW,
  MAX_EXTENSIONS,
  variableLengthOf,
} from "../mbus/dif-table.ts";

/** One record of a format. `valueLength` −1: the first value byte says how long it is (LVAR). */
export interface FormatField {
  readonly headerAt: number;
  readonly headerLength: number;
  readonly valueLength: number;
}

export interface CompactFormat {
  /** DIF, DIFE, VIF, VIFE of all records in order. */
  readonly headers: Uint8Array;
  /** CRC over `headers`; sent least significant byte first. */
  readonly signature: number;
  readonly fields: readonly FormatField[];
}

const EXTENSION = 0x80;
const SPECIAL = 0x0f;
const PLAIN_TEXT_VIF = 0x7c;
const FIRST_PRINTABLE = 0x20;

const valueLengthOfDif = (dif: number): number => DATA_FIELDS[dif & 0x0f]?.byteLength ?? 0;

/** Length of the value that starts at `at`, LVAR resolved; `undefined` when its coding is reserved. */
export function lengthOfValue(bytes: Uint8Array, at: number, valueLength: number): number | undefined {
  if (valueLength >= 0) return valueLength;
  const variable = variableLengthOf(bytes[at] ?? 0);
  return variable && 1 + variable.byteLength;
}

/** End of a run of extension bytes: the first byte behind the one without extension bit. */
function endOfExtensions(bytes: Uint8Array, at: number, end: number): number | undefined {
  let next = at;
  while (((bytes[next] ?? 0) & EXTENSION) !== 0) {
    next++;
    if (next >= end || next - at > MAX_EXTENSIONS) return undefined;
  }
  return next + 1;
}

/** Header length of the record at `at`; `undefined` when it is special or does not end before `end`. */
function lengthOfHeader(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (((bytes[at] ?? 0) & SPECIAL) === SPECIAL) return undefined;
  const vifAt = endOfExtensions(bytes, at, end);
  if (vifAt === undefined || vifAt >= end) return undefined;
  const isText = ((bytes[vifAt] ?? 0) & ~EXTENSION) === PLAIN_TEXT_VIF;
  const headerEnd = isText ? endOfPlainText(bytes, vifAt, end) : endOfExtensions(bytes, vifAt, end);
  return headerEnd === undefined || headerEnd > end ? undefined : headerEnd - at;
}

/**
 * End of a header with a plain-text unit: `length characters` stand directly behind the VIF in every meter
 * seen, VIFEs after them; where no text can stand there, it follows the VIFEs.
 */
function endOfPlainText(bytes: Uint8Array, vifAt: number, end: number): number | undefined {
  const hasVifes = ((bytes[vifAt] ?? 0) & EXTENSION) !== 0;
  const early = endOfText(bytes, vifAt + 1, end);
  if (early !== undefined) return hasVifes ? endOfExtensions(bytes, early, end) : early;
  const vifesEnd = endOfExtensions(bytes, vifAt, end);
  return vifesEnd === undefined ? undefined : endOfText(bytes, vifesEnd, end);
}

/** End of a length byte and that many characters; `undefined` unless all are there and printable. */
function endOfText(bytes: Uint8Array, at: number, end: number): number | undefined {
  const textEnd = at + 1 + (bytes[at] ?? 0);
  if (textEnd > end || textEnd === at + 1) return undefined;
  for (let i = at + 1; i < textEnd; i++) if ((bytes[i] ?? 0) < FIRST_PRINTABLE) return undefined;
  return textEnd;
}

/** Format of a header list; `undefined` when the bytes are not one. */
export function readFormat(headers: Uint8Array): CompactFormat | undefined {
  const fields: FormatField[] = [];
  let at = 0;
  while (at < headers.length) {
    const headerLength = lengthOfHeader(headers, at, headers.length);
    if (headerLength === undefined) return undefined;
    fields.push({ headerAt: at, headerLength, valueLength: valueLengthOfDif(headers[at] ?? 0) });
    at += headerLength;
  }
  if (fields.length === 0) return undefined;
  return { headers, signature: crcEn13757(headers, { from: 0, to: headers.length }), fields };
}

/**
 * Format of the records of a full frame, from the plain bytes `from`–`to`; `undefined` when they do not
 * fill it exactly (such frames have no compact form).
 */
export function formatOfRecords(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): CompactFormat | undefined {
  const headers: number[] = [];
  let at = from;
  while (at < to) {
    if (bytes[at] === DIF_IDLE_FILLER) {
      at++;
      continue;
    }
    const headerLength = lengthOfHeader(bytes, at, to);
    if (headerLength === undefined) return undefined;
    const valueAt = at + headerLength;
    const length = lengthOfValue(bytes, valueAt, valueLengthOfDif(bytes[at] ?? 0));
    if (length === undefined || valueAt + length > to) return undefined;
    for (let i = at; i < valueAt; i++) headers.push(bytes[i] ?? 0);
    at = valueAt + length;
  }
  return readFormat(Uint8Array.from(headers));
}

/**
 * Format a format frame announces: `[length] signature(2) headers…`, the length byte present or not. Taken
 * only when the signature fits.
 */
export function formatOfFormatFrame(payload: Uint8Array): CompactFormat | undefined {
  for (const skip of [1, 0]) {
    const format = readFormat(payload.slice(skip + 2));
    if (format && format.signature === readU16(payload, skip)) return format;
  }
  return undefined;
}

/**
 * Whether plain bytes read as records from first to last: every record ends inside, fillers between them;
 * a special DIF (manufacturer data, more to follow) may end the list. What a wrong key leaves rarely does.
 */
export function areRecords(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  let at = from;
  while (at < to) {
    const dif = bytes[at] ?? 0;
    if (dif === DIF_IDLE_FILLER) {
      at++;
      continue;
    }
    if ((dif & SPECIAL) === SPECIAL) return dif === DIF_MANUFACTURER_BLOCK || dif === DIF_MORE_RECORDS_FOLLOW;
    const headerLength = lengthOfHeader(bytes, at, to);
    if (headerLength === undefined) return false;
    const valueAt = at + headerLength;
    const length = lengthOfValue(bytes, valueAt, valueLengthOfDif(dif));
    if (length === undefined || valueAt + length > to) return false;
    at = valueAt + length;
  }
  return true;
}
