import { type Accessor, createSignal } from "solid-js";
import { allows, type Need } from "../../../shared/model/permission.ts";
import type { WireSession } from "../../../shared/model/wire-people.ts";
import { fetchSession, signOut, signOutEverywhere } from "../api/people-calls.ts";
import { watchSessionEnd } from "../api/session-watch.ts";
import { keepSecond, readSecond } from "./second-session.ts";
import { makeStoredChoice, type StoredChoice } from "./stored-choice.ts";

export type SignedIn = Extract<WireSession, { readonly signedIn: true }>;
/** What the server says to somebody who is not signed in. */
export type Door = Extract<WireSession, { readonly signedIn: false }>;

export type SessionState =
  | { readonly kind: "asking" }
  /** The server lets everybody do everything. */
  | { readonly kind: "open" }
  | { readonly kind: "in"; readonly who: SignedIn; readonly isOffline: boolean }
  | { readonly kind: "out"; readonly door: Door; readonly isExpired: boolean }
  | { readonly kind: "unreachable" };

export interface SessionWatch {
  readonly state: Accessor<SessionState>;
  readonly who: Accessor<SignedIn | undefined>;
  may(need: Need): boolean;
  /** Asks the server who is signed in here; without an answer, whoever was stays. */
  check(): Promise<void>;
  /** Somebody proved who they are. */
  enter(session: WireSession): void;
  leave(where?: "here" | "everywhere"): Promise<string | undefined>;
}

/**
 * Who is signed in. What is kept of that on this browser holds no secret: the server judges every call
 * by its cookie. `onLeft` clears away what else the browser keeps of whoever signed out.
 */
export function createSession(onLeft: () => Promise<void>): SessionWatch {
  const kept = makeStoredChoice("session");
  const keep = keepTwice(kept);
  const last = readKept(kept.read());
  // Whoever was in the last time is taken to be in still, until the server has said so or not.
  const [state, setState] = createSignal<SessionState>(stateOf(kept.read(), last));
  const who = (): SignedIn | undefined => {
    const now = state();
    return now.kind === "in" ? now.who : undefined;
  };
  let lastPersonId = last?.person.id;

  const enter = (session: WireSession): void => {
    if (session.signedIn) {
      void keep(JSON.stringify(session));
      show(session, false);
    } else takeDoor(session);
  };

  const show = (who: SignedIn, isOffline: boolean): void => {
    // What is in memory was loaded with somebody else's rights.
    const isAnother = lastPersonId !== undefined && lastPersonId !== who.person.id;
    lastPersonId = who.person.id;
    if (isAnother) location.reload();
    else setState({ kind: "in", who, isOffline });
  };

  const takeDoor = (door: Door): void => {
    const isExpired = who() !== undefined || readKept(kept.read()) !== undefined;
    if (!door.isEnforced) {
      void keep(OPEN);
      setState({ kind: "open" });
      return;
    }
    void keep(null);
    const before = state();
    setState({ kind: "out", door, isExpired: isExpired || (before.kind === "out" && before.isExpired) });
  };

  const restore = async (): Promise<void> => {
    const text = await readSecond();
    if (text === null || kept.read() !== null || state().kind === "out") return;
    kept.write(text);
    if (text === OPEN) setState({ kind: "open" });
  };

  const check = async (): Promise<void> => {
    const answer = await fetchSession();
    if (answer.ok) return enter(answer.value);
    // Where this page knew somebody, nothing was lost: they left in another tab.
    if (lastPersonId === undefined && kept.read() === null) await restore();
    const known = readKept(kept.read());
    if (state().kind === "open") return;
    if (known && known.expiresAtMs > Date.now()) show(known, true);
    else setState({ kind: "unreachable" });
  };

  watchSessionEnd(() => {
    if (state().kind === "in") void check();
  });
  addEventListener("online", () => void check());
  // Another tab signed in or out.
  addEventListener("storage", ({ key }) => {
    if (key === "rounds.session") void check();
  });

  return {
    state,
    who,
    may: (need) => {
      const now = state();
      return now.kind === "open" || (now.kind === "in" && allows(now.who.permissions, need));
    },
    check,
    enter,
    async leave(where = "here") {
      const answer = await (where === "here" ? signOut() : signOutEverywhere());
      if (!answer.ok) return answer.error.code;
      await keep(null);
      await onLeft();
      // A fresh start: nothing that was loaded for this person stays in memory.
      location.assign("/");
      return undefined;
    },
  };
}

const keepTwice =
  (kept: StoredChoice) =>
  (text: string | null): Promise<unknown> => {
    kept.write(text);
    return keepSecond(text);
  };

/** Who is taken to be in before the server has said so. */
export function expectedSession(): SessionState {
  const text = makeStoredChoice("session").read();
  return stateOf(text, readKept(text));
}

/** Kept where the server let everybody do everything. */
const OPEN = "open";

function stateOf(text: string | null, last: SignedIn | undefined): SessionState {
  if (text === OPEN) return { kind: "open" };
  return last && last.expiresAtMs > Date.now()
    ? { kind: "in", who: last, isOffline: false }
    : { kind: "asking" };
}

function readKept(text: string | null): SignedIn | undefined {
  if (text === null) return undefined;
  try {
    const session = JSON.parse(text) as Partial<SignedIn>;
    return session.signedIn && session.person && session.permissions ? (session as SignedIn) : undefined;
  } catch {
    return undefined;
  }
}
