import { onCleanup } from "solid-js";
import type { SessionWatch } from "./create-session.ts";
import { makeStoredChoice } from "./stored-choice.ts";

const LOOK_MS = 30_000;

/** When the door was first seen since somebody was in, UTC milliseconds (`session-door.ts`). */
export const ended = makeStoredChoice("session.ended");

/**
 * A page that stays open is held to its session's end too: where the server cannot say that it goes on, what this browser
 * keeps is shown no more until somebody signs in. Runs until its owner is gone.
 */
export function watchSessionAge({ who, check }: Pick<SessionWatch, "who" | "check">): void {
  const look = (): void => {
    const now = who();
    if (!now) return;
    // The door was seen because the server was not to be had: the session went on.
    ended.write(null);
    if (now.expiresAtMs <= Date.now()) void check();
  };
  look();
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
