import { type Accessor, createSignal } from "solid-js";
import type { Answer } from "../api/call-server.ts";

/** What a person asks of the server by a button: one at a time, with a code of why not. */
export interface Asking {
  /** Code of what the last question failed with. */
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** `undefined` where it failed. */
  ask<T>(answer: Answer<T>): Promise<T | undefined>;
}

export function createAsking(): Asking {
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  return {
    fault,
    isBusy,
    async ask(answer) {
      setFault(undefined);
      setBusy(true);
      const result = await answer;
      setBusy(false);
      if (result.ok) return result.value;
      setFault(result.error.code);
      return undefined;
    },
  };
}
