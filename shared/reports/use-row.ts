import type { Scaled } from "../model/scaled.ts";
import type { PlacePart } from "./place-parts.ts";
import type { ReportPlace } from "./report.ts";
import type { SummedUse } from "./sum-use.ts";

/** By register: what the same customer used in the same days a year before, and the change since in percent. */
export type Compared = readonly {
  readonly value?: Scaled;
  /** Where the value is estimated. */
  readonly bounds?: readonly [Scaled, Scaled];
  readonly change?: string;
  /** The value is not of all those days. */
  readonly isPart?: true;
  /** Readings of those days are kept and cannot be read: the value is estimated over them, or missing. */
  readonly isDamaged?: true;
}[];

/** A row before it is written down. */
export interface UseRow {
  readonly place: ReportPlace;
  readonly part: PlacePart;
  readonly uses: readonly SummedUse[];
  readonly before: Compared;
}
