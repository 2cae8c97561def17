/** How long a utility keeps readings, over HTTP. */
export interface WireRetentionSettings {
  /** Nothing goes before this is true; it takes a preview of the same numbers within the hour. */
  readonly isOn: boolean;
  /** Every reading for so many months, then one a day, then after so many years none. */
  readonly fullMonths: number;
  readonly years: number;
  /** Days the journal keeps frames for. */
  readonly journalDays: number;
  /** Days that readings of a point that was taken away are kept for. */
  readonly removedDays: number;
  /** Years photos of visits are kept for. */
  readonly photoYears: number;
}

/** `GET /api/v1/retention`, and what every change of it answers. */
export interface WireRetention {
  readonly settings: WireRetentionSettings;
  readonly holds: readonly WireHold[];
  readonly lastRun?: {
    readonly atMs: number;
    readonly thinned: number;
    readonly deleted: number;
    /** Readings of removed points; absent in runs from before that. */
    readonly erased?: number;
    readonly journalBytes: number;
    readonly photos?: number;
    /** `CLOCK_AHEAD`, or what went wrong in the words of who said it. */
    readonly failure?: string;
    /** With `CLOCK_AHEAD`: since when, by that clock, UTC milliseconds. */
    readonly aheadSinceMs?: number;
  };
}

/** A run's `failure` where the server's clock is further ahead of all that is known than a clock that is right can be. */
export const CLOCK_AHEAD = "clock-ahead";

export interface WireHold {
  readonly id: string;
  readonly pointId: string;
  readonly pointNumber: string;
  readonly address: string;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

/** `POST /api/v1/retention/preview`: readings that would go; `thinned` is about so many. */
export interface WireRetentionPreview {
  readonly thinned: number;
  readonly deleted: number;
  /** Readings of removed points, to the reading. */
  readonly erased: number;
  /** Photos of visits that would go. */
  readonly photos: number;
}

/** `GET /api/v1/removed-points`: points that were taken away and whose readings are still here, the first to go first. */
export interface WireRemovedPoints {
  /** Of them, at most 1,000 are listed. */
  readonly total: number;
  readonly points: readonly WireRemovedPoint[];
}

export interface WireRemovedPoint {
  readonly id: string;
  /** The point's number; the meter's key where nobody knows the point any more. */
  readonly number: string;
  /** Taken away before that was noted: only its meter is known, and `removedAtMs` is when its readings were found. */
  readonly isMeterOnly?: boolean;
  readonly removedAtMs: number;
  /** One of its meters is under a legal hold: its readings stay until that is released. */
  readonly isHeld: boolean;
  /** When retention will erase its readings; absent while retention is off. */
  readonly erasedAtMs?: number;
}

/** `POST /api/v1/removed-points/preview` with `ids`: what erasing them would do. */
export interface WireErasurePreview {
  /** Points of which nothing would be left. */
  readonly points: number;
  readonly readings: number;
  /** Readings that stay because their period was billed. */
  readonly billed: number;
  /** Points that stay because of a legal hold. */
  readonly held: number;
}

/** `POST /api/v1/removed-points/erase` with the `ids` of a preview of the last hour. */
export interface WireErasure extends WireRemovedPoints {
  /** Readings that were erased. */
  readonly readings: number;
}
