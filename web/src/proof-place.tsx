import { type JSX, lazy, Show, Suspense } from "solid-js";
import { proofTrail } from "./state/proof-trail.ts";

const ProofPanel = lazy(() =>
  import("./screens/office/proof-panel.tsx").then((m) => ({ default: m.ProofPanel })),
);

/** Where what is asked of a number is laid open, over whatever screen it stood on. */
export function ProofPlace(): JSX.Element {
  return (
    <Show when={proofTrail.steps().length > 0}>
      <Suspense>
        <ProofPanel />
      </Suspense>
    </Show>
  );
}
