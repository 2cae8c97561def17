import type { Register } from "../model/register.ts";
import { addScaled, formatScaled, makeScaled, type Scaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import { ChartSum } from "./chart-sum.ts";
import { keepsLimit, type Limit } from "./limits.ts";
import type {
  PlaceChoice,
  ReportCell,
  ReportColumn,
  ReportNote,
  ReportRow,
  ReportTable,
  RowMark,
} from "./report.ts";
import { ROW_MARKS } from "./report.ts";
import type { ReportSpan } from "./report-span.ts";
import { amountCell, coverageCell, type SummedUse } from "./sum-use.ts";
import type { UseRow } from "./use-row.ts";

export interface ConsumptionParams {
  readonly span: ReportSpan;
  readonly places: PlaceChoice;
  readonly registers: readonly Register[];
  readonly units: readonly Unit[];
  readonly before: ReportSpan | undefined;
  readonly step: "whole" | "month" | "day";
  readonly limit: Limit;
}

/** The table of a consumption report, grown a few rows at a time: of a row only its sums are kept. */
export class ConsumptionTable {
  readonly #params: ConsumptionParams;
  readonly #charts: readonly ChartSum[];
  readonly #totals: { used?: Scaled; usedBefore?: Scaled }[];
  readonly #kept: ReportRow[] = [];
  readonly #marks = new Set<RowMark>();
  #isNothingKnown = true;
  #rows = 0;
  #incomplete = 0;

  constructor(
    params: ConsumptionParams,
    { boundariesMs, timeZone }: { readonly boundariesMs: readonly number[]; readonly timeZone: string },
  ) {
    const { registers, units } = params;
    const step = params.step === "day" ? "day" : "month";
    this.#params = params;
    this.#charts = registers.map(
      (register, r) => new ChartSum({ register, unit: units[r] ?? "", boundariesMs, step, timeZone }),
    );
    this.#totals = registers.map(() => ({}));
  }

  /** Counts the rows that the limit leaves, and writes them. */
  add(rows: readonly UseRow[]): ReportRow[] {
    const written: ReportRow[] = [];
    for (const row of rows) {
      this.#isNothingKnown &&= row.uses.every(({ value }) => value === undefined);
      if (!keepsLimit(row, this.#params.limit)) continue;
      this.#sum(row);
      this.#incomplete += Number(isIncomplete(row));
      written.push(writeRow(row, this.#params));
    }
    this.#rows += written.length;
    return written;
  }

  /** Rows that nobody took: they are in the table. */
  keep(rows: readonly ReportRow[]): void {
    for (const row of rows) this.#kept.push(row);
  }

  done(asked: number): ReportTable {
    return {
      columns: this.columns(),
      rows: this.#kept,
      charts: this.#charts.map((chart) => ({ id: "consumption", consumption: chart.done() })),
      notes: this.#notes(),
      ...(this.#incomplete === 0 ? {} : { incomplete: this.#incomplete }),
      asked,
    };
  }

  #sum({ uses, before }: UseRow): void {
    for (const [r, use] of uses.entries()) {
      const total = this.#totals[r];
      const { value: earlier } = before[r] ?? {};
      if (total && use.value) total.used = addScaled(total.used ?? NOTHING, use.value);
      if (total && earlier) total.usedBefore = addScaled(total.usedBefore ?? NOTHING, earlier);
      this.#charts[r]?.add(use.steps);
      for (const mark of use.marks) this.#marks.add(mark);
    }
    // For the notes: a row's marks of these are of this year.
    if (before.some(({ bounds }) => bounds)) this.#marks.add("estimated");
    if (before.some(({ isDamaged }) => isDamaged)) this.#marks.add("damaged");
  }

  /** With the sums of what was counted so far. */
  columns(): readonly ReportColumn[] {
    const { registers, units, before } = this.#params;
    const text = (id: string): ReportColumn => ({ id, kind: "text" });
    const amounts = registers.flatMap((register, r): readonly ReportColumn[] => {
      const form = { register, unit: units[r] ?? "" };
      const total = this.#totals[r] ?? {};
      const used: ReportColumn = { id: "use", kind: "amount", ...form, ...totalOf(total.used) };
      if (!before) return [used];
      return [
        used,
        { id: "lastYear", kind: "amount", ...form, ...totalOf(total.usedBefore) },
        { id: "change", kind: "percent", register },
      ];
    });
    return [
      text("address"),
      text("customer"),
      ...amounts,
      { id: "coverage", kind: "percent" },
      { id: "marks", kind: "marks" },
      ...["city", "customerNumber", "number", "serial"].map(text),
    ];
  }

  #notes(): readonly ReportNote[] {
    const has = (mark: RowMark): boolean => this.#marks.has(mark);
    return [
      ...(this.#isNothingKnown ? (["before-first"] as const) : []),
      ...(this.#rows === 0 && !this.#isNothingKnown ? (["nothing-left"] as const) : []),
      ...(has("estimated") ? (["has-estimates"] as const) : []),
      ...(this.#incomplete > 0 ? (["has-gaps"] as const) : []),
      ...(has("damaged") ? (["has-damage"] as const) : []),
      ...(has("running") ? (["is-running"] as const) : []),
    ];
  }
}

const NOTHING = makeScaled(0, 0);

/** Whether a total lacks something of the row: of this year, or a part of what it has of the year before. */
const isIncomplete = ({ uses, before }: UseRow): boolean =>
  uses.some(({ marks }) => marks.some(isLacking)) || before.some(({ isPart }) => isPart);

const isLacking = (mark: RowMark): boolean => mark === "missing" || mark === "partial" || mark === "silent";

/** Of rows of which nothing is known there is no total: it is not 0. */
const totalOf = (sum: Scaled | undefined): { readonly total?: string } =>
  sum ? { total: formatScaled(sum) } : {};

function writeRow({ place, part, uses, before }: UseRow, params: ConsumptionParams): ReportRow {
  const { address, city, postalCode, number, serial } = place;
  const counted = uses.some(isNotCounted) ? uses.filter((use) => !isNotCounted(use)) : uses;
  const isWhole = part.fromMs === params.span.fromMs && part.toMs === params.span.toMs;
  let knownMs = Number.POSITIVE_INFINITY;
  let silentSinceMs = Number.POSITIVE_INFINITY;
  for (const use of counted) {
    knownMs = Math.min(knownMs, use.knownMs);
    silentSinceMs = Math.min(silentSinceMs, use.silentSinceMs ?? silentSinceMs);
  }
  const cells: ReportCell[] = [address, part.customerName];
  for (const [r, use] of uses.entries()) pushAmounts(cells, use, params.before && (before[r] ?? {}));
  cells.push(coverageCell(knownMs, part.toMs - part.fromMs), marksOf(counted, before));
  cells.push(postalCode === "" || city === "" ? postalCode + city : `${postalCode} ${city}`);
  cells.push(part.customerNumber, number, serial);
  return {
    pointId: place.id,
    ...(isWhole ? {} : { span: [part.fromMs, part.toMs] as const }),
    ...(silentSinceMs === Number.POSITIVE_INFINITY ? {} : { silentSinceMs }),
    cells,
  };
}

/** This year's amount, and of a comparison last year's and the change. What is not counted any more was counted then. */
function pushAmounts(
  cells: ReportCell[],
  use: SummedUse,
  before: UseRow["before"][number] | undefined,
): void {
  cells.push(amountCell(use));
  if (!before) return;
  const isCountedThen = before.value !== undefined || before.isDamaged === true;
  cells.push(amountCell(use.isNotCounted && !isCountedThen ? use : before));
  cells.push(use.isNotCounted ? "" : (before.change ?? null));
}

const isNotCounted = (use: SummedUse): boolean => use.isNotCounted === true;

/** In the order of `ROW_MARKS`. */
function marksOf(counted: readonly SummedUse[], before: UseRow["before"]): readonly RowMark[] {
  const ofLastYear: readonly RowMark[] = [
    ...(before.some(({ isPart }) => isPart) ? (["last-year-partial"] as const) : []),
    ...(before.some(({ isDamaged }) => isDamaged) ? (["last-year-damaged"] as const) : []),
  ];
  const [only] = counted;
  if (only && counted.length === 1 && only.marks.length === 1 && ofLastYear.length === 0) return only.marks;
  return ROW_MARKS.filter(
    (mark) =>
      ofLastYear.includes(mark) ||
      (counted.some(({ marks }) => marks.includes(mark)) && isSaid(mark, counted)),
  );
}

/** A row is called measured when all of it is. */
const isSaid = (mark: RowMark, uses: readonly SummedUse[]): boolean =>
  mark !== "measured" || uses.every(({ marks }) => marks.includes("measured"));
