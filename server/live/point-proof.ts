import {
  PROOF_MARGIN_MS,
  type Proof,
  type ProofQuestion,
  proveUse,
} from "../../shared/analysis/prove-use.ts";
import type { PointOccupancy, Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { spanWithNoted } from "../reports/noted-registers.ts";
import { meterSpans } from "./stored-history.ts";

/**
 * What one consumption of a point was counted from; `undefined` where no meter carries the register. `noted`: registers
 * written down when somebody moved count like readings, as they do in a report.
 */
export async function proofAt(
  store: ReadingStore,
  { segments, noted }: { readonly segments: readonly Segment[]; readonly noted: readonly PointOccupancy[] },
  { nowMs, ...question }: ProofQuestion & { readonly nowMs: number },
): Promise<Proof | undefined> {
  const span = { fromMs: question.fromMs - PROOF_MARGIN_MS, toMs: question.toMs + PROOF_MARGIN_MS };
  const spans = await meterSpans(store, segments, span);
  return proveUse(
    spans.map((one) => spanWithNoted(one, noted)),
    question,
    nowMs,
  );
}
