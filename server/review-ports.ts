import type { FindingReason } from "../shared/model/finding.ts";
import type { MeterKey } from "../shared/model/meter-id.ts";
import type { PeriodLocks } from "../shared/model/period-lock.ts";
import type { AreaScope } from "../shared/model/permission.ts";
import type { RegisterValue, Source } from "../shared/model/reading.ts";
import type { Register } from "../shared/model/register.ts";
import type { AuditNote } from "./people-ports.ts";

/** Which reading is meant. */
export interface ReadingPlace {
  readonly meter: MeterKey;
  readonly atMs: number;
  readonly source: Source;
}

export const DECISIONS = ["accepted", "excluded", "corrected"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Why a reading is to be looked at. The reading itself stands in the reading store, or in the journal alone. */
export interface ReviewFinding extends ReadingPlace {
  readonly id: string;
  readonly pointId: string;
  readonly reason: FindingReason;
  readonly register?: Register;
  readonly found?: number;
  readonly limit?: number;
  readonly foundAtMs: number;
  readonly decision?: Decision;
  readonly decidedBy?: string;
  readonly decidedAtMs?: number;
}

export const EDIT_KINDS = ["accept", "exclude", "correct", "estimate"] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/**
 * What somebody decided about a value: added, never changed. The measured value stays where it is; what
 * consumption makes of it are marks, and a reading by hand beside it (`change-value.ts`).
 */
export interface ValueEdit extends ReadingPlace {
  readonly id: string;
  readonly pointId: string;
  readonly kind: EditKind;
  /** What holds instead, for `correct` and `estimate`. */
  readonly values: readonly RegisterValue[];
  /** Whether the measured reading was implausible before: taken back, the edit leaves it so. Absent in old edits. */
  readonly wasImplausible?: boolean;
  readonly reason: string;
  readonly by: string;
  readonly decidedAtMs: number;
  readonly revertedBy?: string;
  readonly revertedAtMs?: number;
}

export interface FindingsQuestion {
  readonly isOpen: boolean;
  readonly limit: number;
  /** Only of points in these areas; what belongs to no point is found with `all`. */
  readonly areas: AreaScope;
}

export interface FoundFindings {
  /** How many there are, those beyond the limit included. */
  readonly total: number;
  readonly findings: readonly ReviewFinding[];
}

/** Where the lock is put: values before this moment were billed. */
export interface PeriodLock {
  readonly beforeMs: number;
  /** Absent: the utility's, which holds in every area. */
  readonly area?: string;
  /** Why, in the words of whoever moved it; may be empty where it only moves on. */
  readonly reason: string;
}

export interface LockMove extends PeriodLock {
  readonly wasBeforeMs: number;
  readonly by: string;
  readonly atMs: number;
}

export interface ReviewStore {
  /** One that is known already changes nothing. */
  add(findings: readonly ReviewFinding[]): Promise<void>;
  /** Newest first: those that wait for a decision, or those that were decided. */
  list(question: FindingsQuestion): Promise<FoundFindings>;
  find(id: string): Promise<ReviewFinding | undefined>;
  /** Closes all findings of this reading. */
  decide(place: ReadingPlace, decision: Decision, by: string, note: AuditNote): Promise<void>;
  /** What was decided about this reading was taken back: its findings wait again. */
  reopen(place: ReadingPlace): Promise<void>;
  addEdit(edit: ValueEdit, note: AuditNote): Promise<void>;
  edit(id: string): Promise<ValueEdit | undefined>;
  /** Of a point, newest first. */
  edits(pointId: string): Promise<readonly ValueEdit[]>;
  /** False when it was reverted before. */
  revert(id: string, by: string, note: AuditNote): Promise<boolean>;
  /** Values before these moments were billed and do not change any more. */
  locks(): Promise<PeriodLocks>;
  lock(lock: PeriodLock, note: AuditNote): Promise<void>;
  /** How the lock came to where it is, newest first. */
  lockMoves(): Promise<readonly LockMove[]>;
}
