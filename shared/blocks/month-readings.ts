import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type Reading, type RegisterValue, SOURCES } from "../model/reading.ts";
import { REGISTERS, type Register } from "../model/register.ts";
import { makeScaled } from "../model/scaled.ts";
import { formatMeterClock, parseMeterClock } from "./meter-clock.ts";
import { type ClockColumn, type MonthColumns, markBit, type RegisterColumn } from "./month-columns.ts";
import { nameOfStatus, Places } from "./places.ts";
import { nextUtcMonthStart } from "./utc-month.ts";

/**
 * Readings ⇄ months of columns. Row order is time, then source (`SOURCES`). A value beyond 53 bits
 * and a clock text outside `CLOCK_FORMS` have no place in a column and are left out; the frame behind
 * the reading still holds them.
 */

/** The order of rows in a month. */
export const compareReadings = (a: Reading, b: Reading): number =>
  a.atMs - b.atMs || SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source);

/** One meter's readings, in row order, as one `MonthColumns` per UTC month. */
export function toMonthColumns(readings: readonly Reading[]): MonthColumns[] {
  const months: MonthColumns[] = [];
  for (let first = 0; first < readings.length; ) {
    const end = nextUtcMonthStart(readings[first]?.atMs ?? 0);
    let next = first + 1;
    while ((readings[next]?.atMs ?? Infinity) < end) next += 1;
    months.push(oneMonth(readings.slice(first, next)));
    first = next;
  }
  return months;
}

function oneMonth(readings: readonly Reading[]): MonthColumns {
  const statuses = new Places<readonly string[]>(nameOfStatus);
  const origins = new Places<MonthColumns["origins"][number]>((one) => `${one.source}\n${one.receiver}`);
  const statusIndex = Uint16Array.from(readings, (one) => statuses.of(one.status));
  const originIndex = Uint16Array.from(readings, ({ source, receiver }) => origins.of({ source, receiver }));
  const clock = clockColumn(readings);
  return {
    meter: readings[0]?.meter ?? ("" as MeterKey),
    timesMs: Float64Array.from(readings, (one) => one.atMs),
    registers: registerColumns(readings),
    statusIndex,
    statusSets: statuses.list,
    marks: Uint16Array.from(readings, (one) => markBit(one.marks, MARKS)),
    originIndex,
    origins: origins.list,
    frameSeq: Float64Array.from(readings, (one) => one.frameSeq ?? Number.NaN),
    ...(clock ? { clock } : {}),
  };
}

const REGISTER_ORDER: ReadonlyMap<string, number> = new Map(
  Object.keys(REGISTERS).map((register, place) => [register, place]),
);

/** The register table's order. */
export const compareRegisters = (a: Register, b: Register): number =>
  (REGISTER_ORDER.get(a) ?? -1) - (REGISTER_ORDER.get(b) ?? -1);

/** The order of columns in a month: the register table's, then by unit and exponent. */
export const compareColumns = (
  a: Omit<RegisterColumn, "counts">,
  b: Omit<RegisterColumn, "counts">,
): number =>
  compareRegisters(a.register, b.register) ||
  (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.exponent - b.exponent);

function registerColumns(readings: readonly Reading[]): RegisterColumn[] {
  const byForm = new Map<string, RegisterColumn>();
  for (const [row, reading] of readings.entries()) {
    for (const { register, unit, value } of reading.values) {
      if (typeof value.digits !== "number") continue;
      const form = `${register}\n${unit}\n${value.exponent}`;
      let column = byForm.get(form);
      if (!column) {
        const counts = new Float64Array(readings.length).fill(Number.NaN);
        column = { register, unit, exponent: value.exponent, counts };
        byForm.set(form, column);
      }
      column.counts[row] = value.digits;
    }
  }
  return [...byForm.values()].sort(compareColumns);
}

function clockColumn(readings: readonly Reading[]): ClockColumn | undefined {
  if (readings.every((reading) => reading.meterClock === undefined)) return undefined;
  const localMs = new Float64Array(readings.length).fill(Number.NaN);
  const form = new Uint8Array(readings.length);
  for (const [row, reading] of readings.entries()) {
    const clock = reading.meterClock === undefined ? undefined : parseMeterClock(reading.meterClock);
    if (!clock) continue;
    localMs[row] = clock.localMs;
    form[row] = clock.form;
  }
  return { localMs, form };
}

/** All rows of a month as readings, in row order. */
export const readingsOf = (month: MonthColumns): Reading[] =>
  Array.from(month.timesMs, (_, row) => readingAt(month, row));

/** One row of a month as a reading. */
export function readingAt(month: MonthColumns, row: number): Reading {
  const origin = month.origins[month.originIndex[row] ?? 0];
  const frameSeq = month.frameSeq[row] ?? Number.NaN;
  const clock = clockAt(month, row);
  const marks = month.marks[row] ?? 0;
  return {
    meter: month.meter,
    atMs: month.timesMs[row] ?? Number.NaN,
    ...(clock === undefined ? {} : { meterClock: clock }),
    values: valuesAt(month, row),
    status: month.statusSets[month.statusIndex[row] ?? 0] ?? [],
    marks: marks === 0 ? [] : MARKS.filter((_, bit) => (marks & (1 << bit)) !== 0),
    source: origin?.source ?? "import",
    receiver: origin?.receiver ?? "",
    ...(Number.isNaN(frameSeq) ? {} : { frameSeq }),
  };
}

function valuesAt(month: MonthColumns, row: number): RegisterValue[] {
  const values: RegisterValue[] = [];
  for (const { register, unit, exponent, counts } of month.registers) {
    const count = counts[row] ?? Number.NaN;
    if (!Number.isNaN(count)) values.push({ register, unit, value: makeScaled(count, exponent) });
  }
  return values;
}

function clockAt(month: MonthColumns, row: number): string | undefined {
  const localMs = month.clock?.localMs[row] ?? Number.NaN;
  return Number.isNaN(localMs) ? undefined : formatMeterClock({ localMs, form: month.clock?.form[row] ?? 0 });
}
