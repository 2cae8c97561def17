/**
 * A point's counter as one unbroken line over meter exchanges, rollovers and outliers (DESIGN D3,
 * D6): the ground every consumption stands on. Counts are exact integers in one unit and exponent.
 */
import type { CountMonth, MonthColumns, RegisterColumn } from "../blocks/month-columns.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type RegisterValue } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { MODULI } from "../model/register-digits.ts";
import { makeScaled, rescale, type Scaled, scaledToNumber } from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { WireEvent } from "../model/wire.ts";

/** One meter's time at a point, with its readings. Values at the ends are those noted on the spot. */
export interface MeterSpan {
  readonly meter: MeterKey;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
  readonly startValues: readonly RegisterValue[];
  readonly endValues: readonly RegisterValue[];
  readonly columns: readonly MonthColumns[];
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
const EDITED = 1 << MARKS.indexOf("edited");
const ESTIMATED = 1 << MARKS.indexOf("estimated");

/** As near as a reading has to lie to an hour's end to be its measured value. */
const ON_THE_SPOT_MS = 2 * 60_000;

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
  const { timesMs, counts, shown, told, edited, estimated, events } = line;
  const gaps = unmeasured.length === 0 ? {} : { unmeasured };
  return { ...form, timesMs, counts, shown, told, edited, estimated, ...gaps, startsAtMounting, events };
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

interface Row {
  readonly atMs: number;
  readonly count: number;
  readonly scale: number;
}

function addReadings(line: LineBuilder, span: CountSpan, what: { register: Register; form: Form }): void {
  const endMs = span.removedAtMs ?? Number.POSITIVE_INFINITY;
  const add = (atMs: number, count: number, marks: number, scale: number): void => {
    if (atMs < span.mountedAtMs || atMs > endMs) return;
    if ((marks & IMPLAUSIBLE) !== 0) line.leaveOut(atMs);
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

/**
 * Whether a count that falls from `last` to `count` did so because the register ran past its last digit. `scales`: what
 * one count of either is in those they are given in; a meter ends at its own digits, not at those of what was typed finer.
 */
export const isRollover = (last: number, count: number, scales: readonly number[] = [1]): boolean =>
  rolloverStep(last, count, scales) !== undefined;

/** A register just short of its modulus that starts again near zero has rolled over. */
function rolloverStep(last: number, count: number, scales: readonly number[]): number | undefined {
  for (const scale of scales) {
    const modulus = scale * (MODULI.find((m) => last < m * scale) ?? Number.POSITIVE_INFINITY);
    const step = Math.round(count + modulus - last);
    if (last >= 0.9 * modulus && step <= 0.05 * modulus) return step;
  }
  return undefined;
}

class LineBuilder {
  readonly timesMs: number[] = [];
  readonly counts: number[] = [];
  readonly shown: number[] = [];
  readonly told = new Map<number, number>();
  readonly edited: boolean[] = [];
  readonly estimated: boolean[] = [];
  readonly events: WireEvent[] = [];
  readonly unmeasured: number[] = [];
  readonly #register: Register;
  /** Raw counts as the meter shows them, in step with `counts`, since the last exchange. */
  #raw: number[] = [];
  /** What one count of the last of them is in the common form. */
  #scale = 1;
  /** A fall that is neither rollover nor a proven outlier yet. */
  #suspect: Row | undefined;

  constructor(register: Register) {
    this.#register = register;
  }

  exchange(atMs: number, from: MeterKey, to: MeterKey): void {
    this.#suspect = undefined;
    this.#raw = [];
    this.events.push({ kind: "exchange", atMs, from, to });
  }

  leaveOut(atMs: number): void {
    this.events.push({ kind: "implausible", atMs, register: this.#register });
  }

  add(atMs: number, count: number, marks: number, scale: number): void {
    this.#settle(count, scale);
    const isHeld = this.#isWithin(count, scale);
    this.#place(atMs, isHeld ? (this.#raw.at(-1) ?? count) : count, scale);
    if (this.timesMs.at(-1) !== atMs) return;
    if (isHeld) this.told.set(this.timesMs.length - 1, count);
    else this.#scale = scale;
    if ((marks & EDITED) !== 0) this.edited[this.edited.length - 1] = true;
    if ((marks & ESTIMATED) !== 0) this.estimated[this.estimated.length - 1] = true;
  }

  /** The row after a fall tells what the fall was: a new beginning, or a value that was too low alone. */
  #settle(count: number, scale: number): void {
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (!suspect) return;
    if (count < (this.#raw.at(-1) ?? 0) && !this.#isWithin(count, scale)) this.#reset(suspect);
    else this.leaveOut(suspect.atMs);
  }

  /** Whether a count below the last did not fall: it was told with less digits, cut or rounded, or the last was, rounded up. */
  #isWithin(count: number, scale: number): boolean {
    const missing = (this.#raw.at(-1) ?? count) - count;
    if (missing <= 0 || scale === this.#scale) return false;
    return scale > this.#scale ? missing < scale : missing <= this.#scale / 2;
  }

  #place(atMs: number, count: number, scale: number): void {
    const last = this.#raw.at(-1);
    if (last === undefined) this.#push(atMs, count, 0);
    else if (count >= last) this.#push(atMs, count, count - last);
    else this.#fallFrom(last, { atMs, count, scale });
  }

  #fallFrom(last: number, row: Row): void {
    const step = rolloverStep(last, row.count, [this.#scale, row.scale]);
    if (step === undefined) {
      this.#weighFall(row);
      return;
    }
    this.events.push({ kind: "rollover", atMs: row.atMs, register: this.#register });
    this.#push(row.atMs, row.count, step);
  }

  /** A value above both its neighbours was the outlier; a value below both is one if the next says so. */
  #weighFall(row: Row): void {
    const before = this.#raw.at(-2);
    if (before === undefined || row.count < before) {
      this.#suspect = row;
      return;
    }
    this.leaveOut(this.timesMs.pop() ?? row.atMs);
    this.counts.pop();
    this.shown.pop();
    this.told.delete(this.counts.length);
    this.edited.pop();
    this.estimated.pop();
    this.#raw.pop();
    this.#push(row.atMs, row.count, row.count - before);
  }

  #reset(row: Row): void {
    this.events.push({ kind: "reset", atMs: row.atMs, register: this.#register });
    this.#raw = [];
    if (row.atMs - (this.timesMs.at(-1) ?? row.atMs) > ON_THE_SPOT_MS)
      this.unmeasured.push(this.timesMs.length);
    this.#push(row.atMs, row.count, 0);
    this.#scale = row.scale;
  }

  #push(atMs: number, raw: number, step: number): void {
    this.timesMs.push(atMs);
    this.counts.push((this.counts.at(-1) ?? 0) + step);
    this.shown.push(raw);
    this.edited.push(false);
    this.estimated.push(false);
    this.#raw.push(raw);
  }
}
