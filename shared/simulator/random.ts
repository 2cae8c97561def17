/**
 * Chance that can be repeated: every number follows from a seed, never from a clock or from the order
 * of calls. `noiseAt` is stateless (seed, n → number), so an hour's weather or draw of water is the
 * same whether history reaches it in a worker or a live meter does years later.
 */

/** Well-mixed 32 bits of two integers. */
export function hash32(seed: number, n: number): number {
  let h = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) ^ seed;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A number in [0, 1) of a seed and a step. */
export const noiseAt = (seed: number, n: number): number => hash32(seed, n) * 2.3283064365386963e-10;

/** A smooth curve through one random value in [-1, 1] per period: slow weather. */
export function smoothNoiseAt(seed: number, position: number): number {
  const step = Math.floor(position);
  const f = position - step;
  const ease = f * f * (3 - 2 * f);
  const before = noiseAt(seed, step);
  return 2 * (before + (noiseAt(seed, step + 1) - before) * ease) - 1;
}

/** A sequence of choices. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** Whole number, both ends included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

/** An independent sequence for each seed. */
export function makeRandom(seed: number): Random {
  let step = 0;
  const next = () => noiseAt(seed, step++);
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}
