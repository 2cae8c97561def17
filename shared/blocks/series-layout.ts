/**
 * A series is one column of a block: a whole number or nothing per row. Its first number is kept by
 * whoever keeps the series (block header, body), so reports have it without opening the body.
 *
 * | bytes | what |
 * |---|---|
 * | 1 | mode: bits 0–1 kind, bit 2 signed, bit 3 plain, bits 4–5 presence, bit 6 straight |
 * | presence 1 | varint count of runs, then a varint length for each: rows with a number and rows without in turn, beginning with rows with one |
 * | presence 2 | one bit per row from the lowest bit on, 1 = has a number |
 * | signed | base (not for kind 0, not when plain) |
 * | rest | Rice groups (`rice-groups.ts`) of the residuals, one for each number after the first (kind 3: after the second); absent when straight: then every residual is 0 |
 *
 * | kind | number i is |
 * |---|---|
 * | 0 level | the first number, always |
 * | 1 value | first + base + residual |
 * | 2 step | the one before + base + residual |
 * | 3 bend | the one before + the step before + residual; base is the first step |
 *
 * Signed residuals are folded: 0, −1, 1, −2, 2 … become 0, 1, 2, 3, 4 …
 * Plain is the way out for numbers 2^50 and more apart: each number after the first is its difference
 * from the one before, folded, as a varint of any length.
 */
export const KINDS = { level: 0, value: 1, step: 2, bend: 3 } as const;
export type Kind = (typeof KINDS)[keyof typeof KINDS];

export const MODE = {
  kind: 0b11,
  signed: 0b100,
  plain: 0b1000,
  presence: 0b110000,
  presenceRuns: 0b010000,
  presenceBits: 0b100000,
  straight: 0b1000000,
} as const;

/** Distance between smallest and largest number up to which residuals are exact in a float64. */
export const PLAIN_RANGE = 2 ** 50;

/** Memory reused from one series to the next; grows to the longest. */
export class Scratch {
  #numbers = new Float64Array(1024);

  /** At least `count` numbers, with what was left in them. */
  take(count: number): Float64Array {
    if (this.#numbers.length < count) this.#numbers = new Float64Array(count * 2);
    return this.#numbers;
  }
}
