import { type Accessor, createSignal } from "solid-js";
import type { LocalAnswers } from "../store/answers.local.ts";
import type { PointsOwner } from "../store/kept-lists.ts";

/** What the server said last, for when it cannot be reached, and what of that is on the screen now. */
export interface KeptAnswers {
  /** Of each kind at most `most` stay. */
  shelf(most?: number): Promise<LocalAnswers>;
  /** When the oldest of what is shown from there was true, UTC milliseconds; `undefined` while nothing is. */
  readonly asOfMs: Accessor<number | undefined>;
  /** Something kept is on the screen; `again` asks the server anew. The answer takes it back. */
  show(asOfMs: number, again: () => void): () => void;
  askAgain(): void;
}

interface Shown {
  readonly asOfMs: number;
  readonly again: () => void;
}

export function createKeptAnswers(owner: Accessor<PointsOwner>): KeptAnswers {
  const [shown, setShown] = createSignal<readonly Shown[]>([]);
  return {
    // The reader's start page asks nothing that is kept, and does not load it.
    shelf: async (most) => (await import("../store/answers.local.ts")).openLocalAnswers(owner(), most),
    asOfMs: () => {
      const all = shown();
      return all.length === 0 ? undefined : Math.min(...all.map(({ asOfMs }) => asOfMs));
    },
    show(asOfMs, again) {
      const one = { asOfMs, again };
      setShown((all) => [...all, one]);
      return () => void setShown((all) => all.filter((other) => other !== one));
    },
    askAgain: () => {
      for (const { again } of shown()) again();
    },
  };
}
