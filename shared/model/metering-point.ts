import type { Medium } from "./medium.ts";
import type { MeterKey } from "./meter-id.ts";
import type { RegisterValue } from "./reading.ts";

/** A place where something is metered (DESIGN D3): it stays while meters and customers change. */
export interface MeteringPoint {
  readonly id: string;
  /** The utility's own number for the point. */
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly area: string;
  /** WGS 84 degrees; absent while nobody has said where the point is. Both are there or neither. */
  readonly lat?: number;
  readonly lon?: number;
  readonly medium: Medium;
  /** Readings are kept at this interval, plus every status change. */
  readonly intervalMinutes: number;
  readonly customerNumber: string;
  readonly customerName: string;
}

/** Readings at least this dense make a point a priority point. */
const PRIORITY_MINUTES = 5;

export const isPriority = ({ intervalMinutes }: Pick<MeteringPoint, "intervalMinutes">): boolean =>
  intervalMinutes <= PRIORITY_MINUTES;

/** One meter's time at a point. Values are those noted at mounting and removal. */
export interface Segment {
  readonly pointId: string;
  readonly meter: MeterKey;
  /** Product name such as `MULTICAL 403`. */
  readonly type: string;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
  readonly startValues: readonly RegisterValue[];
  readonly endValues: readonly RegisterValue[];
}

/** Where a meter hangs or hung, and from when to when. */
export type Mounting = Pick<Segment, "pointId" | "meter" | "mountedAtMs" | "removedAtMs">;

/** Whether two times of a meter at points lie together; where one ends the other may begin. */
export const isTogether = (a: Mounting, b: Mounting): boolean =>
  a.mountedAtMs < endOf(b) && b.mountedAtMs < endOf(a);

const endOf = ({ removedAtMs = Number.POSITIVE_INFINITY }: Mounting): number => removedAtMs;
