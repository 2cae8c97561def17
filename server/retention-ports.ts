import type { MeterKey } from "../shared/model/meter-id.ts";
import type { AuditNote } from "./people-ports.ts";

/** How long a utility keeps readings and frames, as types only. Nothing goes until `isOn`. */
export interface RetentionSettings {
  readonly isOn: boolean;
  /** Every reading is kept for so many months, … */
  readonly fullMonths: number;
  /** … then one a day until they are this many years old, then none. */
  readonly years: number;
  /** Days the journal keeps frames for. */
  readonly journalDays: number;
  /** Days that readings of a point that was taken away are kept for: so long it can come back with them. */
  readonly removedDays: number;
  /** Years photos of visits are kept, from the day of the visit on; what was found stays. */
  readonly photoYears: number;
}

export const DEFAULT_RETENTION: RetentionSettings = {
  isOn: false,
  fullMonths: 13,
  years: 5,
  journalDays: 35,
  removedDays: 90,
  photoYears: 3,
};

/** A point whose readings stay whatever the rule says: a dispute, an audit. */
export interface LegalHold {
  readonly id: string;
  readonly pointId: string;
  readonly reason: string;
  /** Name of who decided it. */
  readonly by: string;
  readonly atMs: number;
  /** Of a point that was taken away since: the meters that had hung there. */
  readonly metersOfGone?: readonly MeterKey[];
}

/** A meter's time at a point that was taken away, UTC milliseconds; the end of the last one is when that happened. */
export interface RemovedMounting {
  readonly meter: MeterKey;
  readonly mountedAtMs: number;
  readonly removedAtMs: number;
}

/** A point that was taken away while readings of its meters are still here. */
export interface RemovedPoint {
  readonly id: string;
  /** What is left of a point that was taken away before that was noted: which one it was, and where, nobody knows. */
  readonly looseMeter?: MeterKey;
  readonly number: string;
  readonly area: string;
  readonly mountings: readonly RemovedMounting[];
  readonly removedAtMs: number;
}

export interface RetentionRun {
  readonly atMs: number;
  readonly thinned: number;
  readonly deleted: number;
  /** Readings of removed points that were erased. */
  readonly erased?: number;
  readonly journalBytes: number;
  /** Photos deleted; absent in runs of before. */
  readonly photos?: number;
  /** Why it did not get to its end; absent when it did. */
  readonly failure?: string;
  /** Since when, by that clock, runs fail because it is ahead (`CLOCK_AHEAD`); UTC milliseconds. */
  readonly aheadSinceMs?: number;
}

export interface RetentionStore {
  settings(): Promise<RetentionSettings>;
  save(settings: RetentionSettings, note: AuditNote): Promise<void>;
  lastRun(): Promise<RetentionRun | undefined>;
  /** Readings from before this moment (UTC milliseconds) were deleted by rule, be it on or off now; 0: none were. */
  deletedBeforeMs(): Promise<number>;
  /** To be said before they go; an earlier moment than one that was said changes nothing. */
  noteDeleted(beforeMs: number): Promise<void>;
  saveRun(run: RetentionRun, note: AuditNote): Promise<void>;
  /** Holds that stand, oldest first. */
  holds(): Promise<readonly LegalHold[]>;
  /** Points that were taken away and whose readings are still here, the first to go first. */
  removedPoints(): Promise<readonly RemovedPoint[]>;
  /** Their readings are gone. */
  forgetRemoved(ids: readonly string[], note: AuditNote): Promise<void>;
  hold(hold: LegalHold, note: AuditNote): Promise<void>;
  /** False when there is no such hold any more. */
  release(id: string, note: AuditNote): Promise<boolean>;
}
