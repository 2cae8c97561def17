import type { WireConsumption } from "../../../../shared/model/wire.ts";
import type { ReportColumn, ReportRow, ReportTable } from "../../../../shared/reports/report.ts";
import { type FigureSpan, MOST_TERMS } from "../../../../shared/reports/report-figure.ts";
import { daySpan } from "../../../../shared/reports/report-span.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { createSayings } from "../../parts/say-history.ts";
import { sayDay } from "../../period/say-day.ts";
import type { ProofLine, ProofStep } from "../../proof/proof-step.ts";
import { sumUp } from "../../proof/sum-up.ts";
import type { FormParams } from "../../reports/report-params.ts";
import { nameColumn } from "../../reports/sheet-of.ts";
import { amountOf } from "../../reports/sort-rows.ts";
import { proofTrail } from "../../state/proof-trail.ts";

/** Opens where a number of a report comes from: of a cell, of a sum, of a chart's total or of one of its bars. */
export interface ReportProofs {
  /** Without a row: the sum at the foot of the column. */
  cell(column: ReportColumn, row: ReportRow | undefined): void;
  chart(id: string, consumption: WireConsumption, name: string): void;
  bar(id: string, consumption: WireConsumption, at: { readonly bar: number; readonly name: string }): void;
}

interface Asked {
  readonly table: ReportTable;
  readonly report: string;
  readonly title: string;
  readonly params: FormParams;
}

/** Every report's: none has to say more than what its figures stand on (`ReportPlan.ground`). */
export function createReportProofs(asked: () => Asked, timeZone: () => string): ReportProofs {
  const words = useWords();
  const say = createSayings();
  const whole = (): FigureSpan | undefined => {
    const { from, to } = asked().params;
    const span = daySpan({ from, to }, { timeZone: timeZone(), nowMs: Date.now() });
    return span.ok ? [span.value.fromMs, span.value.toMs] : undefined;
  };
  const barStep = (
    id: string,
    consumption: WireConsumption,
    bar: number,
    name: string,
  ): ProofStep | undefined => {
    const { report, params } = asked();
    const interval = consumption.intervals[bar];
    if (!interval) return undefined;
    return {
      kind: "figure",
      name: `${name} · ${say.intervalTime(interval, consumption.step)}`,
      report,
      params,
      figure: {
        column: id,
        register: consumption.register,
        span: [interval.fromMs, interval.toMs],
        isBar: true,
      },
      shown: interval.value,
      unit: consumption.unit,
    };
  };
  return {
    cell(column, row) {
      proofTrail.open(
        row
          ? cellStep(asked(), { column, row, whole: whole() }, words)
          : sumStep(asked(), column, whole(), words),
      );
    },
    chart(id, consumption, name) {
      const lines = consumption.intervals.map((interval, bar): ProofLine => {
        const next = barStep(id, consumption, bar, name);
        return {
          name: say.intervalTime(interval, consumption.step),
          note: say.quality(interval),
          value: interval.value,
          unit: consumption.unit,
          ...(next ? { next } : {}),
        };
      });
      proofTrail.open({ kind: "lines", ...sumUp({ name, value: consumption.total, lines }, words) });
    },
    bar(id, consumption, { bar, name }) {
      const step = barStep(id, consumption, bar, name);
      if (step) proofTrail.open(step);
    },
  };
}

interface At {
  readonly column: ReportColumn;
  readonly row: ReportRow;
  readonly whole: FigureSpan | undefined;
}

function cellStep({ table, report, params }: Asked, { column, row, whole }: At, words: Words): ProofStep {
  const span = row.span ?? whole;
  const { id, register, unit } = column;
  return {
    kind: "figure",
    name: `${rowName(table, row, words)} · ${nameColumn(words, column)}`,
    report,
    params,
    figure: {
      column: id,
      ...(register ? { register } : {}),
      ...(row.pointId === undefined ? {} : { pointId: row.pointId }),
      ...(span ? { span } : {}),
      isBar: false,
    },
    shown: amountOf(row.cells[table.columns.indexOf(column)]) || null,
    unit: column.kind === "percent" ? "%" : (unit ?? ""),
  };
}

/** The first columns say what a row is of. */
function rowName({ columns }: ReportTable, { cells }: ReportRow, words: Words): string {
  return columns
    .slice(0, 2)
    .flatMap(({ kind }, at) => {
      const text = amountOf(cells[at]);
      if (!text || (kind !== "text" && kind !== "day")) return [];
      return kind === "day" ? sayDay(text, words.formats()) : text;
    })
    .join(", ");
}

/** A sum over all rows: the largest of them one by one, the others together. */
function sumStep(asked: Asked, column: ReportColumn, whole: FigureSpan | undefined, words: Words): ProofStep {
  const { table } = asked;
  const at = table.columns.indexOf(column);
  const ordered = table.rows
    .map((row) => ({ row, value: amountOf(row.cells[at]) || null }))
    .sort(
      (a, b) => Number(b.value ?? Number.NEGATIVE_INFINITY) - Number(a.value ?? Number.NEGATIVE_INFINITY),
    );
  const lines = ordered.map(({ row, value }, place): ProofLine => {
    const isListed = place < MOST_TERMS;
    return {
      name: isListed ? rowName(table, row, words) : "",
      value,
      unit: column.unit ?? "",
      ...(isListed ? { next: cellStep(asked, { column, row, whole }, words) } : {}),
    };
  });
  const name = `${words.t("report.total")} · ${nameColumn(words, column)}`;
  return { kind: "lines", ...sumUp({ name, value: column.total ?? null, lines }, words) };
}
