import { type Accessor, createSignal } from "solid-js";
import type { WireNewEdit } from "../../../shared/model/wire-review.ts";
import { changeReading } from "../api/upkeep-calls.ts";

/** A decision about one reading of a point, sent to the server. */
export interface ReadingDecision {
  /** Code of why the last one was not taken. */
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** Whether it was taken. */
  decide(edit: WireNewEdit): Promise<boolean>;
}

export function createReadingDecision(pointId: Accessor<string>): ReadingDecision {
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  return {
    fault,
    isBusy,
    async decide(edit) {
      setFault(undefined);
      setBusy(true);
      const answer = await changeReading(pointId(), edit);
      setBusy(false);
      if (!answer.ok) setFault(answer.error.code);
      return answer.ok;
    },
  };
}

/** Refusals of a value that is taken once somebody has looked again. */
const DOUBTS = ["value.below-before", "value.above-after", "value.too-fast"];

export const isDoubt = (code: string | undefined): boolean => code !== undefined && DOUBTS.includes(code);
