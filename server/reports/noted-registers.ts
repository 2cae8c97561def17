import type { MeterSpan, Reckoned } from "../../shared/analysis/counter-line.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import { type MonthColumns, markBit } from "../../shared/blocks/month-columns.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { MARKS, type Mark, type NotedValue, type Reading } from "../../shared/model/reading.ts";
import type { PointOccupancy } from "../ports.ts";

interface Noted {
  readonly atMs: number;
  readonly values: readonly NotedValue[];
}

/** A meter's time with what was noted of it when somebody moved: read off like any reading, or reckoned, within its bounds. */
export function spanWithNoted(span: MeterSpan, occupancies: readonly PointOccupancy[]): MeterSpan {
  const noted = notedOf(span, occupancies);
  if (noted.length === 0) return span;
  const reckoned = reckonedOf(noted).filter((one) => !isReadAt(span, one));
  const read = noted.flatMap(({ atMs, values }) =>
    readingOf(span.meter, { atMs, values: values.filter(({ bounds }) => !bounds) }, []),
  );
  const guessed = reckoned.flatMap(({ atMs, value }) =>
    readingOf(span.meter, { atMs, values: [value] }, ["estimated"]),
  );
  const readings = [...read, ...guessed].sort((a, b) => a.atMs - b.atMs);
  return { ...span, columns: withReadings(span.columns, readings), reckoned };
}

function notedOf(
  { mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY }: Pick<MeterSpan, "mountedAtMs" | "removedAtMs">,
  occupancies: readonly PointOccupancy[],
): readonly Noted[] {
  return occupancies
    .flatMap((one) => [
      { atMs: one.fromMs, values: one.startValues },
      ...(one.toMs === undefined ? [] : [{ atMs: one.toMs, values: one.endValues }]),
    ])
    .filter(({ atMs, values }) => values.length > 0 && atMs >= mountedAtMs && atMs <= removedAtMs);
}

/** Once each, though it ends one customer's time and begins the next; not where the other one read it off. */
function reckonedOf(noted: readonly Noted[]): readonly Reckoned[] {
  const all = noted.flatMap(({ atMs, values }) => values.map((value) => ({ atMs, value })));
  return all.filter(
    ({ atMs, value }, at) =>
      value.bounds !== undefined &&
      !all.some(
        (one, i) =>
          one.atMs === atMs && one.value.register === value.register && (!one.value.bounds || i < at),
      ),
  );
}

/** Whether somebody or something read the register at that very moment. */
const isReadAt = ({ columns }: MeterSpan, { atMs, value }: Reckoned): boolean =>
  columns.some(({ timesMs, marks, registers }) =>
    timesMs.some((time, row) => {
      if (time !== atMs || ((marks[row] ?? 0) & IMPLAUSIBLE) !== 0) return false;
      return registers.some(
        ({ register, counts }) => register === value.register && !Number.isNaN(counts[row] ?? Number.NaN),
      );
    }),
  );

const IMPLAUSIBLE = markBit(["implausible"], MARKS);

const readingOf = (meter: MeterKey, { atMs, values }: Noted, marks: readonly Mark[]): readonly Reading[] =>
  values.length === 0 ? [] : [{ meter, atMs, values, status: [], marks, source: "manual", receiver: "" }];

function withReadings(
  columns: readonly MonthColumns[],
  readings: readonly Reading[],
): readonly MonthColumns[] {
  const months = new Map(columns.map((month) => [utcMonthNumber(month.timesMs[0] ?? 0), month]));
  for (const own of toMonthColumns(readings)) {
    const number = utcMonthNumber(own.timesMs[0] ?? 0);
    const known = months.get(number);
    months.set(number, known ? mergeMonths(known, own) : own);
  }
  return [...months].sort(([a], [b]) => a - b).map(([, month]) => month);
}
