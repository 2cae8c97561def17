import type { ProofQuestion, WireProof } from "../../shared/analysis/prove-use.ts";
import type { Register } from "../../shared/model/register.ts";
import type { Result } from "../../shared/model/result.ts";
import type {
  Step,
  WireConsumption,
  WirePointDetail,
  WireReadings,
  WireSeries,
} from "../../shared/model/wire.ts";
import type { PointsOwner } from "./store/kept-lists.ts";

/** UTC milliseconds, from inclusive to exclusive. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A point's facts; `keptAtMs`: from this browser's store, as they were then, because the server gave no answer. */
export type KeptDetail = WirePointDetail & { readonly keptAtMs?: number };

/** What the page asks of the worker that keeps readings. */
export type HistoryQuestion =
  | { readonly kind: "detail"; readonly pointId: string }
  | ({
      readonly kind: "consumption";
      readonly pointId: string;
      readonly register: Register;
      readonly step: Step;
    } & Span)
  | ({ readonly kind: "series"; readonly pointId: string; readonly registers: readonly Register[] } & Span)
  | ({ readonly kind: "proof"; readonly pointId: string } & ProofQuestion)
  | {
      readonly kind: "readings";
      readonly pointId: string;
      readonly limit: number;
      readonly beforeMs?: number | undefined;
    };

/** `damaged`: months (UTC, `2026-05`) of the time asked for whose readings cannot be read on the server, or not all of them. */
export type KeptSeries = WireSeries & { readonly damaged?: readonly string[] };

export interface HistoryAnswers {
  readonly detail: KeptDetail;
  readonly consumption: WireConsumption;
  readonly series: KeptSeries;
  readonly readings: WireReadings;
  readonly proof: WireProof;
}

export interface HistoryCall {
  readonly id: number;
  readonly owner: PointsOwner;
  readonly question: HistoryQuestion;
}

export interface HistoryAnswer {
  readonly id: number;
  readonly answer: Result<HistoryAnswers[keyof HistoryAnswers], { readonly code: string }>;
}
