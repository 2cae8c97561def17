/** How long a utility keeps readings, over HTTP. */
export interface WireRetentionSettings {
  /** Nothing goes before this is true; it takes a preview of the same numbers within the hour. */
  readonly isOn: boolean;
  /** Every reading for so many months, then one a day, then after so many years none. */
  readonly fullMonths: number;
  readonly years: number;
  /** Days the journal keeps frames for. */
  readonly journalDays: number;
}

/** `GET /api/v1/retention`, and what every change of it answers. */
export interface WireRetention {
  readonly settings: WireRetentionSettings;
  readonly holds: readonly WireHold[];
  readonly lastRun?: {
    readonly atMs: number;
    readonly thinned: number;
    readonly deleted: number;
    readonly journalBytes: number;
    readonly failure?: string;
  };
}

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
}
