/**
 * The exchange of a meter: one taken down, another put up at the same moment, with the registers of both.
 * The phone says it at the door; the end registers are the visit's own values.
 */
import type { MeterKey } from "./meter-id.ts";
import type { RegisterValue } from "./reading.ts";

export interface Exchange {
  /** Key of the meter that was put up. */
  readonly meter: string;
  /** Product name, as far as it is known. */
  readonly type: string;
  /** What it showed when it was put up. */
  readonly startValues: readonly RegisterValue[];
}

/** A meter that is known and hangs nowhere: its key was imported before it was mounted. */
export interface SpareMeter {
  readonly meter: MeterKey;
  readonly serial: string;
  readonly type: string;
}
