import { type JSX, lazy, Show, Suspense } from "solid-js";
import { loadOfficeWords } from "./state/create-words.ts";
import { proofTrail } from "./state/proof-trail.ts";

/** The list can do without most words; here they are needed. */
const ProofPanel = lazy(async () => {
  const [{ ProofPanel: panel }] = await Promise.all([
    import("./screens/office/proof-panel.tsx"),
    loadOfficeWords(),
  ]);
  return { default: panel };
});

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
