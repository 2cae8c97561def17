/** Why a reading is to be looked at (`shared/analysis/check-reading.ts` says when). */
const FINDING_REASONS = [
  "clock-ahead",
  "before-mounting",
  "period-locked",
  "falling",
  "too-fast",
  "coefficient",
  "temperatures",
  "stuck",
  "spike",
  "above-limit",
  "below-limit",
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];
