/** Why the relay does not take an update, or does not open a room. Nothing of it was kept then. */
export const REFUSALS = [
  /** The person lacks the right, or the room is none that they may know of. */
  "not-permitted",
  /** The update is larger than the relay takes. */
  "too-large",
  /** The bytes are no update, or write what no room of this kind holds. */
  "malformed",
  /** A value does not fit its field. */
  "invalid-value",
  /** A value says that somebody else wrote it. */
  "wrong-author",
  /** The update speaks under a client id that belongs to another person. */
  "foreign-client",
  /** The edit is about a point that is not in this room. */
  "unknown-point",
  /** There is a point with this id elsewhere. */
  "id-taken",
  /** What is said here cannot be taken back. */
  "only-grows",
  /** It would change what was billed already. */
  "period-locked",
  /** The meter hung at another point at that time: what it said then is of the people there. */
  "meter-elsewhere",
  /** As many points as can be followed at once are priority points already. */
  "priority-full",
  /** The update builds on something the server does not have: load anew and say it again. */
  "gap",
  /** The room has a new generation: load anew and say it again. */
  "stale-epoch",
  /** The server cannot write now: keep it and send it again later. */
  "busy",
  /** The room went away while the client stayed. */
  "closed",
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** Refusals that say nothing about the edit itself: it is to be sent again, not to become a draft. */
export const isPassing = (reason: Refusal): boolean =>
  reason === "gap" || reason === "stale-epoch" || reason === "busy" || reason === "closed";

export const isRefusal = (text: string): text is Refusal => REFUSALS.some((known) => known === text);

/** A key the relay did not take; the whole update it came in was refused. */
export interface RefusedKey {
  readonly part: string;
  readonly key: string;
  readonly reason: Refusal;
}
