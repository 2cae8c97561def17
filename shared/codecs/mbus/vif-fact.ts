/**
 * Shape of the VIF tables: one fact per code. The tables themselves cite their clauses; this file
 * only unfolds rows (a range of codes whose exponent grows by one) into an array indexed by the
 * seven code bits.
 */
import type { Quantity, Unit } from "../../model/unit.ts";

/** How the VIF bends the coding that the DIF announces. */
export type ValueType =
  /** Signed integer, BCD or real, as the data field says. */
  | "number"
  /** Types C and D: the same bits, never negative. */
  | "unsigned"
  /** Types F, G, I, J by the length of the value. */
  | "date"
  /** Digits that name something: BCD keeps its leading zeros as text. */
  | "digits"
  /** Digits whose binary form is shown as hexadecimal text, most significant first. */
  | "hex"
  /** Bytes nobody should read as a number. */
  | "bytes";

export interface VifFact {
  /** Kebab case, stable: drivers and catalogues refer to it. */
  readonly meaning: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Value = digits × 10^exponent in `unit`. */
  readonly exponent: number;
  readonly type: ValueType;
  /** Whole factor beside the power of ten (rating factors count in 2^-12). */
  readonly factor?: number;
}

export type VifRow = readonly [
  firstCode: number,
  lastCode: number,
  meaning: string,
  quantity: Quantity,
  unit: Unit,
  exponentOfFirst: number,
  type?: ValueType,
  factor?: number,
];

/** Rows → facts by code. Throws at start-up when two rows claim one code: the table is wrong then. */
export function unfoldVifRows(rows: readonly VifRow[]): readonly (VifFact | undefined)[] {
  const facts: (VifFact | undefined)[] = new Array(128).fill(undefined);
  for (const [first, last, meaning, quantity, unit, exponent, type = "number", factor] of rows) {
    for (let code = first; code <= last; code++) {
      if (facts[code]) throw new Error(`VIF ${code.toString(16)} stands twice in its table`);
      const fact: VifFact = { meaning, quantity, unit, exponent: exponent + code - first, type };
      facts[code] = factor === undefined ? fact : { ...fact, factor };
    }
  }
  return facts;
}

/** Duration VIFs count in the unit of their two low bits: seconds, minutes, hours, days. */
export function durationRows(firstCode: number, meaning: string): readonly VifRow[] {
  return (["s", "min", "h", "d"] as const).map((unit, n) => [
    firstCode + n,
    firstCode + n,
    meaning,
    "duration",
    unit,
    0,
  ]);
}

/** Long duration VIFs count in hours, days, months, years (two low bits). */
export function longDurationRows(firstCode: number, meaning: string): readonly VifRow[] {
  return (["h", "d", "month", "year"] as const).map((unit, n) => [
    firstCode + n,
    firstCode + n,
    meaning,
    "duration",
    unit,
    0,
  ]);
}
