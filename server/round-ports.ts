import type { AuditNote } from "./people-ports.ts";

/** What SQL readers see of rounds, and who carries phones, as types only. Every store belongs to one utility. */

export interface RoundRow {
  readonly id: string;
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
  readonly dueAtMs?: number;
}

export interface RoundPoint {
  readonly pointId: string;
  /** Who shall read it; absent: anybody. */
  readonly readerId?: string;
}

export interface RoundRead {
  readonly pointId: string;
  readonly atMs: number;
  /** Empty where nobody signed in, in rounds of before they had rooms. */
  readonly personId: string;
}

export interface RoundReader {
  readonly roundId: string;
  readonly personId: string;
  readonly name: string;
  readonly car: string;
}

/** How much of a round is whose, and how much of that is read. */
export interface RoundShare {
  readonly roundId: string;
  readonly readerId?: string;
  readonly points: number;
  readonly read: number;
}

/** A round of before rounds had rooms. */
export interface OldRound extends RoundRow {
  readonly points: readonly RoundPoint[];
  readonly reads: readonly RoundRead[];
}

/** Read only: every row is written with the update of the round's room that says it. */
export interface RoundStore {
  /** Newest first. */
  list(): Promise<readonly RoundRow[]>;
  shares(): Promise<readonly RoundShare[]>;
  readers(): Promise<readonly RoundReader[]>;
  /** In the order of the street. */
  points(id: string): Promise<readonly RoundPoint[]>;
  /** In the order of time; a point that two people read is here twice. */
  reads(id: string): Promise<readonly RoundRead[]>;
  /** What a visitor has to know, of those points that have such a note. */
  accessNotes(pointIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Rounds that have no room yet, oldest first. */
  roomless(): Promise<readonly OldRound[]>;
}

export interface PhoneRow {
  readonly id: string;
  /** Empty where nobody signs in. */
  readonly personId: string;
  readonly personName: string;
  readonly name: string;
  /** P-256, uncompressed point. */
  readonly publicKey: Uint8Array;
  readonly pairedAtMs: number;
  readonly revokedAtMs?: number;
}

export interface PhoneStore {
  pair(phone: PhoneRow, note: AuditNote): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly PhoneRow[]>;
  find(id: string): Promise<PhoneRow | undefined>;
  /** No lease is given out from now on. False when it was revoked before or never there. */
  revoke(id: string, note: AuditNote): Promise<boolean>;
}
