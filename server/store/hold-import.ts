import { countersIn, searchBilledEnd, TOLD_LATELY } from "../../shared/analysis/billed-end.ts";
import { gatherRows } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { lockedAnywhere, lockedInAny } from "../../shared/model/period-lock.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { ReadingQuery } from "./query-readings.ts";
import { locksOf } from "./review.table.ts";
import { type Sql, toText } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly query: ReadingQuery;
}

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/** Up to and with which moment a meter's readings stand on bills; −Infinity where none do. */
export function billedThrough({ sql, query }: Parts, meter: MeterKey): number {
  const locks = locksOf(sql);
  if (lockedAnywhere(locks) === 0) return Number.NEGATIVE_INFINITY;
  // Each block of a large import asks: where no area has a lock of its own, no area is looked up.
  const hasAreas = Object.keys(locks.areas).length > 0;
  const lockMs = hasAreas ? lockedInAny(locks, areasOf(sql, meter)) : locks.beforeMs;
  if (lockMs === 0) return Number.NEGATIVE_INFINITY;
  const search = searchBilledEnd(countersIn(query.newest(meter, lockMs, TOLD_LATELY)), lockMs);
  let step = search.next();
  while (!step.done) step = search.next(query.columns(meter, step.value.fromMs, step.value.toMs));
  return step.value ?? lockMs - 1;
}

/** Where the meter hangs and hung, at points that were taken away too. */
const areasOf = (sql: Sql, meter: MeterKey): string[] =>
  sql
    .all(
      `SELECT points.area FROM segments JOIN points ON points.id = segments.point_id WHERE segments.meter = ?1 UNION
       SELECT gone.area FROM removed_points AS gone, json_each(gone.mountings) AS one
       WHERE json_extract(one.value, '$.meter') = ?1`,
      [meter],
    )
    .map(([area]) => toText(area));

/**
 * An imported month as far as it may come in: what was billed stays as it is. A reading of a billed time that the
 * store has already is left out, a new one is marked `implausible`. `undefined` where nothing is left.
 */
export function heldMonth(
  { query }: Parts,
  month: MonthColumns,
  throughMs: number,
): MonthColumns | undefined {
  const known = new Set(
    query.columns(month.meter, month.timesMs[0] ?? 0, throughMs + 1).flatMap((one) => placesOf(one)),
  );
  const places = placesOf(month);
  const isBilled = (row: number) => (month.timesMs[row] ?? 0) <= throughMs;
  const rows = [...places.keys()].filter((row) => !(isBilled(row) && known.has(places[row] ?? "")));
  if (rows.length === 0) return undefined;
  const marks = month.marks.map((bits, row) => (isBilled(row) ? bits | IMPLAUSIBLE : bits));
  return gatherRows({ ...month, marks }, undefined, Int32Array.from(rows));
}

/** What readings are told apart by: time and source. */
const placesOf = ({ timesMs, origins, originIndex }: MonthColumns): string[] =>
  Array.from(timesMs, (atMs, row) => `${atMs} ${origins[originIndex[row] ?? 0]?.source}`);
