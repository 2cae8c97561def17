import type { MeteringPoint, Segment } from "../model/metering-point.ts";
import type { NotedValue } from "../model/reading.ts";

/** A customer's time at a point (DESIGN D3), with the registers noted when it began and ended. */
export interface Occupancy {
  readonly id: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly phone: string;
  readonly email: string;
  /** UTC milliseconds; the occupancy holds from here (inclusive) to `toMs` (exclusive). */
  readonly fromMs: number;
  readonly toMs?: number;
  readonly startValues: readonly NotedValue[];
  readonly endValues: readonly NotedValue[];
}

/** All that people and imports know about one metering point; nothing in it changes by the hour. */
export interface PointRecord extends MeteringPoint {
  readonly customerPhone: string;
  readonly customerEmail: string;
  /** How to get to the meter: key, code, dog. */
  readonly accessNote: string;
  /** The utility's own fields, value by name. */
  readonly custom: Readonly<Record<string, string>>;
  /** By mounting time. */
  readonly segments: readonly Segment[];
  /** By start. */
  readonly occupancies: readonly Occupancy[];
}

/** The record of a point about which only the list's fields and its meters are known. */
export const recordOf = (point: MeteringPoint, segments: readonly Segment[] = []): PointRecord => ({
  customerPhone: "",
  customerEmail: "",
  accessNote: "",
  custom: {},
  occupancies: [],
  ...point,
  segments,
});

/** What an occupancy and a segment are called among those of their point. */
export const occupancyField = (occupancy: Pick<Occupancy, "id">): string => `occupancy:${occupancy.id}`;
export const segmentField = (segment: Pick<Segment, "mountedAtMs" | "meter">): string =>
  `segment:${segment.mountedAtMs}:${segment.meter}`;
