import {
  addScaled,
  compareScaled,
  formatScaled,
  makeScaled,
  parseScaled,
  type Scaled,
} from "../../../shared/model/scaled.ts";
import { MOST_TERMS } from "../../../shared/reports/report-figure.ts";
import type { Words } from "../locales/words.ts";
import type { ProofLine, ProofLines } from "./proof-step.ts";

/**
 * A total and the lines it is the sum of, added up anew to the last digit: the first so many are listed, the rest is one
 * line. Lines without a value add nothing.
 */
export function sumUp(
  {
    name,
    value,
    lines,
  }: { readonly name: string; readonly value: string | null; readonly lines: readonly ProofLine[] },
  words: Pick<Words, "t">,
): ProofLines {
  const sum = sumOf(lines);
  const total = parseScaled(value ?? "");
  const unit = lines[0]?.unit ?? "";
  const rest = lines.slice(MOST_TERMS);
  const isGood = total !== undefined && compareScaled(sum, total) === 0;
  return {
    name,
    value,
    unit,
    formula: words.t("charts.proof.formulas.total", lines.length),
    lines: [
      ...lines.slice(0, MOST_TERMS),
      ...(rest.length > 0
        ? [{ name: words.t("charts.proof.rest", rest.length), value: formatScaled(sumOf(rest)), unit }]
        : []),
      { name: words.t("report.total"), sign: "=", value: formatScaled(sum), unit, isSum: true },
    ],
    verdict: { isGood, text: words.t(isGood ? "charts.proof.addsUp" : "charts.proof.doesNotAddUp") },
  };
}

const sumOf = (lines: readonly ProofLine[]): Scaled =>
  lines.reduce((sum, { value }) => addScaled(sum, parseScaled(value ?? "") ?? NOTHING), NOTHING);

const NOTHING = makeScaled(0, 0);
