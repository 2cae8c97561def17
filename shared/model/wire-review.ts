import type { FindingReason } from "./finding.ts";
import type { Source } from "./reading.ts";
import type { Register } from "./register.ts";
import type { WireReading, WireValue } from "./wire.ts";

/** A reading that is to be looked at, and why. */
export interface WireFinding {
  readonly id: string;
  readonly pointId: string;
  readonly pointNumber: string;
  readonly address: string;
  readonly meter: string;
  readonly atMs: number;
  readonly source: Source;
  readonly reason: FindingReason;
  readonly register?: Register;
  /** What was found and what could be, in the register's canonical unit. */
  readonly found?: number;
  readonly limit?: number;
  readonly foundAtMs: number;
  readonly decision?: "accepted" | "excluded" | "corrected";
  readonly decidedBy?: string;
  readonly decidedAtMs?: number;
}

/** `GET /api/v1/review?state=open|decided&limit=`, newest first; `total` counts those beyond the limit too. */
export interface WireFindings {
  readonly total: number;
  readonly findings: readonly WireFinding[];
}

/** `GET /api/v1/review/:id` (a decision goes to `…/decision`: kind, reason, for a correction values): the finding with the readings around it, newest first. */
export interface WireFindingDetail {
  readonly finding: WireFinding;
  readonly readings: readonly WireReading[];
}

/** `POST /api/v1/points/:id/edits`: a value of any reading, or an estimate where there is none. */
export interface WireNewEdit {
  readonly meter: string;
  readonly atMs: number;
  /** Of the measured reading; for an estimate `manual`. */
  readonly source: Source;
  readonly kind: "accept" | "exclude" | "correct" | "estimate";
  readonly reason: string;
  readonly values?: readonly WireValue[];
  /** They looked again at a value that cannot be beside the meter's readings before and after it. */
  readonly isSure?: true;
}

/** `GET /api/v1/points/:id/edits`, newest first; `DELETE /api/v1/edits/:id` reverts one. */
export interface WireEdit extends Omit<WireNewEdit, "values" | "isSure"> {
  readonly id: string;
  readonly values: readonly WireValue[];
  readonly by: string;
  readonly decidedAtMs: number;
  readonly revertedBy?: string;
  readonly revertedAtMs?: number;
}

/**
 * `GET` and `PUT /api/v1/period-lock`: values before this moment were billed; 0: none were. With `area` the lock of
 * that area alone is moved; where it is earlier than the utility's, the utility's holds.
 */
export interface WirePeriodLock {
  readonly lockedBeforeMs: number;
  /** Areas with a lock of their own. */
  readonly areas: Readonly<Record<string, number>>;
  /** How it came there, newest first. */
  readonly moves: readonly {
    readonly beforeMs: number;
    readonly wasBeforeMs: number;
    /** Absent: the utility's lock. */
    readonly area?: string;
    /** Empty where nobody said why. */
    readonly reason: string;
    readonly by: string;
    readonly atMs: number;
  }[];
}
