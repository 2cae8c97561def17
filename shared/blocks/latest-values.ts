/** What every point said last, as columns in memory; apart from their bytes (`latest-columns.ts`), which a page does not read. */
import type { RegisterValue } from "../model/reading.ts";
import { makeScaled } from "../model/scaled.ts";
import type { Shape } from "./reading-batch.ts";

/** Registers a list shows of one point. */
export const LATEST_VALUES = 2;

/** The same as columns: entry n of each belongs to point n. */
export interface LatestColumns {
  readonly pointIds: readonly string[];
  readonly hasKey: Uint8Array;
  /** UTC milliseconds; `NaN` where there is no reading. */
  readonly timesMs: Float64Array;
  readonly statusSets: readonly (readonly string[])[];
  readonly statusIndex: Uint16Array;
  readonly shapes: readonly Shape[];
  readonly shapeIndex: Uint16Array;
  /** `LATEST_VALUES` counts a point, in the order of its shape. */
  readonly counts: Float64Array;
}

/** Columns of so many points that have said nothing yet. */
export const emptyLatest = (count: number): LatestColumns => ({
  pointIds: [],
  hasKey: new Uint8Array(count),
  timesMs: new Float64Array(count).fill(Number.NaN),
  statusSets: [],
  statusIndex: new Uint16Array(count),
  shapes: [],
  shapeIndex: new Uint16Array(count),
  counts: new Float64Array(count * LATEST_VALUES),
});

/** Point n's registers with their exact values. */
export const latestValuesOf = (
  { shapes, shapeIndex, counts }: Pick<LatestColumns, "shapes" | "shapeIndex" | "counts">,
  n: number,
): readonly RegisterValue[] =>
  (shapes[shapeIndex[n] ?? 0] ?? []).map(({ register, unit, exponent }, k) => ({
    register,
    unit,
    value: makeScaled(counts[n * LATEST_VALUES + k] ?? 0, exponent),
  }));
