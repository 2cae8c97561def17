/**
 * A point's history as its page shows it: consumption between boundaries, momentary values, readings.
 * The server answers the API with it, and the app computes the same from the blocks it kept.
 */
import type { MonthColumns } from "../blocks/month-columns.ts";
import { readingAt } from "../blocks/month-readings.ts";
import { REGISTERS, type Register } from "../model/register.ts";
import { formatScaled, makeScaled, scaledToNumber } from "../model/scaled.ts";
import { QUANTITIES } from "../model/unit.ts";
import type {
  Step,
  WireConsumption,
  WireEvent,
  WireInterval,
  WireReading,
  WireReadings,
  WireSeries,
} from "../model/wire.ts";
import { monthName } from "../model/wire-blocks.ts";
import { wireReadingOf } from "../model/wire-reading.ts";
import { boundariesBetween } from "../model/zoned-time.ts";
import { consumptionOf, type Interval, totalOf } from "./consumption.ts";
import { buildCounterLine, type MeterSpan } from "./counter-line.ts";

/** More bars than a screen can show; a longer span wants a coarser step. */
const MAX_INTERVALS = 10_000;
const DAY_MS = 86_400_000;

/** UTC milliseconds, from inclusive to exclusive. */
export interface HistorySpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ConsumptionQuestion extends HistorySpan {
  readonly register: Register;
  readonly step: Step;
  readonly timeZone: string;
  /** Stretches, each of one UTC month, whose readings are there and cannot be read: what begins or ends in one is not known. */
  readonly damaged?: readonly HistorySpan[];
  /** The same of stretches that lost some of their readings: they are named too, and what stands in them counts. */
  readonly lacking?: readonly HistorySpan[];
}

/** Margin around a span so that its outer boundaries find their neighbours even over a long gap. */
const MARGIN_MS: Readonly<Record<Step, number>> = {
  hour: 40 * DAY_MS,
  day: 40 * DAY_MS,
  month: 70 * DAY_MS,
  year: 70 * DAY_MS,
};

/** The boundaries a question asks for, ascending. */
const boundariesOf = (question: ConsumptionQuestion): readonly number[] =>
  boundariesBetween(question, question.step, { timeZone: question.timeZone, limit: MAX_INTERVALS + 1 });

/** The readings a question needs: its span, and what lies around its outer boundaries. */
export function consumptionNeeds(question: ConsumptionQuestion): HistorySpan {
  const boundaries = boundariesOf(question);
  const margin = MARGIN_MS[question.step];
  return {
    fromMs: (boundaries[0] ?? question.fromMs) - margin,
    toMs: (boundaries.at(-1) ?? question.toMs) + margin,
  };
}

/** Consumption from spans that hold what `consumptionNeeds` says. */
export function consumptionOver(
  spans: readonly MeterSpan[],
  question: ConsumptionQuestion,
  nowMs: number,
): WireConsumption {
  const { register, step, timeZone, damaged = [] } = question;
  const boundaries = boundariesOf(question);
  const [firstMs, lastMs] = [boundaries[0] ?? question.fromMs, boundaries.at(-1) ?? question.toMs];
  const line = buildCounterLine(spans, register);
  if (!line) {
    const intervals = boundaries
      .slice(1)
      .map((toMs, i): WireInterval => ({ fromMs: boundaries[i] ?? 0, toMs, value: null, mark: "missing" }));
    return {
      register,
      unit: QUANTITIES[REGISTERS[register].quantity],
      step,
      timeZone,
      intervals,
      events: [],
      total: "0",
      ...damagedIn(question),
    };
  }
  const isUnknown = (atMs: number): boolean =>
    damaged.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const intervals = consumptionOf(line, boundaries, { step, nowMs }).map(
    (interval): Interval =>
      isUnknown(interval.fromMs) || isUnknown(interval.toMs)
        ? { fromMs: interval.fromMs, toMs: interval.toMs, mark: "missing" }
        : interval,
  );
  const isInside = (event: WireEvent) => event.atMs >= firstMs && event.atMs < lastMs;
  return {
    register,
    unit: line.unit,
    step,
    timeZone,
    intervals: intervals.map(({ value, bounds, ...interval }) => ({
      ...interval,
      value: value ? formatScaled(value) : null,
      ...(bounds ? { bounds: [formatScaled(bounds[0]), formatScaled(bounds[1])] as const } : {}),
    })),
    events: [...line.events, ...statusEvents(spans)].filter(isInside).sort((a, b) => a.atMs - b.atMs),
    total: formatScaled(totalOf(intervals, line.exponent)),
    ...damagedIn(question),
  };
}

function damagedIn({
  fromMs,
  toMs,
  damaged = [],
  lacking = [],
}: ConsumptionQuestion): Pick<WireConsumption, "damaged"> {
  const inside = [...damaged, ...lacking].filter((one) => one.fromMs < toMs && one.toMs > fromMs);
  const months = new Set(inside.map((one) => monthName(one.fromMs)));
  return months.size === 0 ? {} : { damaged: [...months].sort() };
}

function statusEvents(spans: readonly MeterSpan[]): readonly WireEvent[] {
  const events: WireEvent[] = [];
  for (const span of spans) {
    let active: readonly string[] = [];
    for (const { atMs, status } of statusRuns(span)) {
      const before = active;
      active = status;
      const began = status.filter((id) => !before.includes(id));
      const ended = before.filter((id) => !status.includes(id));
      if (began.length + ended.length > 0) events.push({ kind: "status", atMs, began, ended });
    }
  }
  return events;
}

/** The first row of every run of equal status. */
export function* statusRuns(span: MeterSpan): Generator<{ atMs: number; status: readonly string[] }> {
  for (const month of span.columns) {
    let lastIndex: number | undefined;
    for (let i = 0; i < month.timesMs.length; i++) {
      const index = month.statusIndex[i] ?? 0;
      if (index === lastIndex) continue;
      lastIndex = index;
      yield { atMs: month.timesMs[i] ?? 0, status: month.statusSets[index] ?? [] };
    }
  }
}

/** Momentary values for drawing: floats, in the registers' own units. */
export function seriesOver(
  spans: readonly MeterSpan[],
  question: HistorySpan & { readonly registers: readonly Register[] },
): WireSeries {
  const timesMs: number[] = [];
  const columns = question.registers.map((register) => ({
    register,
    unit: QUANTITIES[REGISTERS[register].quantity] as WireSeries["columns"][number]["unit"],
    values: [] as (number | null)[],
  }));
  for (const month of spans.flatMap((span) => span.columns)) {
    for (let i = 0; i < month.timesMs.length; i++) {
      const atMs = month.timesMs[i] ?? 0;
      if (atMs < question.fromMs || atMs >= question.toMs) continue;
      timesMs.push(atMs);
      for (const column of columns) column.values.push(drawnValue(month, column.register, i));
    }
  }
  return { timesMs, columns };
}

function drawnValue(month: MonthColumns, register: Register, row: number): number | null {
  for (const column of month.registers) {
    if (column.register !== register) continue;
    const count = column.counts[row] ?? Number.NaN;
    if (!Number.isNaN(count)) return scaledToNumber(makeScaled(count, column.exponent));
  }
  return null;
}

export interface ReadingsPage {
  /** Readings before this moment. */
  readonly beforeMs: number;
  readonly limit: number;
}

/** Readings of all the point's meters, newest first. `hasMore`: the spans do not reach back to the first one. */
export function newestOver(spans: readonly MeterSpan[], page: ReadingsPage, hasMore: boolean): WireReadings {
  const found: WireReading[] = [];
  for (const span of spans) {
    const beforeMs = Math.min(page.beforeMs, (span.removedAtMs ?? Number.MAX_SAFE_INTEGER - 1) + 1);
    const own = newestOf(span.columns, { beforeMs, limit: page.limit + 1 });
    found.push(...own.filter(({ atMs }) => atMs >= span.mountedAtMs));
  }
  found.sort((a, b) => b.atMs - a.atMs);
  const readings = found.slice(0, page.limit);
  const last = readings.at(-1);
  return last && (hasMore || found.length > page.limit)
    ? { readings, nextBeforeMs: last.atMs }
    : { readings };
}

function newestOf(
  months: readonly MonthColumns[],
  { beforeMs, limit }: ReadingsPage,
): readonly WireReading[] {
  const readings: WireReading[] = [];
  for (const month of months.toReversed()) {
    for (let row = month.timesMs.length - 1; row >= 0 && readings.length < limit; row--) {
      if ((month.timesMs[row] ?? 0) < beforeMs) readings.push(wireReadingOf(readingAt(month, row)));
    }
  }
  return readings;
}
