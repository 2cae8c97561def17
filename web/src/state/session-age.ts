import { onCleanup } from "solid-js";
import type { WireSession } from "../../../shared/model/wire-people.ts";
import { forgetOthers } from "../store/forget-others.ts";
import type { SessionWatch } from "./create-session.ts";
import { makeStoredChoice } from "./stored-choice.ts";

const LOOK_MS = 30_000;
/** What is kept of a session that is over waits so long for the same person. */
const WAITS_MS = 30 * 86_400_000;

/**
 * A page that stays open is held to its session's end too: where the server cannot say that it goes on, what this browser
 * keeps is shown no more until somebody signs in. Runs until its owner is gone.
 */
export function watchSessionAge({ who, check }: Pick<SessionWatch, "who" | "check">): void {
  const look = (): void => {
    const { expiresAtMs = Number.POSITIVE_INFINITY } = who() ?? {};
    if (expiresAtMs <= Date.now()) void check();
  };
  // A page that the browser kept whole would show who was in before somebody signed out.
  const onShown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) location.reload();
  };
  const timer = setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", onShown);
  onCleanup(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    removeEventListener("pageshow", onShown);
  });
}

/** When the door was first seen since somebody was in, UTC milliseconds. */
const ended = makeStoredChoice("session.ended");

/** Somebody stands at the door: what waits for whoever was in goes when they have not come for 30 days. */
export async function noteAtDoor(nowMs = Date.now()): Promise<void> {
  const sinceMs = Number(ended.read() ?? nowMs);
  ended.write(String(sinceMs));
  if (nowMs - sinceMs >= WAITS_MS) await forgetOthers();
}

/** Somebody comes in: what others left on this browser goes, their own is shown to them again. */
export async function noteEntering(session: WireSession): Promise<void> {
  ended.write(null);
  if (session.signedIn) await forgetOthers({ utility: session.utility.id, personId: session.person.id });
}
