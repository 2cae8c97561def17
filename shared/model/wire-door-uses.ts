import type { Register } from "./register.ts";
import type { Unit } from "./unit.ts";

/**
 * What one register counted day by day, for showing at a door without a meter being asked: never for billing. Days are
 * those of the utility's calendar, one value each, the last one of yesterday.
 */
export interface DailyUse {
  readonly register: Register;
  readonly unit: Unit;
  /** First day, ISO 8601. */
  readonly fromDay: string;
  /** Decimal text; `null` where nothing is known. */
  readonly values: readonly (string | null)[];
  /** Numbers of those values that are estimates. */
  readonly estimated: readonly number[];
}

/** Use of one point of a round over thirteen months, no further back than its customer of today. */
export interface DoorUse {
  readonly pointId: string;
  /** Energy first; empty where nothing was counted. */
  readonly series: readonly DailyUse[];
  /** What `writeCustomerPage` shows, signed by the utility; absent where nobody is known to live there. */
  readonly page?: {
    /** Base64 of the signed bytes (UTF-8), which hold the `CustomerReport` too. */
    readonly signed: string;
    readonly signature: string;
  };
}

/** `GET /api/v1/rounds/:id/uses?after=&language=`: some points at a time, in the order of the round. */
export interface WireDoorUses {
  /** Up to here, UTC milliseconds: today's first moment. */
  readonly untilMs: number;
  /** Base64 of the raw Ed25519 key that pages are checked with. */
  readonly publicKey: string;
  /** Points of the round that this person may see. */
  readonly total: number;
  readonly points: readonly DoorUse[];
  /** Ask with this `after` for those behind; absent with the last ones. */
  readonly next?: number;
}
