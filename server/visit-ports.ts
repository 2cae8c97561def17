import type { Visit } from "../shared/model/visit.ts";
import type { AuditNote } from "./people-ports.ts";

/** What visits need kept, as types only. Every store belongs to one utility. */
export interface VisitRow extends Visit {
  readonly by: string;
  readonly receivedAtMs: number;
  /** Code of why the exchange was not carried out. */
  readonly conflict?: string;
}

export interface VisitStore {
  /** Idempotent by id. False when it was there before. */
  add(visit: VisitRow, note: AuditNote): Promise<boolean>;
  find(id: string): Promise<VisitRow | undefined>;
  /** Of a point, newest first. */
  list(pointId: string): Promise<readonly VisitRow[]>;
  /** Idempotent by point and hash. */
  addPhoto(pointId: string, photo: { readonly hash: string; readonly bytes: Uint8Array }): Promise<void>;
  /** How many photos show only visits before a moment, at points that are not held; one of a later visit stays. */
  countOldPhotos(rule: OldPhotos): Promise<number>;
  removeOldPhotos(rule: OldPhotos): Promise<number>;
  photo(pointId: string, hash: string): Promise<Uint8Array | undefined>;
  hasPhoto(pointId: string, hash: string): Promise<boolean>;
}

/** Photos taken before a moment, UTC milliseconds, at points that are not held. */
export interface OldPhotos {
  readonly beforeMs: number;
  readonly heldPoints: readonly string[];
}
