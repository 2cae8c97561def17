import { UNLEARNT_MS } from "./learn-silence.ts";

/** How the receiver is doing, in one word; the worst thing known wins. */
export type PulseKind = "off" | "opening" | "lost" | "waiting" | "alive" | "silent";

export interface PulseFacts {
  readonly link: "closed" | "opening" | "open" | "lost" | "failed";
  readonly lastAtMs: number | undefined;
  /** When the link was opened. */
  readonly openedAtMs: number | undefined;
  readonly nowMs: number;
  /** How long nothing may be heard, as far as that was learnt. */
  readonly silentAfterMs?: number | undefined;
}

/** The worker's clock and the page's may be read a moment apart. */
const CLOCK_STEP_MS = 5000;

export function readPulse({
  link,
  lastAtMs,
  openedAtMs,
  nowMs,
  silentAfterMs = UNLEARNT_MS,
}: PulseFacts): PulseKind {
  if (link === "closed" || link === "failed") return "off";
  if (link !== "open") return link;
  // What lies ahead is from before somebody put the clock back: how long ago that was nobody knows.
  const isSince = (atMs: number): boolean => nowMs - atMs < silentAfterMs && atMs <= nowMs + CLOCK_STEP_MS;
  if (lastAtMs !== undefined && isSince(lastAtMs)) return "alive";
  const hasWaited = !isSince(openedAtMs ?? nowMs);
  return hasWaited ? "silent" : "waiting";
}
