import { type Accessor, createSignal } from "solid-js";
import type { MachineScope, WireMachineToken } from "../../../shared/model/machine-token.ts";
import { fetchMachineTokens, makeMachineToken, revokeMachineToken } from "../api/machine-calls.ts";
import { createCall } from "./create-call.ts";

export interface MadeToken {
  readonly name: string;
  readonly scope: MachineScope;
  readonly token: string;
}

/** Machines with tokens; every change is the server's answer. */
export interface Machines {
  readonly tokens: Accessor<readonly WireMachineToken[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** What was made last, for as long as the page is open. */
  readonly made: Accessor<MadeToken | undefined>;
  reload(): void;
  /** Whether it was made. */
  make(name: string, scope: MachineScope): Promise<boolean>;
  revoke(id: string): Promise<void>;
}

export function createMachines(): Machines {
  const call = createCall(
    () => "machine-tokens",
    (_, signal) => fetchMachineTokens(signal),
  );
  const [changed, setChanged] = createSignal<readonly WireMachineToken[]>();
  const [made, setMade] = createSignal<MadeToken>();
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  return {
    tokens: () => changed() ?? call.answered()?.value.tokens,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    fault,
    isBusy,
    made,
    reload: call.reload,
    async make(name, scope) {
      setFault(undefined);
      setBusy(true);
      const answer = await makeMachineToken({ name, scope });
      setBusy(false);
      if (!answer.ok) setFault(answer.error.code);
      else {
        setMade({ name, scope, token: answer.value.token });
        setChanged(answer.value.tokens);
      }
      return answer.ok;
    },
    async revoke(id) {
      setFault(undefined);
      setBusy(true);
      const answer = await revokeMachineToken(id);
      setBusy(false);
      if (answer.ok) setChanged(answer.value.tokens);
      else setFault(answer.error.code);
    },
  };
}
