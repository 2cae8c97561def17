/** `GET /api/v1/redecoding`: how far reading frames anew is, or how the last time ended. */
export interface WireRedecodingNow {
  /** Absent when nobody asked for it since the server's start. */
  readonly last?: WireRedecoding;
  /** Present while old frames are looked through, by themselves, for readings of places that were told of late. */
  readonly lookingBack?: WireLookingBack;
}

/** How far that is, in frames of the journal; it goes on there after a restart. */
export interface WireLookingBack {
  readonly looked: number;
  readonly of: number;
}

export interface WireRedecoding {
  readonly state: "running" | "done" | "cancelled" | "failed";
  /** What was asked for: a meter's key or a meter type. */
  readonly what: string;
  readonly by: string;
  readonly startedAtMs: number;
  /** Meters to read anew, and those that were. */
  readonly meters: number;
  readonly done: number;
  /** Readings that came in frames; those of them that say something else now; those whose frame is gone. */
  readonly readings: number;
  readonly changed: number;
  readonly withoutFrame: number;
  /** Meters that stayed as they are: under a legal hold; heard again and again meanwhile. */
  readonly held: number;
  readonly busy: number;
  readonly failure?: string;
}

/** `POST /api/v1/redecoding` (and `/preview` beside it): a meter's key, a type of meter, or the meters of a recording. */
export interface WireRedecodeWish {
  readonly meter?: string;
  readonly type?: string;
  /** Telegrams of these that nobody could read are tried again too; `what` names the recording for the audit log. */
  readonly meters?: readonly string[];
  readonly what?: string;
  /** First and last day, both inclusive, `2026-11-01` in the utility's time zone; absent: from the first frame, to the last. */
  readonly from?: string;
  readonly to?: string;
}

/** What would be read anew. */
export interface WireRedecodePreview {
  readonly meters: number;
  /** Of them under a legal hold: they stay as they are. */
  readonly held: number;
  /** The journal has frames for so many days; older readings stay as they are. */
  readonly journalDays: number;
}
