import type { MonthColumns } from "../blocks/month-columns.ts";
import { nextUtcMonthStart } from "../blocks/utc-month.ts";
import { type Climate, HOUR_MS } from "./climate.ts";
import { columnsOf, countOf, loggedColumnsOf, type MeterColumn } from "./meter-columns.ts";
import { birth } from "./meter-life.ts";
import { addHour, closeMonth, type MeterState, openTargetHour, targetHourAfter } from "./meter-sums.ts";
import { noiseAt } from "./random.ts";
import { at, type HourlyUse, STEP } from "./step.ts";
import { hoursOf, type Reception, type TownMeter, type TownPoint } from "./town-point.ts";

export interface HistoryOptions {
  readonly climate: Climate;
  /** Full hours; readings are taken at each from the first up to the second, exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Status ids of an info code, sorted: what the meter's driver makes of it. */
  readonly statusOf: (meter: TownMeter, info: number) => readonly string[];
  /** So many registers, from the meter's log where its telegrams carry fewer; absent: those of its telegrams. */
  readonly registers?: number;
}

export interface MeterHistory {
  readonly months: readonly MonthColumns[];
  /** The meter at the end of history, or in the hour it was taken down: live operation goes on from here. */
  readonly state: MeterState;
}

const ORIGINS = [{ source: "import", receiver: "history" }] as const;

/** One meter's hourly readings over the town's history, as whole UTC months. */
export function writeHistory(place: TownPoint, meter: TownMeter, options: HistoryOptions): MeterHistory {
  const { climate, fromHour, toHour } = options;
  const state = birth(place, meter, { fromHour, climate });
  const isGone = meter.removedAtMs !== undefined;
  const livedUntil = isGone ? Math.floor((meter.removedAtMs ?? 0) / HOUR_MS) : toHour;
  // A meter taken down within an hour still told its registers as that hour began.
  const readUntil = isGone ? livedUntil + 1 : livedUntil;
  const writer = new MonthWriter(place, meter, { options, state, livedUntil });
  const months: MonthColumns[] = [];
  for (let hour = state.hour; hour < readUntil; ) {
    const next = Math.min(nextUtcMonthStart(hour * HOUR_MS) / HOUR_MS, readUntil);
    const month = writer.write(hour, next);
    if (month !== undefined) months.push(month);
    hour = next;
  }
  return { months, state };
}

/** Ages a meter through a month, hour by hour, and writes what was received of it. */
class MonthWriter {
  readonly #meter: TownMeter;
  readonly #reception: Reception;
  readonly #options: HistoryOptions;
  readonly #state: MeterState;
  readonly #hours: HourlyUse;
  readonly #columns: readonly MeterColumn[];
  /** Mounted within an hour, a meter first tells its registers at the next full one. */
  readonly #firstRowHour: number;
  readonly #livedUntil: number;
  #target: number;

  constructor(
    place: TownPoint,
    meter: TownMeter,
    run: { options: HistoryOptions; state: MeterState; livedUntil: number },
  ) {
    this.#livedUntil = run.livedUntil;
    this.#meter = meter;
    this.#reception = place.reception;
    this.#options = run.options;
    this.#state = run.state;
    this.#hours = hoursOf(place, run.options.climate);
    const { registers } = run.options;
    this.#columns =
      registers === undefined
        ? columnsOf(meter, place.use.kind)
        : loggedColumnsOf(meter, place.use.kind, registers);
    this.#firstRowHour = Math.ceil(meter.mountedAtMs / HOUR_MS);
    this.#target = openTargetHour(run.state);
  }

  /** Rows of the hours from the first up to the second, exclusive. */
  write(fromHour: number, toHour: number): MonthColumns | undefined {
    const state = this.#state;
    const climateFromHour = this.#options.climate.fromHour;
    const hours = this.#hours;
    const livedUntil = this.#livedUntil;
    const rows = new Rows(this.#columns, toHour - fromHour, {
      mountedHour: this.#firstRowHour,
      statusOf: (info) => this.#options.statusOf(this.#meter, info),
    });
    for (let hour = fromHour; hour < toHour; hour++) {
      if (hour === this.#target) {
        closeMonth(state.sums, hour);
        this.#target = targetHourAfter(hour);
      }
      hours.compute(hour - climateFromHour);
      if (hour >= this.#firstRowHour && isHeard(this.#reception, hour))
        rows.add(hour, state.sums, hours.step);
      if (hour < livedUntil) addHour(state.sums, hours.step);
    }
    state.hour = Math.min(toHour, livedUntil);
    return rows.toMonth(this.#meter);
  }
}

function isHeard(reception: Reception, hour: number): boolean {
  if (noiseAt(reception.seed ^ 0x68656172, hour) < reception.missedShare) return false;
  for (const gap of reception.gaps) if (hour >= gap.fromHour && hour < gap.toHour) return false;
  return true;
}

/** Rows of one month while they are written. */
class Rows {
  readonly #columns: readonly MeterColumn[];
  readonly #counts: readonly Float64Array[];
  readonly #timesMs: Float64Array;
  readonly #statusIndex: Uint16Array;
  readonly #statusOf: (info: number) => readonly string[];
  readonly #mountedHour: number;
  readonly #statusSets: (readonly string[])[] = [];
  #lastInfo = Number.NaN;
  #lastIndex = 0;
  #count = 0;

  constructor(
    columns: readonly MeterColumn[],
    capacity: number,
    meter: { readonly mountedHour: number; readonly statusOf: (info: number) => readonly string[] },
  ) {
    this.#statusOf = meter.statusOf;
    this.#mountedHour = meter.mountedHour;
    this.#columns = columns;
    this.#counts = columns.map(() => new Float64Array(capacity));
    this.#timesMs = new Float64Array(capacity);
    this.#statusIndex = new Uint16Array(capacity);
  }

  add(hour: number, sums: Float64Array, step: Float64Array): void {
    const row = this.#count++;
    const columns = this.#columns;
    this.#timesMs[row] = hour * HOUR_MS;
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c];
      const counts = this.#counts[c];
      if (column === undefined || counts === undefined) continue;
      if (column.from === "sums") counts[row] = countOf(at(sums, column.place), column.perUnit);
      else if (column.from === "step") counts[row] = Math.round(at(step, column.place) * column.perUnit);
      else if (column.from === "mounted") counts[row] = hour - this.#mountedHour;
      else counts[row] = Math.round((at(step, STEP.t1) - at(step, STEP.t2)) * column.perUnit);
    }
    const info = at(step, STEP.info);
    if (info !== this.#lastInfo) this.#turnTo(info);
    this.#statusIndex[row] = this.#lastIndex;
  }

  /** Different codes may mean the same (a MULTICAL 21 counts an alarm's days in it). */
  #turnTo(info: number): void {
    const status = this.#statusOf(info);
    const text = status.join();
    const index = this.#statusSets.findIndex((one) => one.join() === text);
    this.#lastInfo = info;
    this.#lastIndex = index < 0 ? this.#statusSets.push(status) - 1 : index;
  }

  toMonth(meter: TownMeter): MonthColumns | undefined {
    const count = this.#count;
    if (count === 0) return undefined;
    const cut = <T extends Float64Array | Uint16Array>(values: T): T =>
      (values.length === count ? values : values.slice(0, count)) as T;
    return {
      meter: meter.key,
      timesMs: cut(this.#timesMs),
      registers: this.#columns.map(({ register, unit, exponent }, c) => ({
        register,
        unit,
        exponent,
        counts: cut(this.#counts[c] ?? new Float64Array(count)),
      })),
      statusIndex: cut(this.#statusIndex),
      statusSets: this.#statusSets,
      marks: new Uint16Array(count),
      originIndex: new Uint16Array(count),
      origins: ORIGINS,
      frameSeq: new Float64Array(count).fill(Number.NaN),
    };
  }
}
