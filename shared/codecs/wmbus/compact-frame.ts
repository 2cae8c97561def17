/**
 * Compact frames: the values of a full frame without their headers (EN 13757-3; CI 79, 7B, and 73 on
 * the radio). Application data behind the transport header:
 *
 * | offset | field                                                                       |
 * | ------ | --------------------------------------------------------------------------- |
 * | 0      | signature(2): CRC over the header bytes of the format                       |
 * | 2      | data CRC(2): CRC over the full record bytes, headers and values             |
 * | 4      | values in the order of the format                                           |
 *
 * Both CRCs are those of EN 13757-4, least significant byte first. The data CRC proves format and values
 * together, end to end.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { crcEn13757 } from "../bytes/crc.ts";
import { bytesOfU16, concatBytes, readU16 } from "../bytes/cursor.ts";
import { formatHex } from "../bytes/hex.ts";
import type { DecodeError } from "../decode-error.ts";
import type { Place } from "../telegram.ts";
import { type CompactFormat, formatOfRecords, lengthOfValue } from "./compact-format.ts";
import type { FormatStore } from "./format-store.ts";

const VALUES_AT = 4;

export interface ReconstructedRecords {
  /** Record bytes as the full frame has them: headers and values. */
  readonly records: Uint8Array;
  /** Per record: where its header starts in `records`, and where its value stands in the compact frame. */
  readonly places: readonly { readonly recordAt: number; readonly value: Place }[];
  /** Signature as transmitted, upper-case hex. */
  readonly signature: string;
}

/** Signature as transmitted (upper-case hex) of the compact data at `at`. */
const signatureText = (bytes: Uint8Array, at: number): string => formatHex(bytes, at, at + 2);

/**
 * Full records from compact data at `payload` in `bytes`. Fails with `unknown-signature` (keep the telegram,
 * the next full frame teaches its format), `wrong-compact-crc` or `truncated`; offsets count in `bytes`.
 */
export function reconstructRecords(
  bytes: Uint8Array,
  [at, length]: Place,
  candidates: { readonly formats: FormatStore; readonly meterType: string },
): Result<ReconstructedRecords, DecodeError> {
  const end = at + length;
  if (length < VALUES_AT) {
    return err({ kind: "truncated", layer: "compact", offset: end, expected: VALUES_AT, actual: length });
  }
  const signature = signatureText(bytes, at);
  const formats = candidates.formats.find(candidates.meterType, readU16(bytes, at));
  if (formats.length === 0) {
    return err({ kind: "unknown-signature", layer: "compact", offset: at, actual: signature });
  }
  const dataCrc = readU16(bytes, at + 2);
  let actual: number | undefined;
  for (const format of formats) {
    const filled = fillFormat(format, bytes, { from: at + VALUES_AT, to: end });
    if (!filled) continue;
    actual = crcEn13757(filled.records, { from: 0, to: filled.records.length });
    if (actual === dataCrc) return ok({ ...filled, signature });
  }
  return actual === undefined
    ? err({ kind: "truncated", layer: "compact", offset: end })
    : err({ kind: "wrong-compact-crc", layer: "compact", offset: at + 2, expected: dataCrc, actual });
}

/** Headers of the format with the values between them; `undefined` when the values do not fill it exactly. */
function fillFormat(
  { headers, fields }: CompactFormat,
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): Omit<ReconstructedRecords, "signature"> | undefined {
  const records = new Uint8Array(headers.length + to - from);
  const places: { recordAt: number; value: Place }[] = [];
  let target = 0;
  let source = from;
  for (const field of fields) {
    const length = source <= to ? lengthOfValue(bytes, source, field.valueLength) : undefined;
    if (length === undefined || source + length > to) return undefined;
    places.push({ recordAt: target, value: [source, length] });
    for (let i = 0; i < field.headerLength; i++) records[target++] = headers[field.headerAt + i] ?? 0;
    for (let i = 0; i < length; i++) records[target++] = bytes[source++] ?? 0;
  }
  return source === to ? { records, places } : undefined;
}

/**
 * Compact data of full record bytes: signature, data CRC, values. `undefined` when the records have no
 * compact form (special DIFs, records that run past the end).
 */
export function encodeCompactData(records: Uint8Array): Uint8Array | undefined {
  const format = formatOfRecords(records, { from: 0, to: records.length });
  if (!format) return undefined;
  const values: number[] = [];
  let at = 0;
  for (const field of format.fields) {
    at += field.headerLength;
    const length = lengthOfValue(records, at, field.valueLength) ?? 0;
    for (let i = 0; i < length; i++) values.push(records[at + i] ?? 0);
    at += length;
  }
  // A filler inside would be lost on the way back.
  if (at !== records.length) return undefined;
  const dataCrc = crcEn13757(records, { from: 0, to: records.length });
  return concatBytes(bytesOfU16(format.signature), bytesOfU16(dataCrc), values);
}
