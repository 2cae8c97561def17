/**
 * Data information field of a data record (EN 13757-3:2018, 6.3).
 *
 * | bits of DIF | meaning |
 * |---|---|
 * | 7 | a DIFE follows |
 * | 6 | lowest bit of the storage number |
 * | 5–4 | function: 0 instantaneous, 1 maximum, 2 minimum, 3 value during error state |
 * | 3–0 | data field: how long the value is and how it is coded |
 *
 * | bits of DIFE | meaning |
 * |---|---|
 * | 7 | a further DIFE follows (at most ten) |
 * | 6 | next higher bit of the subunit |
 * | 5–4 | next two bits of the tariff |
 * | 3–0 | next four bits of the storage number |
 */
import type { RecordFunction } from "../telegram.ts";

/** How the bytes of a value are coded before its VIF has a say. */
export type DataCoding = "none" | "integer" | "real" | "bcd" | "variable";

export interface DataField {
  readonly coding: DataCoding;
  /** Bytes of the value; -1 where the first byte of the value tells (LVAR). */
  readonly byteLength: number;
}

/** Data field (low nibble of DIF) → coding; 0x0F is a special function, not a record. */
export const DATA_FIELDS: readonly DataField[] = [
  { coding: "none", byteLength: 0 },
  { coding: "integer", byteLength: 1 },
  { coding: "integer", byteLength: 2 },
  { coding: "integer", byteLength: 3 },
  { coding: "integer", byteLength: 4 },
  { coding: "real", byteLength: 4 },
  { coding: "integer", byteLength: 6 },
  { coding: "integer", byteLength: 8 },
  /** Selection for readout: carries no value. */
  { coding: "none", byteLength: 0 },
  { coding: "bcd", byteLength: 1 },
  { coding: "bcd", byteLength: 2 },
  { coding: "bcd", byteLength: 3 },
  { coding: "bcd", byteLength: 4 },
  { coding: "variable", byteLength: -1 },
  { coding: "bcd", byteLength: 6 },
];

/** Function field (bits 5–4 of DIF). */
export const RECORD_FUNCTIONS: readonly RecordFunction[] = ["instant", "max", "min", "error"];

/** Special functions: whole DIF bytes that start no record (EN 13757-3:2018, 6.3.5 and 6.5). */
export const DIF_MANUFACTURER_BLOCK = 0x0f;
export const DIF_MORE_RECORDS_FOLLOW = 0x1f;
export const DIF_IDLE_FILLER = 0x2f;
export const DIF_GLOBAL_READOUT = 0x7f;

/** A record may carry at most this many DIFEs, and as many VIFEs (EN 13757-3:2018, 6.3.5, 6.4.1). */
export const MAX_EXTENSIONS = 10;

/** What the length byte of a variable-length value announces (EN 13757-3:2018, table 5). */
export type VariableKind = "text" | "positive-bcd" | "negative-bcd" | "binary";

export interface VariableLength {
  readonly kind: VariableKind;
  readonly byteLength: number;
}

/** Reads LVAR; `undefined` for the reserved codes (CA–CF, DA–DF, F7–FF). */
export function variableLengthOf(lvar: number): VariableLength | undefined {
  if (lvar <= 0xbf) return { kind: "text", byteLength: lvar };
  if (lvar <= 0xc9) return { kind: "positive-bcd", byteLength: lvar - 0xc0 };
  if (lvar <= 0xcf) return undefined;
  if (lvar <= 0xd9) return { kind: "negative-bcd", byteLength: lvar - 0xd0 };
  if (lvar <= 0xdf) return undefined;
  if (lvar <= 0xef) return { kind: "binary", byteLength: lvar - 0xe0 };
  if (lvar <= 0xf4) return { kind: "binary", byteLength: 4 * (lvar - 0xec) };
  if (lvar === 0xf5) return { kind: "binary", byteLength: 48 };
  if (lvar === 0xf6) return { kind: "binary", byteLength: 64 };
  return undefined;
}
