import type { InfoTable } from "./layout-table.ts";

/** What a meter can complain about in the simulated town. */
export type Alarm =
  | "t1-above"
  | "t1-below"
  | "t2-above"
  | "t2-below"
  | "air"
  | "reversed"
  | "leak"
  | "burst"
  | "dry"
  | "idle";

/**
 * Info code bits by table: MULTICAL 303/403/603/803 (32 bits), MULTICAL 402/602 (decimal sum),
 * MULTICAL 21 (16 bits) and flowIQ 2200 (32 bits), as their technical descriptions list them.
 */
export const INFO_BITS: Record<InfoTable, Partial<Record<Alarm, number>>> = {
  "heat-32": { "t1-above": 8, "t1-below": 32, "t2-above": 16, "t2-below": 64, air: 256, reversed: 512 },
  "heat-602": { "t1-above": 8, "t1-below": 8, "t2-above": 4, "t2-below": 4, air: 4096, reversed: 16_384 },
  "water-21": { dry: 1, reversed: 2, leak: 4, burst: 8 },
  "water-flowiq": { dry: 1, reversed: 2, leak: 4, burst: 8, idle: 512 },
  none: {},
};

/** MULTICAL 21: first bit of the 3-bit duration class beside each alarm. */
export const DURATION_SHIFTS: Partial<Record<Alarm, number>> = { dry: 4, reversed: 7, leak: 10, burst: 13 };
