/** Shapes of the HTTP API about priority points as they are heard. Times are UTC milliseconds. */
import type { Unit } from "./unit.ts";
import type { WirePoint } from "./wire.ts";

/** So many points at most are followed at once. */
export const MOST_LIVE = 500;

/** A priority point; `latest` has every register its meter told. */
export interface WireLivePoint extends WirePoint {
  readonly intervalMinutes: number;
  /** How its momentary registers are shown: texts of `shared/model/channel.ts` by the point's field. */
  readonly channels: Readonly<Record<string, string>>;
}

/** `GET /api/v1/live`: priority points of one's areas, by number. */
export interface WireLive {
  readonly cursor: number;
  readonly points: readonly WireLivePoint[];
  /** Priority points beyond the first `MOST_LIVE`, which are left out. */
  readonly leftOut: number;
}

/** `GET /api/v1/live/trends?register=P1&hours=6`: a register of all those points, for drawing; hours 1 to 48. */
export interface WireTrends {
  readonly fromMs: number;
  readonly toMs: number;
  readonly trends: readonly {
    readonly pointId: string;
    readonly unit: Unit;
    readonly timesMs: readonly number[];
    /** As the meter counts; `null` where the reading has none. */
    readonly values: readonly (number | null)[];
  }[];
}
