import { createMemo, type JSX } from "solid-js";
import type { TextTable } from "../../../../shared/exports/write-table.ts";
import type { AlignedSeries } from "../../compare/align-series.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { CompareLegend, type CompareLegendLine } from "../../parts/compare-legend.part.tsx";
import { CompareLines, type DrawnLines } from "../../parts/compare-lines.part.tsx";
import { CompareTable } from "../../parts/compare-table.part.tsx";
import { labelBars } from "../../period/label-bars.ts";
import type { CompareLine, ComparePage } from "../../state/create-compare.ts";
import { copyTable, saveTable } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { createCompareProofs } from "./compare-proofs.ts";

/** A line that has its numbers. */
interface ReadyLine {
  /** Place among all lines: its colour and dashes. */
  readonly look: number;
  readonly name: string;
  readonly of: CompareLine["of"];
  readonly aligned: AlignedSeries;
}

/** The lines, what they are, and their exact numbers. */
export function CompareResult(props: { readonly page: ComparePage }): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  const unit = (): string => {
    const { isPerArea, degreeDayBaseC } = props.page.view();
    const parts = [
      props.page.unit(),
      ...(isPerArea ? ["m²"] : []),
      ...(degreeDayBaseC === undefined ? [] : ["K·d"]),
    ];
    return parts.join("/");
  };
  const ready = createMemo((): readonly ReadyLine[] =>
    props.page
      .lines()
      .flatMap((line, look) =>
        line.state.kind === "ready"
          ? [{ look, name: nameOf(line, words), of: line.of, aligned: line.state.aligned }]
          : [],
      ),
  );
  const said = createMemo(() => sayIntervals(props.page, words));
  const drawn = createMemo((): DrawnLines => drawnOf(ready(), said().labels));
  const proofs = createCompareProofs(() => ({
    lines: ready(),
    times: said().times,
    unit: unit(),
    common: props.page.unit(),
    view: props.page.view(),
  }));
  const table = (): TextTable => textOf({ times: said().times, columns: ready(), unit: unit() }, words);
  return (
    <>
      <CompareLegend
        lines={props.page.lines().map((line) => legendOf(line, props.page, words))}
        unit={unit()}
        onRegister={(series, register) => props.page.alter(series, { register })}
        onArea={(series, areaM2) => props.page.alter(series, { areaM2 })}
        onRemove={props.page.remove}
      />
      <CompareLines
        drawn={drawn()}
        label={words.t("charts.compare.chart")}
        sayInterval={(i) => sayAll(said().times[i] ?? "", { lines: ready(), i, unit: unit() }, words)}
        repaint={theme.repaint()}
        onPick={(i) => proofs.interval(i)}
      />
      <CompareTable
        times={said().times}
        onProve={proofs.value}
        columns={ready()}
        unit={unit()}
        onCopy={() => copyTable(table())}
        onCsv={() =>
          saveTable(
            `${words.t("charts.compare.title")}.csv`,
            table(),
            words.formats().decimal("0.5").charAt(1),
          )
        }
      />
    </>
  );
}

function nameOf({ detail, of, isLastYear }: CompareLine, words: Words): string {
  const address = detail?.point.address ?? of.pointId;
  return `${address} · ${of.register}${isLastYear ? ` · ${words.t("charts.compare.yearBefore")}` : ""}`;
}

/** The intervals under the chart, and in the table. */
function sayIntervals(
  page: ComparePage,
  words: Words,
): { readonly labels: readonly string[]; readonly times: readonly string[] } {
  const { step } = page.view();
  const formats = words.formats();
  const at = page.boundariesMs();
  const spans = at.slice(1).map((toMs, i) => ({ fromMs: at[i] ?? 0, toMs }));
  const { unit } = labelBars(spans, step, page.timeZone());
  const say = { hour: formats.dateTime, day: formats.date, month: formats.month, year: formats.year }[step];
  return {
    labels: spans.map(({ fromMs }) => formats[unit](fromMs)),
    times: spans.map(({ fromMs }) => say(fromMs)),
  };
}

const drawnOf = (lines: readonly ReadyLine[], labels: readonly string[]): DrawnLines => ({
  labels,
  lines: lines.map(({ look, aligned }) => ({
    look,
    values: aligned.cells.map(({ value }) => (value === null ? null : Number(value))),
  })),
});

/** One interval of all lines in a sentence. */
function sayAll(
  time: string,
  { lines, i, unit }: { readonly lines: readonly ReadyLine[]; readonly i: number; readonly unit: string },
  words: Words,
): string {
  const values = lines.map(({ name, aligned }) => {
    const value = aligned.cells[i]?.value;
    return `${name}: ${value ? `${words.formats().decimal(value)} ${unit}` : words.t("mark.missing")}`;
  });
  return [time, ...values].join(" · ");
}

const legendOf = (line: CompareLine, page: ComparePage, words: Words): CompareLegendLine => ({
  name: nameOf(line, words),
  href: `/points/${encodeURIComponent(line.of.pointId)}?register=${encodeURIComponent(line.of.register)}`,
  series: line.series,
  isLastYear: line.isLastYear,
  register: line.of.register,
  counters: line.detail?.counters ?? [line.of.register],
  areaM2: line.of.areaM2,
  total: line.state.kind === "ready" ? (line.state.aligned.total ?? undefined) : undefined,
  note: noteOf(line, page, words),
});

/** Why a line has no total. */
function noteOf({ state }: CompareLine, page: ComparePage, words: Words): string {
  if (state.kind === "loading") return words.t("point.loading");
  if (state.kind === "failed") return words.error(state.code);
  if (state.kind === "ready") return words.t("charts.compare.noValue");
  return state.why === "area"
    ? words.t("charts.compare.needsArea")
    : words.t("charts.compare.otherUnit", { own: state.unit, common: page.unit() });
}

/** Numbers in the language's own spelling, digit for digit. */
function textOf(
  {
    times,
    columns,
    unit,
  }: { readonly times: readonly string[]; readonly columns: readonly ReadyLine[]; readonly unit: string },
  words: Words,
): TextTable {
  const decimal = (text: string | null | undefined): string => (text ? words.formats().decimal(text) : "");
  return [
    [words.t("table.period"), ...columns.map(({ name }) => `${name} [${unit}]`)],
    ...times.map((time, i) => [time, ...columns.map(({ aligned }) => decimal(aligned.cells[i]?.value))]),
    [words.t("consumption.total"), ...columns.map(({ aligned }) => decimal(aligned.total))],
  ];
}
