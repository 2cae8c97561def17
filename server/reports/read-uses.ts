import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type CounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import type { PlaceUse } from "../../shared/reports/report.ts";
import type { PointOccupancy, ReadingStore, Segment } from "../ports.ts";

/** Around the outer boundaries, so that they find their neighbours over a long silence. */
const MARGIN_MS = 70 * 86_400_000;

export interface UsesWanted {
  readonly registers: readonly Register[];
  readonly boundariesMs: readonly number[];
  readonly segments: readonly Segment[];
  /** Registers noted when somebody moved are readings like others. */
  readonly occupancies: readonly PointOccupancy[];
}

/** One place's use from its readings, whatever happened to its meters. */
export async function readUses(
  store: ReadingStore,
  { registers, boundariesMs, segments, occupancies }: UsesWanted,
): Promise<readonly (PlaceUse | undefined)[]> {
  const fromMs = (boundariesMs[0] ?? 0) - MARGIN_MS;
  const toMs = (boundariesMs.at(-1) ?? 0) + MARGIN_MS;
  const spans: MeterSpan[] = [];
  for (const segment of segments) {
    if (segment.mountedAtMs > toMs || (segment.removedAtMs ?? toMs) < fromMs) continue;
    const columns = await store.columns(segment.meter, fromMs, toMs);
    spans.push({ ...segment, columns: withNoted(columns, notedOf(segment, occupancies)) });
  }
  return registers.map((register) => useOf(buildCounterLine(spans, register), boundariesMs));
}

export function useOf(line: CounterLine | undefined, boundariesMs: readonly number[]): PlaceUse | undefined {
  return (
    line && {
      unit: line.unit,
      intervals: consumptionOf(line, boundariesMs, "day"),
      events: line.events,
    }
  );
}

/** What was noted of this meter when somebody moved in or out. */
function notedOf(segment: Segment, occupancies: readonly PointOccupancy[]): readonly Reading[] {
  const { meter, mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY } = segment;
  return occupancies
    .flatMap((one) => [
      { atMs: one.fromMs, values: one.startValues },
      ...(one.toMs === undefined ? [] : [{ atMs: one.toMs, values: one.endValues }]),
    ])
    .filter(({ atMs, values }) => values.length > 0 && atMs >= mountedAtMs && atMs <= removedAtMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, values }) => noted(meter, atMs, values));
}

const noted = (meter: MeterKey, atMs: number, values: Reading["values"]): Reading => ({
  meter,
  atMs,
  values,
  status: [],
  marks: [],
  source: "manual",
  receiver: "",
});

function withNoted(columns: readonly MonthColumns[], readings: readonly Reading[]): readonly MonthColumns[] {
  if (readings.length === 0) return columns;
  const months = new Map(columns.map((month) => [utcMonthNumber(month.timesMs[0] ?? 0), month]));
  for (const own of toMonthColumns(readings)) {
    const number = utcMonthNumber(own.timesMs[0] ?? 0);
    const known = months.get(number);
    months.set(number, known ? mergeMonths(known, own) : own);
  }
  return [...months].sort(([a], [b]) => a - b).map(([, month]) => month);
}
