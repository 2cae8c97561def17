/**
 * Values of data records: types A to J of EN 13757-3:2018, Annex A, read at a place in the bytes
 * (least significant byte first). Callers have checked that the bytes are there.
 *
 * | type | what | no value when |
 * |---|---|---|
 * | A | BCD, two digits a byte; F as first digit is a minus sign | any other digit above 9 |
 * | B | two's complement | 80…00, the most negative number |
 * | C | unsigned | – (FF…FF is a count some meters really send) |
 * | F | minute, hour, date in 4 bytes | parts out of range |
 * | G | date in 2 bytes | FFFF, day 0, or parts out of range |
 * | H | IEEE 754 single | not a number, infinity |
 * | I | second to year in 6 bytes | parts out of range |
 * | J | time of day in 3 bytes | parts out of range |
 *
 * Types F and I carry two bits of their own: summer time, and "invalid" for a clock that cannot be relied on.
 * Not covered: types K (summer time rule), L (listening window) and M (UTC with offset) are handed
 * on as bytes: no meter or document at hand shows their bits.
 */
import type { Scaled } from "../../model/scaled.ts";

/** The meter's own clock as ISO 8601 without zone, and its two bits (types F and I). */
export interface MeterDate {
  readonly text: string;
  readonly isSummerTime: boolean;
  readonly isInvalid: boolean;
}

const dateWithoutBits = (text: string): MeterDate => ({ text, isSummerTime: false, isInvalid: false });

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Type C: unsigned integer of up to 64 bytes; a bigint above 53 bits. */
export function readUnsigned(bytes: Uint8Array, at: number, length: number): number | bigint {
  if (length <= 6) {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + byteAt(bytes, at + i);
    return value;
  }
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(byteAt(bytes, at + i));
  return smallest(value);
}

/** Type B: two's complement of up to 64 bytes; `undefined` for the most negative number. */
export function readSigned(bytes: Uint8Array, at: number, length: number): number | bigint | undefined {
  switch (length) {
    case 1:
      return unlessMinimum((byteAt(bytes, at) << 24) >> 24, 0x80);
    case 2:
      return unlessMinimum(((byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8)) << 16) >> 16, 0x8000);
    case 4:
      return unlessMinimum(
        byteAt(bytes, at) |
          (byteAt(bytes, at + 1) << 8) |
          (byteAt(bytes, at + 2) << 16) |
          (byteAt(bytes, at + 3) << 24),
        0x8000_0000,
      );
    default:
      return readWideSigned(bytes, at, length);
  }
}

const unlessMinimum = (value: number, minimum: number): number | undefined =>
  value === -minimum ? undefined : value;

function readWideSigned(bytes: Uint8Array, at: number, length: number): number | bigint | undefined {
  if (length === 0) return 0;
  const unsigned = readUnsigned(bytes, at, length);
  if (byteAt(bytes, at + length - 1) < 0x80) return unsigned;
  if (length <= 6) {
    const range = 2 ** (8 * length);
    return unlessMinimum(Number(unsigned) - range, range / 2);
  }
  const range = 1n << BigInt(8 * length);
  const value = BigInt(unsigned) - range;
  return value === -(range / 2n) ? undefined : smallest(value);
}

function smallest(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** Type A: BCD of up to 9 bytes; `undefined` when a digit is none. */
export function readBcd(bytes: Uint8Array, at: number, length: number): number | bigint | undefined {
  if (length > 7) return readWideBcd(bytes, at, length);
  let value = 0;
  let isNegative = false;
  for (let i = length - 1; i >= 0; i--) {
    const byte = byteAt(bytes, at + i);
    let high = byte >> 4;
    const low = byte & 0x0f;
    if (high === 0x0f && i === length - 1) {
      isNegative = true;
      high = 0;
    }
    if (high > 9 || low > 9) return undefined;
    value = value * 100 + high * 10 + low;
  }
  return isNegative && value !== 0 ? -value : value;
}

function readWideBcd(bytes: Uint8Array, at: number, length: number): number | bigint | undefined {
  const text = readDigits(bytes, at, length);
  return text === undefined ? undefined : smallest(BigInt(text));
}

/** BCD as the digits printed on the meter, leading zeros kept; `undefined` when a digit is none. */
export function readDigits(bytes: Uint8Array, at: number, length: number): string | undefined {
  let text = "";
  for (let i = length - 1; i >= 0; i--) {
    const byte = byteAt(bytes, at + i);
    if (byte >> 4 > 9 || (byte & 0x0f) > 9) return undefined;
    text += String.fromCharCode(48 + (byte >> 4), 48 + (byte & 0x0f));
  }
  return text;
}

const realNumber = new Float32Array(1);
const realBytes = new Uint8Array(realNumber.buffer);
realNumber[0] = 1;
/** Byte order of this machine: the most significant byte of 1.0 is 3F. */
const isLittleEndian = realBytes[3] === 0x3f;

/**
 * Type H: the shortest decimal that stands for exactly this single-precision number (at most nine
 * digits); `undefined` for infinities and what is not a number.
 */
export function readReal(bytes: Uint8Array, at: number): Scaled | undefined {
  for (let i = 0; i < 4; i++) realBytes[isLittleEndian ? i : 3 - i] = byteAt(bytes, at + i);
  const value = realNumber[0] ?? 0;
  if (!Number.isFinite(value)) return undefined;
  if (value === 0) return { digits: 0, exponent: 0 };
  return shortestDecimal(value);
}

function shortestDecimal(value: number): Scaled {
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  for (let precision = 6; precision <= 9; precision++) {
    const decimals = precision - 1 - magnitude;
    // Powers of ten are exact doubles up to 10^22, so that the one division below rounds once.
    if (decimals < 0 || decimals > 22) break;
    const scale = 10 ** decimals;
    const digits = Math.round(value * scale);
    if (Math.fround(digits / scale) === value) return withoutTrailingZeros(digits, -decimals);
  }
  const [mantissa = "0", exponent = "0"] = value.toExponential(8).split("e");
  const digits = Number(mantissa.replace(".", ""));
  return withoutTrailingZeros(digits, Number(exponent) - 8);
}

function withoutTrailingZeros(digits: number, exponent: number): Scaled {
  let shortDigits = digits;
  let shortExponent = exponent;
  while (shortExponent < 0 && shortDigits % 10 === 0) {
    shortDigits /= 10;
    shortExponent += 1;
  }
  return { digits: shortDigits, exponent: shortExponent };
}

/** ISO 8859-1, transmitted last character first. `undefined` when control characters are among it. */
export function readText(bytes: Uint8Array, at: number, length: number): string | undefined {
  let text = "";
  for (let i = length - 1; i >= 0; i--) {
    const character = byteAt(bytes, at + i);
    if (character < 0x20 || (character >= 0x7f && character < 0xa0)) return undefined;
    text += String.fromCharCode(character);
  }
  return text;
}

/** Types G (2 bytes), J (3), F (4) and I (6); `undefined` when the meter says it is no date. */
export function readDate(bytes: Uint8Array, at: number, length: number): MeterDate | undefined {
  switch (length) {
    case 2:
      return readTypeG(bytes, at);
    case 3:
      return readTypeJ(bytes, at);
    case 4:
      return readTypeF(bytes, at);
    case 6:
      return readTypeI(bytes, at);
    default:
      return undefined;
  }
}

const DAYS_IN_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
const two = (n: number): string => TWO_DIGITS[n] ?? String(n);

/** Year and month of every set date: a year counted from 1900 is meant only above 80 (Annex A, type F). */
const fullYear = (year: number, century = 0): number =>
  century === 0 && year <= 80 ? 2000 + year : 1900 + 100 * century + year;

const EVERY_YEAR = 127;
const EVERY_MONTH = 15;

/** Day, month and year share these bits in types F, G and I. */
function readDay(low: number, high: number, century = 0): string | undefined {
  const day = low & 0x1f;
  const month = high & 0x0f;
  const year = (low >> 5) | ((high & 0xf0) >> 1);
  if (day === 0 || (low === 0xff && high === 0xff)) return undefined;
  // A date that returns every year or month, in the truncated forms of ISO 8601:2000.
  if (year === EVERY_YEAR && month === EVERY_MONTH) return day <= 31 ? `---${two(day)}` : undefined;
  if (day > (DAYS_IN_MONTH[month] ?? 0)) return undefined;
  if (year === EVERY_YEAR) return `--${two(month)}-${two(day)}`;
  if (year > 99) return undefined;
  const whole = fullYear(year, century);
  if (month === 2 && day === 29 && !isLeapYear(whole)) return undefined;
  return `${whole}-${two(month)}-${two(day)}`;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function readTypeG(bytes: Uint8Array, at: number): MeterDate | undefined {
  const text = readDay(byteAt(bytes, at), byteAt(bytes, at + 1));
  return text === undefined ? undefined : dateWithoutBits(text);
}

function readTypeF(bytes: Uint8Array, at: number): MeterDate | undefined {
  const minute = byteAt(bytes, at);
  const hour = byteAt(bytes, at + 1);
  const time = timeText(hour & 0x1f, minute & 0x3f);
  const day = readDay(byteAt(bytes, at + 2), byteAt(bytes, at + 3), (hour >> 5) & 3);
  if (time === undefined || day === undefined) return undefined;
  return { text: `${day}T${time}`, isSummerTime: (hour & 0x80) !== 0, isInvalid: (minute & 0x80) !== 0 };
}

function readTypeI(bytes: Uint8Array, at: number): MeterDate | undefined {
  const second = byteAt(bytes, at);
  const minute = byteAt(bytes, at + 1);
  const time = timeText(byteAt(bytes, at + 2) & 0x1f, minute & 0x3f, second & 0x3f);
  const day = readDay(byteAt(bytes, at + 3), byteAt(bytes, at + 4));
  if (time === undefined || day === undefined) return undefined;
  return { text: `${day}T${time}`, isSummerTime: (second & 0x40) !== 0, isInvalid: (minute & 0x80) !== 0 };
}

function readTypeJ(bytes: Uint8Array, at: number): MeterDate | undefined {
  const text = timeText(byteAt(bytes, at + 2), byteAt(bytes, at + 1), byteAt(bytes, at));
  return text === undefined ? undefined : dateWithoutBits(text);
}

function timeText(hour: number, minute: number, second?: number): string | undefined {
  if (hour > 23 || minute > 59) return undefined;
  if (second === undefined) return `${two(hour)}:${two(minute)}`;
  return second > 59 ? undefined : `${two(hour)}:${two(minute)}:${two(second)}`;
}
