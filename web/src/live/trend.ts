/** A register's last hours at one point, plain numbers for drawing. */
export interface Trend {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The trend with one more value, and without what is older than the window. A value of the past is left to the store. */
export function follow(
  trend: Trend,
  at: { readonly atMs: number; readonly value: number },
  fromMs: number,
): Trend {
  const lastMs = trend.timesMs.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (at.atMs <= lastMs) return trend;
  const first = trend.timesMs.findIndex((known) => known >= fromMs);
  const from = first < 0 ? trend.timesMs.length : first;
  return {
    timesMs: [...trend.timesMs.slice(from), at.atMs],
    values: [...trend.values.slice(from), at.value],
  };
}

/** Where the line of a trend goes in a box; a gap is a new piece. */
export interface SparkLine {
  /** `M x y L x y …` in the box's own units. */
  readonly d: string;
  readonly low: number;
  readonly high: number;
  /** Where the last value lies. */
  readonly end: readonly [x: number, y: number];
}

interface Box {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** So many times the usual distance of readings without a value is a gap. */
const GAP = 2.5;

const PAD = 2;

/** `undefined` where there is nothing to draw. A line that never moves runs through the middle. */
export function sparkLine({ timesMs, values }: Trend, box: Box): SparkLine | undefined {
  const dots: { readonly atMs: number; readonly value: number }[] = [];
  for (const [n, atMs] of timesMs.entries()) {
    const value = values[n];
    if (value !== null && value !== undefined && atMs >= box.fromMs && atMs <= box.toMs)
      dots.push({ atMs, value });
  }
  const last = dots.at(-1);
  if (!last) return undefined;
  const low = Math.min(...dots.map(({ value }) => value));
  const high = Math.max(...dots.map(({ value }) => value));
  const x = (atMs: number): number => round(((atMs - box.fromMs) / (box.toMs - box.fromMs)) * box.width);
  const y = (value: number): number => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    return round(PAD + (1 - share) * (box.height - 2 * PAD));
  };
  const gapMs = GAP * usualStepMs(dots.map(({ atMs }) => atMs));
  let d = "";
  let beforeMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, value } of dots) {
    d += `${atMs - beforeMs > gapMs ? "M" : "L"}${x(atMs)} ${y(value)}`;
    beforeMs = atMs;
  }
  return { d, low, high, end: [x(last.atMs), y(last.value)] };
}

/** The middle one of the distances between neighbours: one that stands for most of them. */
function usualStepMs(timesMs: readonly number[]): number {
  const steps = timesMs.slice(1).map((atMs, n) => atMs - (timesMs[n] ?? atMs));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

const round = (px: number): number => Math.round(px * 10) / 10;
