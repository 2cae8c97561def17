/**
 * The exchange of a meter: one taken down, another put up at the same moment, with the registers of both.
 * The phone says it at the door; the end registers are the visit's own values.
 */
import { type MeterKey, meterKeyOf, parseMeterKey } from "./meter-id.ts";
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

/**
 * The serial number in what a label's code says: eight digits by themselves or at the end of a longer
 * text, as on meters of EN 13757; shorter ones are filled with zeros in front. `undefined`: none.
 */
export function serialOf(text: string): string | undefined {
  const runs = text.trim().match(/\d+/g) ?? [];
  const eight = runs.find((run) => run.length === 8);
  if (eight !== undefined) return eight;
  const [only] = runs;
  return runs.length === 1 && only !== undefined && only.length >= 4 && only.length < 8
    ? only.padStart(8, "0")
    : undefined;
}

/** The key of a meter nobody has told of: made like the one it takes the place of. */
export function keyLike(serial: string, known: string): MeterKey | undefined {
  const like = parseMeterKey(known);
  return like && /^\d{8}$/.test(serial) ? meterKeyOf({ ...like, id: serial }) : undefined;
}
