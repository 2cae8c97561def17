import { UNLEARNT_MS } from "./learn-silence.ts";

/** How the receiver is doing, in one word; the worst thing known wins. */
export type PulseKind = "off" | "opening" | "lost" | "waiting" | "alive" | "silent";

/** Times are of a clock that nobody sets: one put back by a year would leave the receiver alive for a year. */
export interface PulseFacts {
  readonly link: "closed" | "opening" | "open" | "lost" | "failed";
  readonly lastAtMs: number | undefined;
  /** Longer than that clock says where the phone slept and the clock with it. */
  readonly lastAgoMs?: number | undefined;
  /** When the link was opened. */
  readonly openedAtMs: number | undefined;
  readonly nowMs: number;
  /** How long nothing may be heard, as far as that was learnt. */
  readonly silentAfterMs?: number | undefined;
}

export function readPulse({
  link,
  lastAtMs,
  lastAgoMs = 0,
  openedAtMs,
  nowMs,
  silentAfterMs = UNLEARNT_MS,
}: PulseFacts): PulseKind {
  if (link === "closed" || link === "failed") return "off";
  if (link !== "open") return link;
  const isSince = (atMs: number): boolean => nowMs - atMs < silentAfterMs;
  const isLately = lastAtMs !== undefined && isSince(lastAtMs);
  if (isLately && lastAgoMs < silentAfterMs) return "alive";
  // After a sleep it is given the time to hear again: silence is what was listened to.
  const hasWaited = !(isLately || isSince(openedAtMs ?? nowMs));
  return hasWaited ? "silent" : "waiting";
}
