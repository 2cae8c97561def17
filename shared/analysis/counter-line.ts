/**
 * A point's counter as one unbroken line over meter exchanges, rollovers and outliers (DESIGN D3,
 * D6): the ground every consumption stands on. Counts are exact integers in one unit and exponent.
 */
import type { CountMonth, MonthColumns, RegisterColumn } from "../blocks/month-columns.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type NotedValue, type RegisterValue } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { makeScaled, rescale, type Scaled, scaledToNumber } from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { WireEvent } from "../model/wire.ts";
import { ESTIMATED, LineBuilder, ON_THE_SPOT_MS, type Row, type Spread } from "./line-builder.ts";

/** One meter's time at a point, with its readings. Values at the ends are those noted on the spot. */
export interface MeterSpan {
  readonly meter: MeterKey;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
  readonly startValues: readonly RegisterValue[];
  readonly endValues: readonly RegisterValue[];
  readonly columns: readonly MonthColumns[];
  readonly reckoned?: readonly Reckoned[];
}

/** A register that nobody read off when somebody moved; its row of the columns is marked `estimated`. */
export interface Reckoned {
  readonly atMs: number;
  readonly value: NotedValue;
}

/** As much of it as a line is made of. */
export type CountSpan = Omit<MeterSpan, "columns"> & { readonly columns: readonly CountMonth[] };

export interface CounterLine {
  readonly unit: Unit;
  readonly exponent: number;
  /** Ascending; the first is the earliest register known. */
  readonly timesMs: readonly number[];
  /** Cumulative counts, never falling. */
  readonly counts: readonly number[];
  /** The register itself at each count, as the meter showed it. */
  readonly shown?: readonly number[];
  /** By row, what its reading said where that is less than the register: it was told with less digits. */
  readonly told?: ReadonlyMap<number, number>;
  /** Which of them a person corrected. */
  readonly edited?: readonly boolean[];
  /** Which of them a person estimated: what they bound is a guess as well. */
  readonly estimated?: readonly boolean[];
  /** By row that was reckoned between two readings, how far below and above it the register may have stood. */
  readonly spread?: ReadonlyMap<number, Spread>;
  /**
   * Rows before which a meter was exchanged and the register of one of the two was not noted, or the register began anew:
   * what was used between the row before and such a row is nowhere to be read, and not in the counts.
   */
  readonly unmeasured?: readonly number[];
  /** True when the line begins where the first meter was mounted: before it nothing was used. */
  readonly startsAtMounting: boolean;
  readonly events: readonly WireEvent[];
}

interface Form {
  readonly unit: Unit;
  readonly exponent: number;
}

const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/** `undefined` when no span carries the register. */
export function buildCounterLine(spans: readonly CountSpan[], register: Register): CounterLine | undefined {
  const form = commonForm(spans, register);
  if (!form) return undefined;
  const line = new LineBuilder(register);
  const { unmeasured } = line;
  let previous: CountSpan | undefined;
  for (const span of spans) {
    const first = line.timesMs.length;
    if (previous) line.exchange(span.mountedAtMs, previous.meter, span.meter);
    const start = span.startValues.find((value) => value.register === register);
    if (start) line.add(span.mountedAtMs, toCount(start.value, start.unit, form), 0, scaleOf(start, form));
    addReadings(line, span, { register, form });
    const end = span.endValues.find((value) => value.register === register);
    if (end && span.removedAtMs !== undefined)
      line.add(span.removedAtMs, toCount(end.value, end.unit, form), 0, scaleOf(end, form));
    if (previous && isUnmeasured(line.timesMs, first, [previous, span])) unmeasured.push(first);
    previous = span;
  }
  if (line.timesMs.length === 0) return undefined;
  const startsAtMounting = line.timesMs[0] === spans[0]?.mountedAtMs;
  const { timesMs, counts, shown, told, edited, estimated, spread, events } = line;
  const gaps = unmeasured.length === 0 ? {} : { unmeasured };
  const own = { timesMs, counts, shown, told, edited, estimated, spread };
  return { ...form, ...own, ...gaps, startsAtMounting, events };
}

/** Whether the old meter's last row, or the new one's `first`, lies away from the moment of the exchange. */
function isUnmeasured(
  timesMs: readonly number[],
  first: number,
  [old, next]: readonly [CountSpan, CountSpan],
): boolean {
  const [lastMs, firstMs] = [timesMs[first - 1], timesMs[first]];
  if (lastMs === undefined || firstMs === undefined) return false;
  const removedAtMs = old.removedAtMs ?? next.mountedAtMs;
  return removedAtMs - lastMs > ON_THE_SPOT_MS || firstMs - next.mountedAtMs > ON_THE_SPOT_MS;
}

function commonForm(spans: readonly CountSpan[], register: Register): Form | undefined {
  const forms = spans.flatMap((span) => [
    ...[...span.startValues, ...span.endValues]
      .filter((value) => value.register === register)
      .map((value) => ({ unit: value.unit, exponent: value.value.exponent })),
    ...span.columns.flatMap((month) =>
      month.registers.filter((column) => column.register === register && isCounting(month, column)),
    ),
  ]);
  const last = forms.at(-1);
  if (!last) return undefined;
  const foreign = forms.some((form) => form.unit !== last.unit);
  const finest = Math.min(...forms.map((form) => form.exponent));
  return { unit: last.unit, exponent: foreign ? finest - 3 : finest };
}

/** Whether any row of the column counts: one left behind by an edit taken back decides no resolution. */
const isCounting = (month: CountMonth, column: RegisterColumn): boolean =>
  column.counts.some((count, i) => !Number.isNaN(count) && ((month.marks[i] ?? 0) & IMPLAUSIBLE) === 0);

/** Integer count in the common form; a foreign unit rounds three decimals beyond the finest resolution. */
export function toCount(value: Scaled, unit: Unit, form: Form): number {
  const converted = convertUnit(value, unit, form.unit) ?? value;
  return Number(rescale(converted, form.exponent).digits);
}

/** So many counts are converted as one: of a single one too few digits are kept to be taken times all of a register. */
const MANY = 1e9;

/** What one count of a register is in the common form. */
function scaleOf({ value, unit }: Pick<RegisterValue, "value" | "unit">, form: Form): number {
  const many = convertUnit(makeScaled(MANY, value.exponent), unit, form.unit);
  return many ? (scaledToNumber(many) * 10 ** -form.exponent) / MANY : 1;
}

function addReadings(line: LineBuilder, span: CountSpan, what: { register: Register; form: Form }): void {
  const endMs = span.removedAtMs ?? Number.POSITIVE_INFINITY;
  const add = (atMs: number, count: number, marks: number, scale: number): void => {
    if (atMs < span.mountedAtMs || atMs > endMs) return;
    const bounds = (marks & ESTIMATED) === 0 ? undefined : boundsAt(span, atMs, what);
    if ((marks & IMPLAUSIBLE) !== 0) line.leaveOut(atMs);
    else if (bounds) line.reckon(atMs, count, bounds);
    else line.add(atMs, count, marks, scale);
  };
  for (const month of span.columns) {
    const columns = month.registers.filter((column) => column.register === what.register);
    const [only] = columns;
    if (only && columns.length === 1 && only.unit === what.form.unit) addColumn(month, only, what.form, add);
    else
      for (const { atMs, count, marks, scale } of rowsOf(month, columns, what.form))
        add(atMs, count, marks, scale);
  }
}

function boundsAt(
  { reckoned = [] }: CountSpan,
  atMs: number,
  { register, form }: { register: Register; form: Form },
): readonly number[] | undefined {
  const at = reckoned.find((one) => one.atMs === atMs && one.value.register === register)?.value;
  return at?.bounds?.map((bound) => toCount(bound, at.unit, form));
}

/** The common case, of which a report of a large town has millions of rows. */
function addColumn(
  { timesMs, marks }: CountMonth,
  { counts, exponent }: RegisterColumn,
  form: Form,
  add: (atMs: number, count: number, marks: number, scale: number) => void,
): void {
  const factor = 10 ** (exponent - form.exponent);
  for (let i = 0; i < timesMs.length; i++) {
    const count = counts[i] ?? Number.NaN;
    if (!Number.isNaN(count)) add(timesMs[i] ?? 0, count * factor, marks[i] ?? 0, factor);
  }
}

function* rowsOf(
  month: CountMonth,
  columns: readonly RegisterColumn[],
  form: Form,
): Generator<Row & { readonly marks: number }> {
  const factors = columns.map((column) =>
    column.unit === form.unit ? 10 ** (column.exponent - form.exponent) : undefined,
  );
  const scales = columns.map(
    ({ unit, exponent }, c) => factors[c] ?? scaleOf({ value: makeScaled(1, exponent), unit }, form),
  );
  for (let i = 0; i < month.timesMs.length; i++) {
    for (const [c, column] of columns.entries()) {
      const count = column.counts[i] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      const factor = factors[c];
      yield {
        atMs: month.timesMs[i] ?? 0,
        marks: month.marks[i] ?? 0,
        scale: scales[c] ?? 1,
        count:
          factor === undefined
            ? toCount(makeScaled(count, column.exponent), column.unit, form)
            : count * factor,
      };
    }
  }
}
