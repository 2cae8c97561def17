/**
 * Value of a data record, behind its header: the coding comes from the DIF (table 4 of
 * EN 13757-3:2018, and table 5 for variable lengths), the type from the VIF.
 *
 * | coding   | number        | unsigned     | digits, hex   | date             | bytes |
 * |----------|---------------|--------------|---------------|------------------|-------|
 * | integer  | type B        | type C       | type C, hex   | F, G, I, J       | bytes |
 * | bcd      | type A        | type A       | digits, text  | no value         | bytes |
 * | real     | type H        | type H       | type H        | no value         | bytes |
 * | variable | text, BCD, binary by LVAR; other than printable text stays bytes  | bytes |
 */
import { addScaled, type Scaled } from "../../model/scaled.ts";
import { formatHex } from "../bytes/hex.ts";
import type { NoValueReason, RecordValue } from "../telegram.ts";
import { readBcd, readDate, readDigits, readReal, readSigned, readText, readUnsigned } from "./data-types.ts";
import { variableLengthOf } from "./dif-table.ts";
import type { RecordHeader } from "./record-header.ts";
import type { ValueType } from "./vif-fact.ts";

/** How the bytes of one record are read: its header, with what a driver knows better. */
export interface ValueRule {
  readonly header: RecordHeader;
  readonly type: ValueType;
  readonly exponent: number;
}

/** Bytes of one value. */
export interface ValuePlace {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
}

const none = (reason: NoValueReason): RecordValue => ({ kind: "none", reason });
const NO_DATA = none("no-data");
const REPORTED = none("reported-by-meter");
const INVALID_BCD = none("invalid-bcd");
const INVALID_DATE = none("invalid-date");
const NOT_A_NUMBER = none("not-a-number");

/** The value at a place that holds all its bytes (LVAR included). */
export function readRecordValue(rule: ValueRule, place: ValuePlace): RecordValue {
  const { header } = rule;
  if (header.noValue !== undefined) return header.noValue === "no-data" ? NO_DATA : REPORTED;
  switch (header.coding) {
    case "integer":
      return readInteger(rule, place);
    case "bcd":
      return readBcdValue(rule, place);
    case "real":
      return readRealValue(rule, place);
    case "variable":
      return readVariable(rule, place);
    case "none":
      return NO_DATA;
  }
}

function readInteger(rule: ValueRule, place: ValuePlace): RecordValue {
  const { bytes, at, length } = place;
  switch (rule.type) {
    case "number":
      return numberOf(rule, readSigned(bytes, at, length), NO_DATA);
    case "unsigned":
    case "digits":
      return numberOf(rule, readUnsigned(bytes, at, length), NO_DATA);
    case "hex":
      return { kind: "text", text: formatHex(bytes.slice(at, at + length).reverse()) };
    case "date":
      return dateOf(place);
    case "bytes":
      return bytesOf(place);
  }
}

function readBcdValue(rule: ValueRule, place: ValuePlace): RecordValue {
  const { bytes, at, length } = place;
  switch (rule.type) {
    case "number":
    case "unsigned":
      return numberOf(rule, readBcd(bytes, at, length), INVALID_BCD);
    case "digits":
    case "hex": {
      const text = readDigits(bytes, at, length);
      return text === undefined ? INVALID_BCD : { kind: "text", text };
    }
    case "date":
      return INVALID_DATE;
    case "bytes":
      return bytesOf(place);
  }
}

function readRealValue(rule: ValueRule, place: ValuePlace): RecordValue {
  if (rule.type === "bytes") return bytesOf(place);
  if (rule.type === "date") return INVALID_DATE;
  const real = readReal(place.bytes, place.at);
  if (real === undefined) return NOT_A_NUMBER;
  return { kind: "number", number: adjusted(rule, { ...real, exponent: real.exponent + rule.exponent }) };
}

const LVAR_LENGTH = 1;
/** Longest binary number that is read as one; longer ones are keys, shown as their digits. */
const MAX_NUMBER_LENGTH = 8;

function readVariable(rule: ValueRule, whole: ValuePlace): RecordValue {
  const kind = variableLengthOf(whole.bytes[whole.at] ?? 0)?.kind;
  const place = { bytes: whole.bytes, at: whole.at + LVAR_LENGTH, length: whole.length - LVAR_LENGTH };
  if (rule.type === "bytes" || rule.type === "date") return bytesOf(place);
  switch (kind) {
    case "positive-bcd":
      return readBcdValue(rule, place);
    case "negative-bcd": {
      const magnitude = readBcd(place.bytes, place.at, place.length);
      return numberOf(rule, magnitude === undefined ? undefined : -magnitude || 0, INVALID_BCD);
    }
    case "binary":
      return place.length > MAX_NUMBER_LENGTH ? wideNumberOf(place) : readInteger(rule, place);
    default: {
      const text = readText(place.bytes, place.at, place.length);
      return text === undefined ? bytesOf(place) : { kind: "text", text };
    }
  }
}

function numberOf(rule: ValueRule, digits: number | bigint | undefined, missing: RecordValue): RecordValue {
  if (digits === undefined) return missing;
  return { kind: "number", number: adjusted(rule, { digits, exponent: rule.exponent }) };
}

/** Applies the rare factor and additive constant of the header. */
function adjusted({ header }: ValueRule, value: Scaled): Scaled {
  if (header.factor === 1 && header.addExponent === undefined) return value;
  const product = multiplied(value.digits, header.factor);
  const scaled = { digits: product, exponent: value.exponent };
  return header.addExponent === undefined
    ? scaled
    : addScaled(scaled, { digits: 1, exponent: header.addExponent });
}

function multiplied(digits: number | bigint, factor: number): number | bigint {
  const product = Number(digits) * factor;
  return Number.isSafeInteger(product) ? product : BigInt(digits) * BigInt(factor);
}

function dateOf({ bytes, at, length }: ValuePlace): RecordValue {
  const date = readDate(bytes, at, length);
  if (date === undefined) return INVALID_DATE;
  const { text, isSummerTime, isInvalid } = date;
  if (!isSummerTime && !isInvalid) return { kind: "date", text };
  return { kind: "date", text, ...(isSummerTime && { isSummerTime }), ...(isInvalid && { isInvalid }) };
}

const bytesOf = ({ bytes, at, length }: ValuePlace): RecordValue => ({
  kind: "bytes",
  bytes: bytes.subarray(at, at + length),
});

/** Bytes of a number, most significant first, as numbers are written. */
const wideNumberOf = ({ bytes, at, length }: ValuePlace): RecordValue => ({
  kind: "bytes",
  bytes: bytes.slice(at, at + length).reverse(),
});
