import type { Step, WireConsumption, WireInterval } from "../../../shared/model/wire.ts";
import { boundariesBetween, startOfStep } from "../../../shared/model/zoned-time.ts";
import { type BarMark, markOf } from "./build-bars.ts";

/** Intervals on a grid: a column for each day, month or year, a row for each hour, day or month within it. */
export interface HeatMap {
  /** Beginnings of the columns. */
  readonly columnsMs: readonly number[];
  readonly columnStep: Step;
  readonly rows: number;
  /** In step with the intervals. */
  readonly cells: readonly HeatCell[];
  readonly highest: number;
}

export interface HeatCell {
  readonly column: number;
  readonly row: number;
  /** The hour that comes twice when summer time ends shares its cell: half of it each. */
  readonly half: "first" | "second" | undefined;
  readonly height: number | null;
  readonly mark: BarMark;
  /** The stretch of its time that the height counts, as shares of it; absent: all of it. */
  readonly covered?: readonly [from: number, to: number];
  /** Nothing came any more: there is no hole in what was read, but its end. */
  readonly isSilent?: true;
}

const COLUMN_OF: Readonly<Record<Step, Step>> = { hour: "day", day: "month", month: "year", year: "year" };
const ROWS: Readonly<Record<Step, number>> = { hour: 24, day: 31, month: 12, year: 1 };

export function buildHeatMap({ intervals, step, timeZone }: WireConsumption, nowMs: number): HeatMap {
  const columnStep = COLUMN_OF[step];
  const [first, last] = [intervals[0], intervals.at(-1)];
  const span = { fromMs: first?.fromMs ?? 0, toMs: last?.toMs ?? 0 };
  const columnsMs = boundariesBetween(span, columnStep, { timeZone, limit: 2000 }).slice(0, -1);
  const place = new RowFinder(step, timeZone);
  const cells: HeatCell[] = [];
  let column = 0;
  for (const interval of intervals) {
    while ((columnsMs[column + 1] ?? Number.POSITIVE_INFINITY) <= interval.fromMs) column++;
    const row = place.rowOf(interval.fromMs, columnsMs[column] ?? span.fromMs);
    const before = cells.at(-1);
    const isTwin = before?.column === column && before.row === row;
    if (isTwin) cells[cells.length - 1] = { ...before, half: "first" };
    cells.push({
      column,
      row,
      half: isTwin ? "second" : undefined,
      height: interval.value === null ? null : Number(interval.value),
      mark: markOf(interval, nowMs),
      ...coverOf(interval),
    });
  }
  const highest = cells.reduce((most, { height }) => Math.max(most, height ?? 0), 0);
  return { columnsMs, columnStep, rows: ROWS[step], cells, highest };
}

function coverOf({
  fromMs,
  toMs,
  value,
  sinceMs = fromMs,
  untilMs = toMs,
}: WireInterval): Pick<HeatCell, "covered" | "isSilent"> {
  if (value === null) return untilMs === toMs ? {} : { isSilent: true };
  if (sinceMs <= fromMs && untilMs >= toMs) return {};
  const shareAt = (atMs: number): number => Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
  return { covered: [shareAt(sinceMs), shareAt(untilMs)] };
}

const HOUR_MS = 3_600_000;

/** The local hour, day or month; only days on which the clock changes need to ask the calendar. */
class RowFinder {
  readonly #step: Step;
  readonly #timeZone: string;
  readonly #format: Intl.DateTimeFormat;

  constructor(step: Step, timeZone: string) {
    this.#step = step;
    this.#timeZone = timeZone;
    const part = step === "hour" ? "hour" : step === "day" ? "day" : "month";
    this.#format = new Intl.DateTimeFormat("en-GB", { timeZone, [part]: "numeric", hourCycle: "h23" });
  }

  #lengthOfDay = { beginsMs: Number.NaN, isPlain: false };

  rowOf(atMs: number, columnMs: number): number {
    if (this.#step === "year") return 0;
    if (this.#step === "hour" && this.#isPlain(columnMs)) return Math.floor((atMs - columnMs) / HOUR_MS);
    const value = Number(this.#format.format(atMs));
    return this.#step === "hour" ? value : value - 1;
  }

  #isPlain(dayMs: number): boolean {
    if (this.#lengthOfDay.beginsMs !== dayMs) {
      // A day of 23 or 25 hours has its next midnight elsewhere than 24 hours later.
      const isPlain = startOfStep(dayMs + 24 * HOUR_MS, "day", this.#timeZone) === dayMs + 24 * HOUR_MS;
      this.#lengthOfDay = { beginsMs: dayMs, isPlain };
    }
    return this.#lengthOfDay.isPlain;
  }
}
