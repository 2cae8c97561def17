import { type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { isSameAmount } from "../../../../shared/reports/prove-figure.ts";
import type { FigureProof, FigureSide } from "../../../../shared/reports/report-figure.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { ProofLinesBody } from "../../parts/proof-lines.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import type { ProofLine, ProofLines, ProofStep } from "../../proof/proof-step.ts";
import { markName } from "../../reports/sheet-of.ts";
import { createFigureProof } from "../../state/create-figure-proof.ts";
import { proofTrail } from "../../state/proof-trail.ts";
import { ProvenUse } from "./proven-use.tsx";

type FigureStep = Extract<ProofStep, { readonly kind: "figure" }>;

/** A figure of a report, reckoned anew from the registers; a single point's is laid open at once. */
export function ProvenFigure(props: { readonly step: FigureStep }): JSX.Element {
  const words = useWords();
  const proof = createFigureProof(() => props.step);
  onMount(() => void proof.start());
  onCleanup(proof.stop);
  const only = (known: FigureProof): Extract<ProofStep, { readonly kind: "use" }> | undefined => {
    const steps = linesOf(known, props.step, words).lines.flatMap(({ next }) => next ?? []);
    const [first] = steps;
    return steps.length === 1 && first?.kind === "use" ? first : undefined;
  };
  return (
    <Switch fallback={<RunProgress share={proof.share()} />}>
      <Match when={proof.failure()}>
        {(failure) => (
          <>
            <LoadFailed
              title={words.t("charts.proof.failed")}
              code={failure().code}
              onRetry={() => void proof.start()}
            />
            <Show when={failure().fault}>
              {(fault) => <p>{words.t(`report.fault.${fault().code}`, { actual: fault().actual ?? "" })}</p>}
            </Show>
            <Show when={!failure().fault && keptOf(props.step)}>{(use) => <ProvenUse step={use()} />}</Show>
          </>
        )}
      </Match>
      <Match when={proof.proof()}>
        {(known) => (
          <>
            <ProofLinesBody of={linesOf(known(), props.step, words)} onNext={proofTrail.further} />
            <Show when={only(known())}>{(use) => <ProvenUse step={use()} />}</Show>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** Without the server: what this browser kept of the row's point. */
function keptOf({ name, figure }: FigureStep): Extract<ProofStep, { readonly kind: "use" }> | undefined {
  const { pointId, register, span, column } = figure;
  if (pointId === undefined || !register || !span || column !== "use") return undefined;
  const [fromMs, toMs] = span;
  return { kind: "use", name, pointId, isNoted: true, question: { register, step: "day", fromMs, toMs } };
}

function linesOf(proof: FigureProof, step: FigureStep, words: Words): ProofLines {
  const isGood = isSameAmount(step.shown, proof.value);
  const said =
    proof.value === null ? words.t("mark.missing") : `${words.formats().decimal(proof.value)} ${step.unit}`;
  return {
    name: step.name,
    value: step.shown,
    unit: step.unit,
    formula: words.t(`charts.proof.formulas.${proof.formula}`),
    lines: proof.sides.flatMap((side, place) =>
      sideLines(side, place > 0 && proof.formula !== "covered", words),
    ),
    verdict: {
      isGood,
      text: isGood ? words.t("charts.proof.agrees") : words.t("charts.proof.changed", { value: said }),
    },
  };
}

/** The terms of a side, then their sum. */
function sideLines(side: FigureSide, isTaken: boolean, words: Words): readonly ProofLine[] {
  const { terms, rest, silent, unit, register } = side;
  const { formats } = words;
  const lines = terms.map((term): ProofLine => {
    const { pointId, name, fromMs, toMs, value, mark } = term;
    const between = term.bounds && {
      low: formats().decimal(term.bounds[0]),
      high: formats().decimal(term.bounds[1]),
    };
    return {
      name,
      note: [
        `${register} · ${formats().dateTime(fromMs)} – ${formats().dateTime(toMs)}`,
        markName(mark, term.silentSinceMs, words),
        ...(between ? [words.t("report.between", between)] : []),
      ].join(" · "),
      value,
      unit,
      next: { kind: "use", name, pointId, isNoted: true, question: { register, step: "day", fromMs, toMs } },
    };
  });
  return [
    ...lines,
    ...(rest ? [{ name: words.t("charts.proof.rest", rest.count), value: rest.value, unit }] : []),
    {
      name:
        side.role === "use"
          ? words.t(`register.${register}`)
          : (words.find(`report.column.${side.role}`) ?? side.role),
      ...(silent > 0 ? { note: words.t("charts.proof.silent", silent) } : {}),
      sign: isTaken ? "−" : "=",
      value: side.value,
      unit,
      isSum: true,
    },
  ];
}
