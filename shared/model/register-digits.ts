import type { RegisterValue } from "./reading.ts";
import { isCounter, type Register } from "./register.ts";
import { type Scaled, scaledToNumber } from "./scaled.ts";
import { toCanonicalUnit } from "./unit.ts";

/** Display moduli of the meters in the field: 7 or 8 digits, and 32-bit counters. */
export const MODULI = [1e7, 1e8, 2 ** 32] as const;
const LARGEST = MODULI[2];

/** Somebody may have typed the value before in more decimals than any display has. */
const FINEST = -3;

/**
 * Whether no register could show this: more counts than the longest display and the widest counter have. `exponent` is
 * what the meter counts in, where it is known; else whole units are counted.
 */
export const isBeyondRegister = (value: Scaled, exponent = 0): boolean =>
  Math.abs(scaledToNumber(value)) >= LARGEST * 10 ** Math.max(exponent, FINEST);

/** The first counter among these that no register could show; `known` are values of the same meter. */
export function beyondRegister(
  values: readonly RegisterValue[],
  known: readonly RegisterValue[] = [],
): Register | undefined {
  const isBeyond = ({ register, unit, value }: RegisterValue): boolean => {
    const exponent = known.find((one) => one.register === register && one.unit === unit)?.value.exponent;
    // A meter that says joules or litres counts in more than one of them.
    const amount = exponent === undefined ? toCanonicalUnit(value, unit).value : value;
    return isBeyondRegister(value, exponent) && isBeyondRegister(amount, exponent);
  };
  return values.find((one) => isCounter(one.register) && isBeyond(one))?.register;
}
