import { consumptionOf, totalOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { Unit } from "../../shared/model/unit.ts";

/** A water meter's counts, hours after the beginning of 2026 (UTC). */
export const HOUR = 3_600_000;
export const t0 = Date.parse("2026-01-01T00:00:00Z");
/** When all that is asked for is over. */
export const LATER = t0 + 10_000 * HOUR;

interface Rows {
  readonly meter?: string;
  readonly unit?: Unit;
  readonly exponent?: number;
  readonly marks?: readonly number[];
}

/** Hour and count of each reading; marks as bits. */
export function monthOf(
  rows: readonly (readonly [hour: number, count: number])[],
  shape: Rows = {},
): MonthColumns {
  const n = rows.length;
  return {
    meter: (shape.meter ?? "KAM-00000001-34-04") as MeterKey,
    timesMs: Float64Array.from(rows, ([hour]) => t0 + hour * HOUR),
    registers: [
      {
        register: "V1",
        unit: shape.unit ?? "m³",
        exponent: shape.exponent ?? -2,
        counts: Float64Array.from(rows, ([, count]) => count),
      },
    ],
    statusIndex: new Uint16Array(n),
    statusSets: [[]],
    marks: Uint16Array.from(rows, (_, i) => shape.marks?.[i] ?? 0),
    originIndex: new Uint16Array(n),
    origins: [{ source: "radio", receiver: "mast" }],
    frameSeq: new Float64Array(n).fill(Number.NaN),
  };
}

/** The meter's time at its point. */
export const span = (columns: readonly MonthColumns[], more: Partial<MeterSpan> = {}): MeterSpan => ({
  meter: "KAM-00000001-34-04" as MeterKey,
  mountedAtMs: t0 - 1000 * HOUR,
  startValues: [],
  endValues: [],
  columns,
  ...more,
});

/** What was used hour by hour, as it is shown. */
export function hourly(spans: readonly MeterSpan[], fromHour: number, toHour: number, nowMs = LATER) {
  const line = buildCounterLine(spans, "V1");
  if (!line) throw new Error("no line");
  const boundaries = Array.from({ length: toHour - fromHour + 1 }, (_, i) => t0 + (fromHour + i) * HOUR);
  const intervals = consumptionOf(line, boundaries, { step: "hour", nowMs });
  return {
    line,
    total: formatScaled(totalOf(intervals, line.exponent)),
    shown: intervals.map((i) => [i.mark, i.value ? formatScaled(i.value) : null]),
    intervals,
  };
}
