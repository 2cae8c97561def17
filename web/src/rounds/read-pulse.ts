/** How the receiver is doing, in one word; the worst thing known wins. */
export type PulseKind = "off" | "opening" | "lost" | "waiting" | "alive" | "silent";

export interface PulseFacts {
  readonly link: "closed" | "opening" | "open" | "lost" | "failed";
  readonly lastAtMs: number | undefined;
  /** When the link was opened. */
  readonly openedAtMs: number | undefined;
  readonly nowMs: number;
}

/** With a hundred meters around and one telegram each 16 s, half a minute of silence is no accident. */
const SILENT_MS = 30_000;

export function readPulse({ link, lastAtMs, openedAtMs, nowMs }: PulseFacts): PulseKind {
  if (link === "closed" || link === "failed") return "off";
  if (link !== "open") return link;
  const isFresh = lastAtMs !== undefined && nowMs - lastAtMs < SILENT_MS;
  if (isFresh) return "alive";
  const hasWaited = nowMs - (openedAtMs ?? nowMs) >= SILENT_MS;
  return hasWaited ? "silent" : "waiting";
}
