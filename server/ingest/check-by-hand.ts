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
  const { latest } = known;
  const isSettled = checked.isQuarantined || checked.findings.some(({ isImpossible }) => isImpossible);
  if (isSettled || !latest || latest.atMs <= reading.atMs || latest.marks.includes("implausible"))
    return checked;
  const after = new ArrivalCheck(known.nowMs).check(latest, segment, reading);
  const against = after.findings.filter(({ isImpossible }) => isImpossible);
  if (against.length === 0) return checked;
  const findings = [...checked.findings, ...against];
  return {
    reading: { ...reading, marks: [...reading.marks, "implausible"] },
    findings,
    isQuarantined: false,
  };
}
