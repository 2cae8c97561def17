import type { CounterLine } from "../../shared/analysis/counter-line.ts";
import { startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Register } from "../../shared/model/register.ts";
import type { Unit } from "../../shared/model/unit.ts";
import type { RunWatch } from "../../shared/reports/report.ts";
import type { CountsAround, ReadingStore, RegisterMonth } from "../reading-ports.ts";

/** A meter's newest count, for boundaries that lie in the future. */
export interface NewestCount {
  readonly atMs: number;
  readonly count: number;
  readonly unit: Unit;
  readonly exponent: number;
}

export interface NearQuestion {
  readonly register: Register;
  /** Ascending; those after `nowMs` are what runs still. */
  readonly boundariesMs: readonly number[];
  readonly nowMs: number;
  readonly newest: (meter: MeterKey) => NewestCount | undefined;
}

/** Meters by a number of their own, so that a meter is looked for by its name once, however many months are asked. */
class MeterNumbers {
  readonly #numbers = new Map<MeterKey, number>();
  readonly #meters: MeterKey[] = [];

  get(meter: MeterKey): number | undefined {
    return this.#numbers.get(meter);
  }

  /** `expected` is its number if it comes in the same order as the last time, which it mostly does. */
  of(meter: MeterKey, expected: number): number {
    if (this.#meters[expected] === meter) return expected;
    const known = this.#numbers.get(meter);
    if (known !== undefined) return known;
    this.#numbers.set(meter, this.#meters.length);
    return this.#meters.push(meter) - 1;
  }
}

/** All meters around the boundaries of one UTC month: the stretches as they came, and each meter's place in them. */
interface Around {
  readonly stretches: readonly CountsAround[];
  /** By the meter's number: 1 + `stretch × MAX_ROWS + row`; 0 or nothing: it is not there. */
  readonly places: Float64Array;
}

/** More rows than a stretch of meters has. */
const MAX_ROWS = 2 ** 20;

interface AroundRow {
  readonly around: CountsAround;
  readonly row: number;
}

function rowAround({ stretches, places }: Around, meter: number): AroundRow | undefined {
  const place = (places[meter] ?? 0) - 1;
  const around = place < 0 ? undefined : stretches[Math.floor(place / MAX_ROWS)];
  return around && { around, row: place % MAX_ROWS };
}

/**
 * What is known of all meters around the boundaries of a report. For a meter that never fell between
 * them this is enough for the very line its readings give: the rows left out lie between rows that are
 * there, and no difference of boundaries sees them. Any other meter is read in full.
 */
export class NearCounts {
  readonly #boundaries: readonly Boundary[];
  readonly #inner: readonly Inner[];
  readonly #question: NearQuestion;
  readonly #numbers: MeterNumbers;

  private constructor(known: {
    readonly boundaries: readonly Boundary[];
    readonly inner: readonly Inner[];
    readonly question: NearQuestion;
    readonly numbers: MeterNumbers;
  }) {
    this.#boundaries = known.boundaries;
    this.#inner = known.inner;
    this.#question = known.question;
    this.#numbers = known.numbers;
  }

  /** `undefined` when cancelled. */
  static async load(
    store: ReadingStore,
    question: NearQuestion,
    watch: RunWatch,
  ): Promise<NearCounts | undefined> {
    const { register, boundariesMs, nowMs } = question;
    const months = byMonth(boundariesMs.filter((atMs) => atMs <= nowMs));
    const boundaries: Boundary[] = [];
    const numbers = new MeterNumbers();
    for (const [at, momentsMs] of months.entries()) {
      const rows = await loadMonth(store, { register, momentsMs, numbers }, (share) =>
        watch.progress(at + share, months.length),
      );
      if (!rows) return undefined;
      for (const [place, atMs] of momentsMs.entries())
        boundaries.push({ atMs, place, month: utcMonthNumber(atMs), rows });
    }
    const inner: Inner[] = [];
    for (const number of monthsBetween(boundariesMs, nowMs)) {
      const month = await store.registerMonth(register, startOfUtcMonth(number));
      inner.push({ number, month, rows: new Map(month.meters.map((meter, row) => [meter, row])) });
    }
    return new NearCounts({ boundaries, inner, question, numbers });
  }

  /** Whether any of the months the boundaries lie in counts the register of this meter. */
  knows(meter: MeterKey): boolean {
    const number = this.#numbers.get(meter);
    return number !== undefined && this.#boundaries.some(({ rows }) => (rows.places[number] ?? 0) > 0);
  }

  /** The meter's line, thinned to what boundaries need; `undefined` when it has to be read in full. */
  lineOf(meter: MeterKey): CounterLine | undefined {
    const number = this.#numbers.get(meter);
    if (number === undefined && this.#boundaries.length > 0) return undefined;
    const line = new ThinLine();
    let from: number | undefined;
    for (const { atMs, place, month, rows } of this.#boundaries) {
      const found = rowAround(rows, number ?? -1);
      if (!(found && this.#bridges(line, meter, { from, to: month }))) return undefined;
      if (!line.add(found, { atMs, place, isSameMonth: month === from })) return undefined;
      from = month;
    }
    if (this.#boundaries.length === this.#question.boundariesMs.length) return line.done();
    const to = utcMonthNumber(this.#question.nowMs) + 1;
    const newest = this.#question.newest(meter);
    const runsOn = newest && this.#bridges(line, meter, { from, to }) && line.addNewest(newest);
    return runsOn ? line.done() : undefined;
  }

  /** Whole months between two boundaries must not hide a fall. */
  #bridges(
    line: ThinLine,
    meter: MeterKey,
    { from, to }: { readonly from: number | undefined; readonly to: number },
  ): boolean {
    if (from === undefined || to <= from + 1) return true;
    return this.#inner
      .filter(({ number }) => number > from && number < to)
      .every(({ month, rows }) => line.passes(month, rows.get(meter)));
  }
}

interface Boundary {
  readonly atMs: number;
  /** Its place among the boundaries of its UTC month. */
  readonly place: number;
  readonly month: number;
  readonly rows: Around;
}

interface Inner {
  readonly number: number;
  readonly month: RegisterMonth;
  readonly rows: ReadonlyMap<MeterKey, number>;
}

/** Boundaries of one UTC month together. */
function byMonth(boundariesMs: readonly number[]): readonly (readonly number[])[] {
  const months = new Map<number, number[]>();
  for (const atMs of boundariesMs) {
    const month = utcMonthNumber(atMs);
    const known = months.get(month);
    if (known) known.push(atMs);
    else months.set(month, [atMs]);
  }
  return [...months.values()];
}

async function loadMonth(
  store: ReadingStore,
  {
    register,
    momentsMs,
    numbers,
  }: {
    readonly register: Register;
    readonly momentsMs: readonly number[];
    readonly numbers: MeterNumbers;
  },
  goesOn: (share: number) => Promise<boolean>,
): Promise<Around | undefined> {
  const places: number[] = [];
  const stretches: CountsAround[] = [];
  let stretch: number | undefined = 0;
  let expected = 0;
  while (stretch !== undefined) {
    const around: CountsAround = await store.countsAround(register, { momentsMs, stretch });
    const base = 1 + stretches.length * MAX_ROWS;
    for (const [row, meter] of around.meters.entries()) {
      const number = numbers.of(meter, expected);
      while (places.length <= number) places.push(0);
      places[number] = base + row;
      expected = number + 1;
    }
    stretches.push(around);
    stretch = around.next;
    const share = stretch === undefined ? 1 : stretch / (stretch + 8);
    if (!(await goesOn(share))) return undefined;
  }
  return { stretches, places: Float64Array.from(places) };
}

/** UTC months that lie wholly between neighbouring boundaries; the running month counts as whole. */
function monthsBetween(boundariesMs: readonly number[], nowMs: number): readonly number[] {
  const months = new Set<number>();
  for (const [i, boundaryMs] of boundariesMs.entries()) {
    const from = boundariesMs[i - 1];
    if (from === undefined || from > nowMs) continue;
    const to = boundaryMs > nowMs ? utcMonthNumber(nowMs) + 1 : utcMonthNumber(boundaryMs);
    for (let month = utcMonthNumber(from) + 1; month < to; month++) months.add(month);
  }
  return [...months].sort((a, b) => a - b);
}

class ThinLine {
  readonly #timesMs: number[] = [];
  readonly #counts: number[] = [];
  #unit: Unit = "";
  #exponent = 0;
  /** The last count of the month before. */
  #last = Number.NEGATIVE_INFINITY;

  /** False where the counter fell, changed its form, or the boundary is not enclosed. */
  add(
    { around, row }: AroundRow,
    boundary: { readonly atMs: number; readonly place: number; readonly isSameMonth: boolean },
  ): boolean {
    const sides = around.at[boundary.place];
    const [unit, exponent] = [around.units[row] ?? "", around.exponents[row] ?? 0];
    const isFirst = this.#timesMs.length === 0;
    if (!sides || around.isSteady[row] !== 1) return false;
    if (!isFirst && (unit !== this.#unit || exponent !== this.#exponent)) return false;
    if (!boundary.isSameMonth && (around.first[row] ?? Number.NaN) < this.#last) return false;
    this.#unit = unit;
    this.#exponent = exponent;
    this.#last = around.last[row] ?? Number.NaN;
    const hasBefore = this.#put(sides.beforeMs[row], sides.before[row]);
    const hasAfter = this.#put(sides.afterMs[row], sides.after[row]);
    return hasAfter && (hasBefore || sides.afterMs[row] === boundary.atMs);
  }

  addNewest({ atMs, count, unit, exponent }: NewestCount): boolean {
    const isSame = unit === this.#unit && exponent === this.#exponent;
    if (!isSame || atMs < (this.#timesMs.at(-1) ?? 0) || count < (this.#counts.at(-1) ?? 0)) return false;
    return this.#put(atMs, count);
  }

  passes(month: RegisterMonth, row: number | undefined): boolean {
    if (row === undefined) return true;
    const form = month.forms[month.form[row] ?? -1];
    const isSteady = month.neverFalls[row] === 1 && (month.first[row] ?? Number.NaN) >= this.#last;
    if (!isSteady || form?.unit !== this.#unit || form.exponent !== this.#exponent) return false;
    this.#last = month.last[row] ?? Number.NaN;
    return true;
  }

  done(): CounterLine | undefined {
    const base = this.#counts[0];
    if (base === undefined) return undefined;
    return {
      unit: this.#unit,
      exponent: this.#exponent,
      timesMs: this.#timesMs,
      counts: this.#counts.map((count) => count - base),
      startsAtMounting: false,
      events: [],
    };
  }

  #put(atMs: number | undefined, count: number | undefined): boolean {
    if (atMs === undefined || count === undefined || Number.isNaN(atMs)) return false;
    const lastMs = this.#timesMs.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (atMs > lastMs) {
      this.#timesMs.push(atMs);
      this.#counts.push(count);
    }
    return true;
  }
}
