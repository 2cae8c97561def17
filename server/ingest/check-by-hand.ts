import { doubtTyped } from "../../shared/analysis/check-typed.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Segment } from "../ports.ts";
import { ArrivalCheck, type Checked } from "./arrival-check.ts";

/**
 * Checks a reading that somebody typed, which may arrive long after its time: against the one before it,
 * and the meter's latest against it. What is learned of a meter from its telegrams stays as it is.
 */
export function checkByHand(
  reading: Reading,
  segment: Segment,
  known: {
    readonly before: Reading | undefined;
    readonly latest: Reading | undefined;
    readonly nowMs: () => number;
  },
): Checked {
  const checked = new ArrivalCheck(known.nowMs).check(reading, segment, known.before);
  const { before, latest } = known;
  const isSettled = checked.isQuarantined || checked.findings.some(({ isImpossible }) => isImpossible);
  if (isSettled) return checked;
  const isLater = latest && latest.atMs > reading.atMs && !latest.marks.includes("implausible");
  const isEarlier = before && before.atMs < reading.atMs;
  const { type } = segment;
  const doubted = doubtTyped(reading, {
    ...(isEarlier ? { before } : {}),
    ...(isLater ? { after: latest } : {}),
    type,
  });
  if (!doubted) return checked;
  return {
    reading: { ...reading, marks: [...reading.marks, "implausible"] },
    findings: [...checked.findings, doubted.finding],
    isQuarantined: false,
  };
}
