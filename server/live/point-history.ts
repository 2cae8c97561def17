import { consumptionOf, totalOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import { registersAt } from "../../shared/analysis/registers-at.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { isCounter, REGISTERS, type Register } from "../../shared/model/register.ts";
import { formatScaled, makeScaled, scaledToNumber } from "../../shared/model/scaled.ts";
import { QUANTITIES } from "../../shared/model/unit.ts";
import type {
  Step,
  WireConsumption,
  WireEvent,
  WireInterval,
  WirePointDetail,
  WireReadings,
  WireRegistersAt,
  WireSeries,
} from "../../shared/model/wire.ts";
import { boundariesBetween } from "../../shared/model/zoned-time.ts";
import type { ReadingStore, Segment } from "../ports.ts";
import { byImportance, wireReadingOf } from "./wire-point.ts";

/** More bars than a screen can show; a longer span wants a coarser step. */
const MAX_INTERVALS = 10_000;
const DAY_MS = 86_400_000;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export async function spanOf(
  store: ReadingStore,
  segments: readonly Segment[],
): Promise<Pick<WirePointDetail, "counters" | "instants" | "firstReadingAtMs" | "lastReadingAtMs">> {
  const registers = new Set<Register>();
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const segment of segments) {
    const span = await store.span(segment.meter);
    if (!span) continue;
    for (const register of span.registers) registers.add(register);
    firstMs = Math.min(firstMs, Math.max(span.firstMs, segment.mountedAtMs));
    lastMs = Math.max(lastMs, Math.min(span.lastMs, segment.removedAtMs ?? span.lastMs));
  }
  const sorted = [...registers].sort(byImportance);
  return {
    counters: sorted.filter(isCounter),
    instants: sorted.filter((register) => REGISTERS[register].kind === "instant"),
    ...(lastMs >= firstMs ? { firstReadingAtMs: firstMs, lastReadingAtMs: lastMs } : {}),
  };
}

/** Margin around a span so that its outer boundaries find their neighbours even over a long gap. */
const MARGIN_MS: Readonly<Record<Step, number>> = {
  hour: 40 * DAY_MS,
  day: 40 * DAY_MS,
  month: 70 * DAY_MS,
  year: 70 * DAY_MS,
};

export async function consumptionAt(
  store: ReadingStore,
  segments: readonly Segment[],
  question: Span & { readonly register: Register; readonly step: Step; readonly timeZone: string },
): Promise<WireConsumption> {
  const { register, step, timeZone } = question;
  const boundaries = boundariesBetween(question, step, { timeZone, limit: MAX_INTERVALS + 1 });
  const [firstMs, lastMs] = [boundaries[0] ?? question.fromMs, boundaries.at(-1) ?? question.toMs];
  const margin = MARGIN_MS[step];
  const spans = await meterSpans(store, segments, { fromMs: firstMs - margin, toMs: lastMs + margin });
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
    };
  }
  const intervals = consumptionOf(line, boundaries, step);
  const isInside = (event: WireEvent) => event.atMs >= firstMs && event.atMs < lastMs;
  return {
    register,
    unit: line.unit,
    step,
    timeZone,
    intervals: intervals.map(({ fromMs, toMs, mark, value, bounds }) => ({
      fromMs,
      toMs,
      value: value ? formatScaled(value) : null,
      mark,
      ...(bounds ? { bounds: [formatScaled(bounds[0]), formatScaled(bounds[1])] as const } : {}),
    })),
    events: [...line.events, ...statusEvents(spans)].filter(isInside).sort((a, b) => a.atMs - b.atMs),
    total: formatScaled(totalOf(intervals, line.exponent)),
  };
}

/** Each meter's time at the point with its readings of a span. */
export async function meterSpans(
  store: ReadingStore,
  segments: readonly Segment[],
  span: Span,
): Promise<readonly MeterSpan[]> {
  const spans: MeterSpan[] = [];
  for (const segment of segments) {
    if (segment.mountedAtMs > span.toMs || (segment.removedAtMs ?? span.toMs) < span.fromMs) continue;
    spans.push({ ...segment, columns: await columnsAt(store, segment, span) });
  }
  return spans;
}

/** Only of the meter's time at the point: what it showed elsewhere belongs to the people there. */
function columnsAt(store: ReadingStore, segment: Segment, { fromMs, toMs }: Span) {
  const endMs = segment.removedAtMs === undefined ? toMs : Math.min(toMs, segment.removedAtMs + 1);
  return store.columns(segment.meter, Math.max(fromMs, segment.mountedAtMs), endMs);
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
function* statusRuns(span: MeterSpan): Generator<{ atMs: number; status: readonly string[] }> {
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
export async function seriesAt(
  store: ReadingStore,
  segments: readonly Segment[],
  question: Span & { readonly registers: readonly Register[] },
): Promise<WireSeries> {
  const timesMs: number[] = [];
  const columns = question.registers.map((register) => ({
    register,
    unit: QUANTITIES[REGISTERS[register].quantity] as WireSeries["columns"][number]["unit"],
    values: [] as (number | null)[],
  }));
  for (const span of await meterSpans(store, segments, question)) {
    for (const month of span.columns) {
      for (let i = 0; i < month.timesMs.length; i++) {
        timesMs.push(month.timesMs[i] ?? 0);
        for (const column of columns) column.values.push(drawnValue(month, column.register, i));
      }
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

/** The point's readings over all its meters, newest first. */
export async function newestAt(
  store: ReadingStore,
  segments: readonly Segment[],
  page: { readonly beforeMs: number; readonly limit: number },
): Promise<WireReadings> {
  const found = [];
  for (const segment of segments) {
    const beforeMs = Math.min(page.beforeMs, (segment.removedAtMs ?? Number.MAX_SAFE_INTEGER - 1) + 1);
    const readings = await store.newest(segment.meter, beforeMs, page.limit + 1);
    found.push(...readings.filter((reading) => reading.atMs >= segment.mountedAtMs));
  }
  found.sort((a, b) => b.atMs - a.atMs);
  const readings = found.slice(0, page.limit).map(wireReadingOf);
  const last = readings.at(-1);
  return found.length > page.limit && last ? { readings, nextBeforeMs: last.atMs } : { readings };
}

/** Far enough to find a neighbour over a month of silence on either side. */
const REGISTER_MARGIN_MS = 40 * DAY_MS;

/** What the meter that was mounted at a moment showed then. */
export async function registersOf(
  store: ReadingStore,
  segments: readonly Segment[],
  atMs: number,
): Promise<WireRegistersAt> {
  const segment = segments.find(
    ({ mountedAtMs, removedAtMs }) => mountedAtMs <= atMs && atMs < (removedAtMs ?? Number.POSITIVE_INFINITY),
  );
  if (!segment) return { values: [] };
  const columns = await columnsAt(store, segment, {
    fromMs: atMs - REGISTER_MARGIN_MS,
    toMs: atMs + REGISTER_MARGIN_MS,
  });
  const values = [...registersAt(columns, atMs)].sort((a, b) => byImportance(a.register, b.register));
  return {
    meterKey: segment.meter,
    values: values.map(({ register, value, unit, mark, bounds }) => ({
      register,
      value: formatScaled(value),
      unit,
      mark,
      ...(bounds ? { bounds: [formatScaled(bounds[0]), formatScaled(bounds[1])] as const } : {}),
    })),
  };
}
