import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Mounting } from "../../shared/model/metering-point.ts";
import type { PeriodLocks } from "../../shared/model/period-lock.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import type { RoomCommit, RoomStore } from "../room-ports.ts";
import type { MeterClaims } from "./meter-claims.ts";
import type { PriorityPlaces } from "./priority-places.ts";
import type { Allow } from "./room-user.ts";

export interface RelayLimits {
  /** Larger updates are refused. */
  readonly updateBytes: number;
  /** Updates after which a room's log becomes a snapshot. */
  readonly compactAfter: number;
  /** A room this many times its fresh size begins a new generation. */
  readonly renewFactor: number;
  /** Rooms smaller than this are not worth a new generation. */
  readonly renewFromBytes: number;
  readonly channelsPerSocket: number;
  /** A socket that has so much unsent is closed; its client comes back with its state vector. */
  readonly unsentBytes: number;
}

export const RELAY_LIMITS: RelayLimits = {
  updateBytes: 1_048_576,
  compactAfter: 100,
  renewFactor: 4,
  renewFromBytes: 65_536,
  channelsPerSocket: 250,
  unsentBytes: 16_777_216,
};

/** What changed for those who read points from SQL; told after it is on disk. */
export interface PointsHeard {
  readonly saved: readonly PointRecord[];
  readonly gone: readonly string[];
}

export interface RelayOptions {
  readonly utility: string;
  readonly store: RoomStore;
  readonly allow: Allow;
  readonly limits: RelayLimits;
  readonly nowMs: () => number;
  /** What was billed: who lived where before these moments does not change any more. */
  readonly locks: () => Promise<PeriodLocks>;
  /** Where a meter hangs and hung, at points that were taken away too: what it said there is not another point's. */
  readonly mountings: (meter: MeterKey) => Promise<readonly Mounting[]>;
  /** Which meters are being put up at this moment. */
  readonly claims: MeterClaims;
  /** Which points are followed as priority points. */
  readonly priority: PriorityPlaces;
  readonly report: (text: string) => void;
  readonly onPoints: (heard: PointsHeard) => void;
}

/** Tells what a commit did to points; one that moved to another room is not gone. */
export function tellPoints({ onPoints }: RelayOptions, { points, gonePoints }: RoomCommit): void {
  if (points.length + gonePoints.length === 0) return;
  const saved = points.map(({ record }) => record);
  const ids = new Set(saved.map(({ id }) => id));
  onPoints({ saved, gone: gonePoints.flatMap(({ pointId }) => (ids.has(pointId) ? [] : [pointId])) });
}
