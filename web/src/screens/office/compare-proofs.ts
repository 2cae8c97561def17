import type { AlignedSeries } from "../../compare/align-series.ts";
import type { ComparedRegister, CompareView } from "../../compare/compare-view.ts";
import { useWords, type Words } from "../../locales/words.ts";
import type { ProofLine, ProofLines, ProofStep } from "../../proof/proof-step.ts";
import { proofTrail } from "../../state/proof-trail.ts";

interface Compared {
  readonly lines: readonly {
    readonly name: string;
    readonly of: ComparedRegister;
    readonly aligned: AlignedSeries;
  }[];
  readonly times: readonly string[];
  /** Of what is shown, such as `MWh/m²`. */
  readonly unit: string;
  /** Of the amounts before they are divided. */
  readonly common: string;
  readonly view: CompareView;
}

/** Opens where a value of a comparison comes from: its register's use, and what it was divided by. */
export function createCompareProofs(compared: () => Compared): {
  /** Without an interval: the total of a line. */
  value(line: number, interval: number | undefined): void;
  /** All lines at one interval. */
  interval(interval: number): void;
} {
  const words = useWords();
  const open = (lines: ProofLines | undefined): void => {
    if (lines) proofTrail.open({ kind: "lines", ...lines });
  };
  return {
    value: (line, interval) =>
      open(
        interval === undefined
          ? totalLines(compared(), line, words)
          : cellLines(compared(), { line, interval }, words),
      ),
    interval(interval) {
      const { lines, times, unit } = compared();
      open({
        name: times[interval] ?? "",
        value: "",
        unit: "",
        formula: words.t("charts.proof.formulas.compared"),
        lines: lines.map(({ name, aligned }, line): ProofLine => {
          const next = cellLines(compared(), { line, interval }, words);
          const value = aligned.cells[interval]?.value ?? null;
          return { name, value, unit, ...(next ? { next: { kind: "lines", ...next } } : {}) };
        }),
      });
    },
  };
}

/** The register's use in the comparison's unit, divided by floor and degree days. */
function cellLines(
  { lines, times, unit, common, view }: Compared,
  at: { readonly line: number; readonly interval: number },
  words: Words,
): ProofLines | undefined {
  const line = lines[at.line];
  const cell = line?.aligned.cells[at.interval];
  if (!(line && cell?.from)) return undefined;
  const { fromMs, toMs, used, unit: own, converted, degreeDays } = cell.from;
  const { pointId, register } = line.of;
  const next: ProofStep = {
    kind: "use",
    name: line.name,
    pointId,
    isNoted: false,
    question: { register, step: view.step, fromMs, toMs },
  };
  return {
    name: `${line.name} · ${times[at.interval] ?? ""}`,
    value: cell.value,
    unit,
    formula: words.t("charts.proof.formulas.compared"),
    lines: [
      {
        name: words.t(`register.${register}`),
        note: `${register} · ${words.t(`mark.${cell.mark}`)}`,
        value: used,
        unit: own,
        next,
      },
      ...(own === common
        ? []
        : [{ name: words.t("charts.proof.converted"), sign: "=", value: converted, unit: common }]),
      ...divisors({ areaM2: line.of.areaM2, degreeDays, view }, words),
      { name: line.name, sign: "=", value: cell.value, unit, isSum: true },
    ],
  };
}

/** The amounts of all intervals, then divided once: a total of rounded rows would be off. */
function totalLines(compared: Compared, at: number, words: Words): ProofLines | undefined {
  const { lines, times, unit, common, view } = compared;
  const line = lines[at];
  if (!line) return undefined;
  const { aligned, of, name } = line;
  const terms = aligned.cells.map((cell, interval): ProofLine => {
    const next = cellLines(compared, { line: at, interval }, words);
    return {
      name: times[interval] ?? "",
      note: words.t(`mark.${cell.mark}`),
      value: cell.from?.converted ?? null,
      unit: common,
      ...(next ? { next: { kind: "lines", ...next } } : {}),
    };
  });
  const degreeDays = view.degreeDayBaseC === undefined ? undefined : aligned.sum.degreeDays;
  return {
    name: `${words.t("consumption.total")} · ${name}`,
    value: aligned.total,
    unit,
    formula: words.t("charts.proof.formulas.compared"),
    lines: [
      ...terms,
      { name: words.t("charts.proof.use"), sign: "=", value: aligned.sum.used, unit: common, isSum: true },
      ...divisors({ areaM2: of.areaM2, degreeDays, view }, words),
      { name, sign: "=", value: aligned.total, unit, isSum: true },
    ],
  };
}

function divisors(
  by: { readonly areaM2: string; readonly degreeDays: string | undefined; readonly view: CompareView },
  words: Words,
): readonly ProofLine[] {
  const { areaM2, degreeDays, view } = by;
  return [
    ...(view.isPerArea
      ? [{ name: words.t("charts.proof.floor"), sign: "÷", value: areaM2, unit: "m²" }]
      : []),
    ...(degreeDays === undefined
      ? []
      : [{ name: words.t("charts.proof.degreeDays"), sign: "÷", value: degreeDays, unit: "K·d" }]),
  ];
}
