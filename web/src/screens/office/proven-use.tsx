import type { JSX } from "solid-js";
import { ProofBody } from "../../parts/proof-sheet.part.tsx";
import type { ProofStep } from "../../proof/proof-step.ts";
import { createProof } from "../../state/create-proof.ts";
import { proofTrail } from "../../state/proof-trail.ts";

/** One register of one point, from the registers at both ends. */
export function ProvenUse(props: {
  readonly step: Extract<ProofStep, { readonly kind: "use" }>;
}): JSX.Element {
  const proof = createProof(() => ({
    id: props.step.pointId,
    ...props.step.question,
    isNoted: props.step.isNoted,
  }));
  return (
    <>
      <p class="muted">{props.step.name}</p>
      <ProofBody
        proof={proof.answered()?.value.proof}
        isKept={proof.answered()?.value.isKept ?? false}
        failure={proof.isLoading() ? undefined : proof.error()?.code}
        onRetry={proof.reload}
        onTelegram={(seq) => proofTrail.further({ kind: "telegram", seq })}
      />
    </>
  );
}
