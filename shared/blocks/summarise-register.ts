import type { RegisterSummary } from "./block-header.ts";
import type { RegisterColumn } from "./month-columns.ts";
import type { SeriesScan } from "./scan-series.ts";

/** A register column in short, as a block's header tells it, but for the bytes it takes there. */
export function summariseRegister(
  { register, unit, exponent }: RegisterColumn,
  timesMs: Float64Array,
  scan: SeriesScan,
): Omit<RegisterSummary, "bytes"> {
  const { count, first, last, min, max } = scan;
  const firstMs = timesMs[scan.firstRow] ?? 0;
  const lastMs = timesMs[scan.lastRow] ?? firstMs;
  return {
    register,
    unit,
    exponent,
    count,
    first,
    firstMs,
    last,
    lastMs,
    min,
    max,
    neverFalls: scan.minStep >= 0,
  };
}
