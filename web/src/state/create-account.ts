import { type Accessor, createSignal } from "solid-js";
import type { WireOwnSession } from "../../../shared/model/wire-people.ts";
import { changePassword, fetchOwnSessions } from "../api/people-calls.ts";
import { createCall } from "./create-call.ts";

/** One's own account: where one is signed in, and one's password. */
export interface Account {
  readonly sessions: Accessor<readonly WireOwnSession[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly change: Accessor<PasswordChange>;
  changePassword(current: string, next: string): Promise<boolean>;
}

export type PasswordChange =
  | { readonly kind: "none" | "busy" | "done" }
  | { readonly kind: "refused"; readonly code: string };

export function createAccount(): Account {
  const call = createCall(() => "sessions", fetchOwnSessions);
  const [change, setChange] = createSignal<PasswordChange>({ kind: "none" });
  return {
    sessions: () => call.answered()?.value.sessions,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    change,
    async changePassword(current, next) {
      setChange({ kind: "busy" });
      const answer = await changePassword({ current, next });
      setChange(answer.ok ? { kind: "done" } : { kind: "refused", code: answer.error.code });
      if (answer.ok) call.reload();
      return answer.ok;
    },
  };
}
