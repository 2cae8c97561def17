import type { IntervalMark, WireConsumption, WireEvent, WireInterval } from "../../../shared/model/wire.ts";

/** `ahead`: not missing, its time has not passed yet. */
export type BarMark = IntervalMark | "ahead";

export const markOf = ({ mark, toMs }: WireInterval, nowMs: number): BarMark =>
  mark === "missing" && toMs > nowMs ? "ahead" : mark;

/** Intervals as a chart takes them: floats, for drawing only. */
export interface Bars {
  readonly heights: readonly (number | null)[];
  readonly marks: readonly BarMark[];
  /** Lower and upper bound of estimated intervals. */
  readonly bounds: readonly (readonly [low: number, high: number] | undefined)[];
  /** Events by the interval they fall into. */
  readonly events: readonly PlacedEvents[];
}

export interface PlacedEvents {
  readonly interval: number;
  /** Place along the intervals: 2.5 is the end of the third bar's width, where bar 2 has its middle at 2. */
  readonly at: number;
  readonly events: readonly WireEvent[];
}

export function buildBars({ intervals, events }: WireConsumption, nowMs: number): Bars {
  return {
    heights: intervals.map(({ value }) => (value === null ? null : Number(value))),
    marks: intervals.map((interval) => markOf(interval, nowMs)),
    bounds: intervals.map(({ bounds }) => bounds && [Number(bounds[0]), Number(bounds[1])]),
    events: placeEvents(intervals, events),
  };
}

function placeEvents(
  intervals: WireConsumption["intervals"],
  events: readonly WireEvent[],
): readonly PlacedEvents[] {
  const eventsByInterval = new Map<number, WireEvent[]>();
  for (const event of events) {
    const interval = intervals.findIndex(({ fromMs, toMs }) => event.atMs >= fromMs && event.atMs < toMs);
    if (interval < 0) continue;
    const together = eventsByInterval.get(interval);
    if (together) together.push(event);
    else eventsByInterval.set(interval, [event]);
  }
  return [...eventsByInterval].map(([interval, together]) => {
    const span = intervals[interval];
    const first = together[0];
    const share = span && first ? (first.atMs - span.fromMs) / (span.toMs - span.fromMs) : 0.5;
    return { interval, at: interval - 0.5 + share, events: together };
  });
}

const EVENT_WEIGHT: Readonly<Record<WireEvent["kind"], number>> = {
  exchange: 4,
  reset: 3,
  implausible: 2,
  rollover: 1,
  status: 0,
};

/** What a marker that stands for several events shows. */
export const weightiestKind = (events: readonly WireEvent[]): WireEvent["kind"] =>
  events.reduce<WireEvent["kind"]>(
    (best, { kind }) => (EVENT_WEIGHT[kind] > EVENT_WEIGHT[best] ? kind : best),
    "status",
  );

export function countMarks(
  intervals: WireConsumption["intervals"],
  nowMs: number,
): Readonly<Record<BarMark, number>> {
  const counts = { measured: 0, edited: 0, estimated: 0, running: 0, silent: 0, missing: 0, ahead: 0 };
  for (const interval of intervals) counts[markOf(interval, nowMs)]++;
  return counts;
}
