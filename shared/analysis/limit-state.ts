/** Where a value lies against its limits. */
export type LimitState = "inside" | "low" | "high";

export interface Limits {
  readonly low?: number;
  readonly high?: number;
}

/** So much of the span between the limits, or of the limit where there is one, a value comes back before it counts as inside. */
const BACK_SHARE = 0.02;

/**
 * The state after one more value. Outside begins strictly beyond a limit; it ends only well inside again, so that a
 * value that trembles around its limit is one event, not hundreds.
 */
export function nextLimitState(before: LimitState, value: number, limits: Limits): LimitState {
  const { low, high } = limits;
  const margin = BACK_SHARE * spanOf(limits);
  if (high !== undefined && value > high) return "high";
  if (low !== undefined && value < low) return "low";
  if (before === "high" && high !== undefined && value > high - margin) return "high";
  if (before === "low" && low !== undefined && value < low + margin) return "low";
  return "inside";
}

const spanOf = ({ low, high }: Limits): number =>
  low !== undefined && high !== undefined ? high - low : Math.abs(low ?? high ?? 0);
