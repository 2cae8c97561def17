import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import type { ReportColumn, ReportPlace, RowMark } from "./report.ts";

/** A figure of a report that is asked where it comes from: a cell, or a bar of a chart. */
export interface ReportFigure {
  /** Id of the column, or of the chart. */
  readonly column: ReportColumn["id"];
  readonly register?: Register;
  /** The row's point; absent where a row is more than one. */
  readonly pointId?: string;
  /** What the row or the bar speaks of, UTC milliseconds; absent: the whole interval asked for. */
  readonly span?: FigureSpan;
  readonly isBar: boolean;
}

export type FigureSpan = readonly [fromMs: number, toMs: number];

/** What a figure speaks of; `undefined` where that is not within the interval the report was asked for. */
export function spanOfFigure(
  { span }: Pick<ReportFigure, "span">,
  whole: { readonly fromMs: number; readonly toMs: number },
): FigureSpan | undefined {
  const [fromMs, toMs] = span ?? [whole.fromMs, whole.toMs];
  return fromMs >= whole.fromMs && toMs <= whole.toMs ? [fromMs, toMs] : undefined;
}

/**
 * How the sides become the figure: their `sum`; what `left` the second from the first; that in percent of the second
 * (`change`) or of the first (`share`); the part of the time that is `covered`, in whole percent, rounded down.
 */
export type FigureFormula = "sum" | "left" | "change" | "share" | "covered";

/** What a figure stands on: sides of stretches of places, each added up by itself. */
export interface FigureGround {
  readonly formula: FigureFormula;
  readonly sides: readonly GroundSide[];
}

export interface GroundSide {
  /** Words: `report.column.<role>`. */
  readonly role: string;
  readonly register: Register;
  readonly unit: Unit;
  /** Where the report counted, ascending: between two neighbours nothing is cut further. */
  readonly boundariesMs: readonly number[];
  readonly stretches: readonly PlaceStretch[];
}

export interface PlaceStretch {
  readonly place: ReportPlace;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What one place used without a gap: one register at the end less the same at the beginning. */
export interface FigureTerm {
  readonly pointId: string;
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Decimal text in the side's unit; `null`: nothing is known. */
  readonly value: string | null;
  readonly mark: RowMark;
  /** Of a term marked `silent`: its last reading, UTC milliseconds. */
  readonly silentSinceMs?: number;
  readonly bounds?: readonly [low: string, high: string];
}

export interface FigureSide {
  readonly role: string;
  readonly register: Register;
  readonly unit: Unit;
  readonly value: string | null;
  /** The largest first, no more than `MOST_TERMS`. */
  readonly terms: readonly FigureTerm[];
  /** What is not among the terms, added up. */
  readonly rest?: { readonly count: number; readonly value: string };
  /** Places that count this register and said nothing of it. */
  readonly silent: number;
}

/** Where a figure comes from, reckoned anew from the registers. Numbers are decimal text. */
export interface FigureProof {
  readonly formula: FigureFormula;
  readonly value: string | null;
  readonly sides: readonly FigureSide[];
}

export const MOST_TERMS = 300;
