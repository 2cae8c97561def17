import { type Accessor, createSignal } from "solid-js";
import type { WireFinding, WireFindingDetail } from "../../../shared/model/wire-review.ts";
import { decideFinding, fetchFinding, fetchFindings } from "../api/upkeep-calls.ts";
import { createCall } from "./create-call.ts";

export type Decision = Parameters<typeof decideFinding>[1];

export type ReviewState = "open" | "decided";

/** The work list of readings that are to be looked at, and the one that is open. */
export interface Review {
  readonly state: Accessor<ReviewState>;
  showState(state: ReviewState): void;
  readonly findings: Accessor<readonly WireFinding[] | undefined>;
  /** How many there are, those that are not listed yet included. */
  readonly total: Accessor<number>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly open: Accessor<WireFindingDetail | undefined>;
  choose(id: string | undefined): void;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  decide(id: string, decision: Decision): Promise<void>;
}

export function createReview(): Review {
  const [state, setState] = createSignal<ReviewState>("open");
  const call = createCall(state, fetchFindings, { as: (which) => `findings/${which}` });
  const [chosen, choose] = createSignal<string>();
  const detail = createCall(chosen, fetchFinding, { as: (id) => `finding/${id}`, isQuiet: true });
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  return {
    state,
    showState: (next) => {
      choose(undefined);
      setState(next);
    },
    findings: () => {
      const answered = call.answered();
      return answered?.question === state() ? answered.value.findings : undefined;
    },
    total: () => call.answered()?.value.total ?? 0,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    open: () => {
      const answered = detail.answered();
      return answered && answered.question === chosen() ? answered.value : undefined;
    },
    choose: (id) => {
      setFault(undefined);
      choose(id);
    },
    fault,
    isBusy,
    decide: async (id, decision) => {
      setFault(undefined);
      setBusy(true);
      const answer = await decideFinding(id, decision);
      setBusy(false);
      if (!answer.ok) return void setFault(answer.error.code);
      choose(undefined);
      call.reload();
    },
  };
}
