import { type Accessor, createSignal } from "solid-js";
import type { ProofStep } from "../proof/proof-step.ts";

const [steps, setSteps] = createSignal<readonly ProofStep[]>([]);

/** What is laid open, from the figure asked down to where one is now. One for all screens: there is one panel. */
export const proofTrail: {
  readonly steps: Accessor<readonly ProofStep[]>;
  /** Begins anew. */
  open(step: ProofStep): void;
  further(step: ProofStep): void;
  back(): void;
  close(): void;
} = {
  steps,
  open: (step) => setSteps([step]),
  further: (step) => setSteps((known) => [...known, step]),
  back: () => setSteps((known) => known.slice(0, -1)),
  close: () => setSteps([]),
};
