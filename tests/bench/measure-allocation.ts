/**
 * Bytes that one turn allocates: how far the heap and the array buffers grow over a short batch, less
 * what reading the meter itself allocates. Collections make the heap shrink and cannot be switched off,
 * so a batch is far smaller than the young generation and the median of many batches counts: the few
 * that a collection fell into lie at the edge.
 */
const BATCHES = 301;
const WARM_UP_TURNS = 200;

const usedBytes = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const growthOf = (turn: () => unknown): number => {
  const before = usedBytes();
  turn();
  return usedBytes() - before;
};

function medianGrowth(turn: () => unknown): number {
  const growths = Array.from({ length: BATCHES }, () => growthOf(turn)).sort((a, b) => a - b);
  return growths[BATCHES >> 1] ?? 0;
}

/** Of a warm function; what it returns may be dropped. */
export function measureAllocatedBytes(turn: () => unknown): number {
  for (let i = 0; i < WARM_UP_TURNS; i += 1) turn();
  return Math.max(0, medianGrowth(turn) - medianGrowth(() => undefined));
}
