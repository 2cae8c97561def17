import type { Accessor } from "solid-js";
import type { ProofQuestion, WireProof } from "../../../shared/analysis/prove-use.ts";
import { ok } from "../../../shared/model/result.ts";
import { NO_ANSWER } from "../api/block-calls.ts";
import { fetchProof } from "../api/call-server.ts";
import { type Call, createCall } from "./create-call.ts";
import { useHistory } from "./history-client.ts";

/** `isNoted`: registers noted when somebody moved count too. */
export type PointProofQuestion = ProofQuestion & { readonly id: string; readonly isNoted?: boolean };

/** What stands behind one number of a point; `isKept`: from this browser, because the server gave no answer. */
export type ProofCall = Call<PointProofQuestion, WireProof & { readonly isKept?: true }>;

export function createProof(question: Accessor<PointProofQuestion | undefined>): ProofCall {
  const history = useHistory();
  return createCall(question, async (asked, signal) => {
    const answer = await fetchProof(asked.id, asked, signal);
    if (answer.ok || signal.aborted || !NO_ANSWER.includes(answer.error.code)) return answer;
    const kept = await history.proof(asked.id, asked);
    return kept.ok ? ok({ ...kept.value, isKept: true as const }) : kept;
  });
}
