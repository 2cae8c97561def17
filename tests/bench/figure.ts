/** One line of a benchmark's answer. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit measured on a reference in the same process, and ours divided by it. */
  readonly reference?: number;
  readonly ratio?: number;
}

export interface Bench {
  measure(print: (figure: Figure) => void): Promise<void> | void;
}

const BATCHES = 7;
const BATCH_MS = 250;

/** Keeps results alive, so that no engine may leave the work out. */
const kept: { last: unknown } = { last: undefined };

/** Turns per second of the best of several batches: the one the machine disturbed least. */
export function measurePerSecond(turn: () => unknown, perTurn = 1): number {
  for (let warmUp = 0; warmUp < 3; warmUp += 1) runBatch(turn);
  let best = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) best = Math.max(best, runBatch(turn));
  return best * perTurn;
}

function runBatch(turn: () => unknown): number {
  const startedAtMs = performance.now();
  let turns = 0;
  let elapsedMs = 0;
  while (elapsedMs < BATCH_MS) {
    kept.last = turn();
    turns += 1;
    elapsedMs = performance.now() - startedAtMs;
  }
  return (turns / elapsedMs) * 1000;
}

/** A rate with its reference; the ratio has three decimals, rates none. */
export const makeRate = (name: string, unit: string, value: number, reference?: number): Figure => ({
  name,
  value: Math.round(value),
  unit,
  ...(reference === undefined
    ? {}
    : { reference: Math.round(reference), ratio: Math.round((value / reference) * 1000) / 1000 }),
});
