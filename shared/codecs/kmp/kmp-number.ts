/**
 * KMP values (data of an answer → exact value). A value is written as format and mantissa:
 *
 * | bytes | what                                                                     |
 * | ----- | ------------------------------------------------------------------------ |
 * | 1     | unit code                                                                |
 * | 1     | n, bytes of the mantissa (1–8)                                           |
 * | 1     | SiEx: bit 7 sign of the value, bit 6 sign of the exponent, bits 5–0 size |
 * | n     | mantissa, big-endian, unsigned                                           |
 *
 * Source: KMP description, 5.2 and 6.1. Unit codes without a known meaning keep their number.
 */
import { makeScaled } from "../../model/scaled.ts";
import type { Quantity, Unit } from "../../model/unit.ts";
import type { RecordValue } from "../telegram.ts";
import { KMP_UNITS, type KmpUnitFact } from "./kmp-unit-table.ts";

/** How one value is written; in logger answers it stands once, before the first row. */
export interface KmpFormat {
  readonly unitCode: number;
  readonly length: number;
  readonly siEx: number;
}

export interface KmpValue {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly value: RecordValue;
}

export const KMP_FORMAT_BYTES = 3;

export const readKmpFormat = (bytes: Uint8Array, at: number): KmpFormat => ({
  unitCode: bytes[at] ?? 0,
  length: bytes[at + 1] ?? 0,
  siEx: bytes[at + 2] ?? 0,
});

/** Reads the mantissa at `at`; the caller has checked that `format.length` bytes are there. */
export function readKmpValue(bytes: Uint8Array, at: number, format: KmpFormat): KmpValue {
  const fact = KMP_UNITS.get(format.unitCode) ?? { quantity: "dimensionless", unit: "" };
  const mantissa = bytes.subarray(at, at + format.length);
  const { quantity, unit } = fact;
  return {
    quantity,
    unit,
    value: fact.writing ? readWriting(mantissa, fact.writing) : numberOf(mantissa, format, fact),
  };
}

function numberOf(mantissa: Uint8Array, { siEx }: KmpFormat, fact: KmpUnitFact): RecordValue {
  const magnitude = siEx & 0x3f;
  const exponent = (siEx & 0x40 ? -magnitude : magnitude) + (fact.exponent ?? 0);
  const digits = unsigned(mantissa);
  return { kind: "number", number: makeScaled(siEx & 0x80 ? -digits : digits, exponent) };
}

function unsigned(mantissa: Uint8Array): number | bigint {
  if (mantissa.length <= 6) return mantissa.reduce((digits, byte) => digits * 256 + byte, 0);
  return mantissa.reduce((digits, byte) => digits * 256n + BigInt(byte), 0n);
}

const two = (n: number): string => String(n).padStart(2, "0");

function readWriting(mantissa: Uint8Array, writing: NonNullable<KmpUnitFact["writing"]>): RecordValue {
  if (writing === "ascii")
    return {
      kind: "text",
      text: String.fromCharCode(...mantissa)
        .replace(/\0+$/, "")
        .trim(),
    };
  if (writing === "date-time-7") return readDateTime(mantissa);
  const digits = Number(unsigned(mantissa));
  const [high, middle, low] = [Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100];
  if (writing === "time-hhmmss") {
    return high < 24 && middle < 60 && low < 60 ? date(`${two(high)}:${two(middle)}:${two(low)}`) : invalid;
  }
  const isDay = middle >= 1 && middle <= 12 && low >= 1 && low <= 31;
  if (!isDay) return invalid;
  if (writing === "date-mmdd") return date(`--${two(middle)}-${two(low)}`);
  return date(`${writing === "date-yymmdd" ? 2000 + high : high}-${two(middle)}-${two(low)}`);
}

const date = (text: string): RecordValue => ({ kind: "date", text });
const invalid: RecordValue = { kind: "none", reason: "invalid-date" };

/** `xx YY MM DD hh mm ss`, binary; the meaning of the first byte is not published. */
function readDateTime(mantissa: Uint8Array): RecordValue {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = mantissa;
  const isValid =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  if (mantissa.length !== 7 || !isValid) return invalid;
  return date(`${2000 + year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`);
}
