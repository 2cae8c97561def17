import { type Proof, type ProofQuestion, proveUse } from "../../shared/analysis/prove-use.ts";
import type { Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { meterSpans } from "./stored-history.ts";

/** As far as a boundary may lie from the readings around it and still be estimated between them. */
const MARGIN_MS = 70 * 86_400_000;

/** What one consumption of a point was counted from; `undefined` where no meter carries the register. */
export async function proofAt(
  store: ReadingStore,
  segments: readonly Segment[],
  question: ProofQuestion,
): Promise<Proof | undefined> {
  const span = { fromMs: question.fromMs - MARGIN_MS, toMs: question.toMs + MARGIN_MS };
  return proveUse(await meterSpans(store, segments, span), question);
}
