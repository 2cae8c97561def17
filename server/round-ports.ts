import type { AuditNote } from "./people-ports.ts";

/** What rounds and paired phones need kept, as types only. Every store belongs to one utility. */

export interface RoundRow {
  readonly id: string;
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
}

export interface RoundPoint {
  readonly pointId: string;
  /** Who shall read it; absent: anybody. */
  readonly readerId?: string;
}

export interface RoundRead {
  readonly pointId: string;
  readonly atMs: number;
  /** Empty where nobody signs in. */
  readonly personId: string;
}

/** How much of a round is whose, and how much of that is read. */
export interface RoundShare {
  readonly roundId: string;
  readonly readerId?: string;
  readonly points: number;
  readonly read: number;
}

export interface RoundStore {
  create(round: RoundRow, points: readonly RoundPoint[], note: AuditNote): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly RoundRow[]>;
  find(id: string): Promise<RoundRow | undefined>;
  shares(): Promise<readonly RoundShare[]>;
  /** In the order of the street. */
  points(id: string): Promise<readonly RoundPoint[]>;
  /** Points that are not of the round are left out. How many changed hands. */
  assign(
    id: string,
    to: { readonly pointIds: readonly string[]; readonly readerId: string | null },
    note: AuditNote,
  ): Promise<number>;
  setState(id: string, state: RoundRow["state"], note: AuditNote): Promise<void>;
  reads(id: string): Promise<readonly RoundRead[]>;
  /** The first time stands; points that are not of the round are left out. How many were new. */
  addReads(id: string, reads: readonly RoundRead[]): Promise<number>;
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
