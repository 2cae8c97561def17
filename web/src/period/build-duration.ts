import type { WireInterval } from "../../../shared/model/wire.ts";

/** A load-duration curve: the amounts of equally long intervals from the largest to the smallest. */
export interface Duration {
  /** Places in the intervals, by falling amount; those without one are left out. */
  readonly order: readonly number[];
  /** Floats, for drawing. */
  readonly heights: readonly number[];
  /** Share of the intervals, 0–1, in which there was at least as much. */
  shareOf(place: number): number;
}

export function buildDuration(intervals: readonly WireInterval[]): Duration {
  const heights = intervals.map(({ value }) => Number(value));
  const order = intervals
    .flatMap(({ value, mark }, i) => (value === null || mark === "running" || mark === "silent" ? [] : [i]))
    .sort((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0));
  return {
    order,
    heights: order.map((interval) => heights[interval] ?? 0),
    shareOf: (place) => (order.length === 0 ? 0 : (place + 1) / order.length),
  };
}
