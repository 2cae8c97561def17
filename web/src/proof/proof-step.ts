import type { ProofQuestion } from "../../../shared/analysis/prove-use.ts";
import type { ReportFigure } from "../../../shared/reports/report-figure.ts";

/** One thing that is laid open: a number, or the telegram behind it. Texts are as they stood on the screen. */
export type ProofStep =
  /** Of one register of one point between two moments. */
  | {
      readonly kind: "use";
      readonly name: string;
      readonly pointId: string;
      readonly question: ProofQuestion;
      /** Registers noted when somebody moved count too. */
      readonly isNoted: boolean;
    }
  /** A cell or a bar of a report. */
  | {
      readonly kind: "figure";
      readonly name: string;
      readonly report: string;
      readonly params: unknown;
      readonly figure: ReportFigure;
      /** As the screen has it, decimal text. */
      readonly shown: string | null;
      readonly unit: string;
    }
  /** What is reckoned from numbers on the screen. */
  | ({ readonly kind: "lines" } & ProofLines)
  /** What a meter said last. */
  | {
      readonly kind: "latest";
      readonly name: string;
      readonly pointId: string;
      readonly atMs: number;
      readonly value: string;
      readonly unit: string;
    }
  | { readonly kind: "telegram"; readonly seq: number };

/** A number and what it is made of. */
export interface ProofLines {
  readonly name: string;
  /** Decimal text; `null`: nothing is known; empty: no number of its own. */
  readonly value: string | null;
  readonly unit: string;
  readonly formula: string;
  readonly lines: readonly ProofLine[];
  /** A word on whether the lines make the number. */
  readonly verdict?: { readonly isGood: boolean; readonly text: string };
}

export interface ProofLine {
  readonly name: string;
  readonly note?: string;
  /** Stands before the value: `−`, `÷`. */
  readonly sign?: string;
  readonly value: string | null;
  readonly unit: string;
  /** Sums of the lines before. */
  readonly isSum?: boolean;
  /** Where the line's own number comes from. */
  readonly next?: ProofStep;
}
