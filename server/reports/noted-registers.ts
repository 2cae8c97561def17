import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { PointOccupancy, Segment } from "../ports.ts";

/** What was noted of this meter when somebody moved in or out. */
export function notedOf(
  segment: Pick<Segment, "meter" | "mountedAtMs" | "removedAtMs">,
  occupancies: readonly PointOccupancy[],
): readonly Reading[] {
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

export function withNoted(
  columns: readonly MonthColumns[],
  readings: readonly Reading[],
): readonly MonthColumns[] {
  if (readings.length === 0) return columns;
  const months = new Map(columns.map((month) => [utcMonthNumber(month.timesMs[0] ?? 0), month]));
  for (const own of toMonthColumns(readings)) {
    const number = utcMonthNumber(own.timesMs[0] ?? 0);
    const known = months.get(number);
    months.set(number, known ? mergeMonths(known, own) : own);
  }
  return [...months].sort(([a], [b]) => a - b).map(([, month]) => month);
}
