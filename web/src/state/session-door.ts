import type { WireSession } from "../../../shared/model/wire-people.ts";
import { forgetOthers } from "../store/forget-others.ts";
import { renewOnce } from "../store/renew-once.ts";
import { ended } from "./session-age.ts";

/** What is kept of a session that is over waits so long for the same person. */
const WAITS_MS = 30 * 86_400_000;

/** Somebody stands at the door: what waits for whoever was in goes when they have not come for 30 days. */
export async function noteAtDoor(nowMs = Date.now()): Promise<void> {
  // Who was in may be forgotten by the same death that tore the log of what they left unsent.
  renewOnce();
  const sinceMs = Number(ended.read() ?? nowMs);
  ended.write(String(sinceMs));
  if (nowMs - sinceMs >= WAITS_MS) await forgetOthers();
}

/** Somebody comes in: what others left on this browser goes, their own is shown to them again. */
export async function noteEntering(session: WireSession): Promise<void> {
  ended.write(null);
  if (session.signedIn) await forgetOthers({ utility: session.utility.id, personId: session.person.id });
}
