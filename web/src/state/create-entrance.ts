import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Result } from "../../../shared/model/result.ts";
import type { WireInvitationView, WireSession, WireSignIn } from "../../../shared/model/wire-people.ts";
import type { CallError } from "../api/call.ts";
import { acceptInvitation, acceptSetup, lookAtLink, signIn, signInDemo } from "../api/people-calls.ts";
import { createCall } from "./create-call.ts";
import type { SessionWatch } from "./create-session.ts";
import { noteEntering } from "./session-door.ts";

/** A way in: one try at a time, and why the last one failed. */
export interface Entrance {
  readonly isBusy: Accessor<boolean>;
  readonly fault: Accessor<string | undefined>;
  /** Until when further tries are held up. */
  readonly waitUntilMs: Accessor<number | undefined>;
  signIn(who: WireSignIn): Promise<boolean>;
  signInDemo(person: string): Promise<boolean>;
  setUp(setup: Parameters<typeof acceptSetup>[0]): Promise<boolean>;
  accept(acceptance: Parameters<typeof acceptInvitation>[0]): Promise<boolean>;
}

export function createEntrance(session: SessionWatch): Entrance {
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [waitUntilMs, setWaitUntilMs] = createSignal<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const holdUp = (waitMs: number): void => {
    setWaitUntilMs(Date.now() + waitMs);
    timer = setTimeout(() => {
      setWaitUntilMs(undefined);
      setFault(undefined);
    }, waitMs);
  };

  const enter = async (answering: Promise<Result<WireSession, CallError>>): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    const answer = await answering;
    if (answer.ok) await noteEntering(answer.value);
    setBusy(false);
    if (answer.ok) {
      session.enter(answer.value);
      return true;
    }
    const { code, waitMs } = answer.error;
    setFault(code);
    if (waitMs !== undefined) holdUp(waitMs);
    return false;
  };

  return {
    isBusy,
    fault,
    waitUntilMs,
    signIn: (who) => enter(signIn(who)),
    signInDemo: (person) => enter(signInDemo(person)),
    setUp: (setup) => enter(acceptSetup(setup)),
    accept: (acceptance) => enter(acceptInvitation(acceptance)),
  };
}

/** What the one-time link in the address opens. The token stays behind the #: no server logs it. */
export function createLink(): {
  readonly token: string;
  readonly view: Accessor<WireInvitationView | undefined>;
  readonly failure: Accessor<string | undefined>;
} {
  const token = decodeURIComponent(location.hash.slice(1));
  const call = createCall(() => token || undefined, lookAtLink);
  return { token, view: () => call.answered()?.value, failure: () => call.error()?.code };
}
