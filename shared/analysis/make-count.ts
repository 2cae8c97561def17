import { makeScaled, type Scaled } from "../model/scaled.ts";

/**
 * A count that was reckoned as a float: exact up to 53 bits. What nobody measures beyond them (a register typed with too
 * many digits) is told as far as it goes, rather than that all that stands beside it could not be told.
 */
export const makeCount = (count: number, exponent: number): Scaled =>
  makeScaled(Number.isSafeInteger(count) ? count : BigInt(Math.round(count)), exponent);
