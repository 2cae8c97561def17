/**
 * Exact decimal number: `digits × 10^exponent`. Billing never sees a float.
 *
 * `digits` is a safe integer, or a bigint where 53 bits do not hold it. The exponent is the
 * resolution the meter counts in, so `12.30` (1230 × 10^-2) and `12.3` (123 × 10^-1) are equal
 * in value and different in resolution; both facts are kept.
 */
export interface Scaled {
  readonly digits: number | bigint;
  readonly exponent: number;
}

/** Smallest representation that holds the digits exactly. */
export function makeScaled(digits: number | bigint, exponent: number): Scaled {
  if (typeof digits === "bigint") {
    const small = Number(digits);
    return { digits: Number.isSafeInteger(small) ? small : digits, exponent };
  }
  if (!Number.isSafeInteger(digits)) throw new RangeError(`digits ${digits} are not an exact integer`);
  return { digits: digits === 0 ? 0 : digits, exponent };
}

const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

function scaleDigits(digits: number | bigint, power: number): number | bigint {
  const factor = POWERS[power];
  if (typeof digits === "number" && factor !== undefined) {
    const product = digits * factor;
    if (Number.isSafeInteger(product)) return product;
  }
  return BigInt(digits) * 10n ** BigInt(power);
}

/** Both numbers written with the finer of the two exponents. */
function alignScaled(a: Scaled, b: Scaled): readonly [number | bigint, number | bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    scaleDigits(a.digits, a.exponent - exponent),
    scaleDigits(b.digits, b.exponent - exponent),
    exponent,
  ];
}

/** Exact sum, in the finer resolution of the two. */
export function addScaled(a: Scaled, b: Scaled): Scaled {
  const [x, y, exponent] = alignScaled(a, b);
  if (typeof x === "number" && typeof y === "number" && Number.isSafeInteger(x + y)) {
    return makeScaled(x + y, exponent);
  }
  return makeScaled(BigInt(x) + BigInt(y), exponent);
}

export const negateScaled = (a: Scaled): Scaled => makeScaled(-a.digits, a.exponent);

/** Exact difference `a − b`, in the finer resolution of the two. */
export const subtractScaled = (a: Scaled, b: Scaled): Scaled => addScaled(a, negateScaled(b));

/** Exact product; exponents add. */
export function multiplyScaled(a: Scaled, b: Scaled): Scaled {
  if (typeof a.digits === "number" && typeof b.digits === "number") {
    const product = a.digits * b.digits;
    if (Number.isSafeInteger(product)) return makeScaled(product, a.exponent + b.exponent);
  }
  return makeScaled(BigInt(a.digits) * BigInt(b.digits), a.exponent + b.exponent);
}

/** Quotient rounded half away from zero to `exponent`; `undefined` when `b` is zero. */
export function divideScaled(a: Scaled, b: Scaled, exponent: number): Scaled | undefined {
  if (BigInt(b.digits) === 0n) return undefined;
  const shift = a.exponent - b.exponent - exponent;
  let numerator = BigInt(a.digits);
  let denominator = BigInt(b.digits);
  if (shift >= 0) numerator *= 10n ** BigInt(shift);
  else denominator *= 10n ** BigInt(-shift);
  return makeScaled(divideRounded(numerator, denominator), exponent);
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const magnitude = (n * 2n + d) / (d * 2n);
  return isNegative ? -magnitude : magnitude;
}

/** The same value with another exponent; coarser exponents round half away from zero. */
export function rescale(a: Scaled, exponent: number): Scaled {
  if (exponent <= a.exponent) return makeScaled(scaleDigits(a.digits, a.exponent - exponent), exponent);
  return makeScaled(divideRounded(BigInt(a.digits), 10n ** BigInt(exponent - a.exponent)), exponent);
}

/** -1, 0 or 1: exact order of the two values, whatever their resolution. */
export function compareScaled(a: Scaled, b: Scaled): -1 | 0 | 1 {
  const [x, y] = alignScaled(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Decimal text with as many decimals as the resolution has: 1230 × 10^-2 is `12.30`. */
export function formatScaled(a: Scaled): string {
  const isNegative = a.digits < 0;
  const magnitude = (isNegative ? -a.digits : a.digits).toString();
  const sign = isNegative ? "-" : "";
  if (a.exponent >= 0) return `${sign}${magnitude === "0" ? "0" : magnitude + "0".repeat(a.exponent)}`;
  const padded = magnitude.padStart(1 - a.exponent, "0");
  return `${sign}${padded.slice(0, a.exponent)}.${padded.slice(a.exponent)}`;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Reads plain decimal text (`-12.30`); `undefined` for anything else, exponents included. */
export function parseScaled(text: string): Scaled | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return makeScaled(sign === "-" ? -digits : digits, fraction.length === 0 ? 0 : -fraction.length);
}

/** For drawing only: the nearest float. */
export const scaledToNumber = (a: Scaled): number => Number(`${a.digits}e${a.exponent}`);
