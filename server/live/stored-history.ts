import type { MeterSpan } from "../../shared/analysis/counter-line.ts";
import {
  type ConsumptionQuestion,
  consumptionNeeds,
  consumptionOver,
  type HistorySpan,
  seriesOver,
} from "../../shared/analysis/point-history.ts";
import { registersAt } from "../../shared/analysis/registers-at.ts";
import { isCounter, REGISTERS, type Register } from "../../shared/model/register.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type {
  WireConsumption,
  WirePointDetail,
  WireReadings,
  WireRegistersAt,
  WireSeries,
} from "../../shared/model/wire.ts";
import { byImportance, wireReadingOf } from "../../shared/model/wire-reading.ts";
import type { Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { damagedSpans } from "./damaged-spans.ts";

export async function spanOf(
  store: ReadingStore,
  segments: readonly Segment[],
): Promise<Pick<WirePointDetail, "counters" | "instants" | "firstReadingAtMs" | "lastReadingAtMs">> {
  const registers = new Set<Register>();
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const segment of segments) {
    const span = await store.span(segment.meter);
    if (!span) continue;
    const ownFirstMs = Math.max(span.firstMs, segment.mountedAtMs);
    const ownLastMs = Math.min(span.lastMs, segment.removedAtMs ?? span.lastMs);
    // It said something elsewhere only.
    if (ownLastMs < ownFirstMs) continue;
    for (const register of span.registers) registers.add(register);
    firstMs = Math.min(firstMs, ownFirstMs);
    lastMs = Math.max(lastMs, ownLastMs);
  }
  const sorted = [...registers].sort(byImportance);
  return {
    counters: sorted.filter(isCounter),
    instants: sorted.filter((register) => REGISTERS[register].kind === "instant"),
    ...(lastMs >= firstMs ? { firstReadingAtMs: firstMs, lastReadingAtMs: lastMs } : {}),
  };
}

export async function consumptionAt(
  store: ReadingStore,
  segments: readonly Segment[],
  { nowMs, ...question }: ConsumptionQuestion & { readonly nowMs: number },
): Promise<WireConsumption> {
  const spans = await meterSpans(store, segments, consumptionNeeds(question));
  return consumptionOver(spans, { ...question, ...(await damagedSpans(store, segments)) }, nowMs);
}

export async function seriesAt(
  store: ReadingStore,
  segments: readonly Segment[],
  question: HistorySpan & { readonly registers: readonly Register[] },
): Promise<WireSeries> {
  return seriesOver(await meterSpans(store, segments, question), question);
}

/** Each meter's time at the point with its readings of a span. */
export async function meterSpans(
  store: ReadingStore,
  segments: readonly Segment[],
  span: HistorySpan,
): Promise<readonly MeterSpan[]> {
  const spans: MeterSpan[] = [];
  for (const segment of segments) {
    if (segment.mountedAtMs > span.toMs || (segment.removedAtMs ?? span.toMs) < span.fromMs) continue;
    spans.push({ ...segment, columns: await columnsAt(store, segment, span) });
  }
  return spans;
}

/** Only of the meter's time at the point: what it showed elsewhere belongs to the people there. */
function columnsAt(store: ReadingStore, segment: Segment, { fromMs, toMs }: HistorySpan) {
  const endMs = segment.removedAtMs === undefined ? toMs : Math.min(toMs, segment.removedAtMs + 1);
  return store.columns(segment.meter, Math.max(fromMs, segment.mountedAtMs), endMs);
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
const REGISTER_MARGIN_MS = 40 * 86_400_000;

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
