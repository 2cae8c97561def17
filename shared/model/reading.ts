import type { MeterKey } from "./meter-id.ts";
import type { Register } from "./register.ts";
import type { Scaled } from "./scaled.ts";
import type { Unit } from "./unit.ts";

/** How a reading came in. */
export const SOURCES = ["radio", "optical", "wired", "manual", "import", "corrected"] as const;
export type Source = (typeof SOURCES)[number];

/** Quality of a value (DESIGN D6). A reading without marks is measured and plausible. */
export const MARKS = ["estimated", "edited", "implausible", "rollover", "exchange", "unproven"] as const;
export type Mark = (typeof MARKS)[number];

export interface RegisterValue {
  readonly register: Register;
  /** Exact count in `unit`; the exponent is the meter's own resolution. */
  readonly value: Scaled;
  readonly unit: Unit;
}

/** A register noted when somebody moved. */
export interface NotedValue extends RegisterValue {
  /** Reckoned and not read off: the readings on both sides, in `unit`, between which it lies. Absent: it was read. */
  readonly bounds?: readonly [low: Scaled, high: Scaled];
}

/** What one meter said at one moment. */
export interface Reading {
  readonly meter: MeterKey;
  /** UTC milliseconds by the receiver's clock. */
  readonly atMs: number;
  /** The meter's own clock as ISO 8601 without a zone, where its telegram carried one. */
  readonly meterClock?: string;
  readonly values: readonly RegisterValue[];
  /** Active status ids (`shared/model/status.ts`), sorted. */
  readonly status: readonly string[];
  readonly marks: readonly Mark[];
  readonly source: Source;
  /** Name of the receiver, gateway or person it came through. */
  readonly receiver: string;
  /** Journal sequence number of the frame behind it; absent for imports. */
  readonly frameSeq?: number;
}
