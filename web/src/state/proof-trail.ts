import { type Accessor, createSignal } from "solid-js";
import type { ProofStep } from "../proof/proof-step.ts";

/** What had the focus when a figure was asked: it gets it back. */
let opener: Element | null = null;

function giveBack(): void {
  const to = opener;
  opener = null;
  // After the sheet has let it go; and not from whoever has gone on by then.
  setTimeout(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (isNowhere && to instanceof HTMLElement && to.isConnected) to.focus();
  }, 50);
}

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
  open(step) {
    opener = document.activeElement;
    setSteps([step]);
  },
  further: (step) => setSteps((known) => [...known, step]),
  back: () => setSteps((known) => known.slice(0, -1)),
  close() {
    setSteps([]);
    giveBack();
  },
};
