import type { Interval } from "../analysis/consumption.ts";
import type { Medium } from "../model/medium.ts";
import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import type { WireConsumption, WireEvent } from "../model/wire.ts";

/**
 * The frame every report stands in. A report is one question over many metering points: which
 * parameters it asks for, and a pure function from what a `ReportSource` knows to a table whose
 * columns say their kind and unit. Form, progress, table, map, chart, saving and files are the frame's.
 */

/** One field of a report's form. Its label is `report.field.<id>` in the catalogues. */
export type ReportField =
  /** `from` and `to`: first and last day, both inclusive, as `YYYY-MM-DD` in the utility's time zone. */
  | { readonly id: "interval"; readonly kind: "interval" }
  /** A `PlaceChoice`. */
  | { readonly id: string; readonly kind: "places" }
  /** Several counters, in the order of the columns. */
  | { readonly id: string; readonly kind: "registers"; readonly options: readonly Register[] }
  /** One of a few; the first is what holds when nothing is said. Words: `report.option.<option>`. */
  | {
      readonly id: string;
      readonly kind: "choice";
      readonly options: readonly string[];
      /** Shown only where another field's choice is one of these. */
      readonly onlyWith?: { readonly field: string; readonly options: readonly string[] };
    }
  /** Decimal text; may be empty. */
  | {
      readonly id: string;
      readonly kind: "number";
      readonly onlyWith?: { readonly field: string; readonly options: readonly string[] };
    };

/** Which metering points: all conditions together; without any, every point the person may see. */
export interface PlaceChoice {
  readonly ids?: readonly string[];
  /** Id of a fixed group. */
  readonly group?: string;
  readonly media?: readonly Medium[];
  readonly areas?: readonly string[];
}

/** A customer's time at a place; `toMs` is exclusive and absent while it lasts. */
export interface Tenancy {
  readonly customerNumber: string;
  readonly customerName: string;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** A metering point as reports see it. */
export interface ReportPlace {
  readonly id: string;
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly area: string;
  readonly medium: Medium;
  /** Of the meter mounted now; empty when there is none. */
  readonly serial: string;
  /** Whoever the point is listed under now. */
  readonly customerNumber: string;
  readonly customerName: string;
  /** By start; empty where nobody has recorded who moved in and out when. */
  readonly tenancies: readonly Tenancy[];
}

/** One register of one place between neighbouring boundaries. */
export interface PlaceUse {
  readonly unit: Unit;
  readonly intervals: readonly Interval[];
  readonly events: readonly WireEvent[];
  /** Stretches whose readings are kept and cannot be read: what is estimated over one, or missing in it, is so because of that. */
  readonly damaged?: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** The boundaries of one place: ascending UTC milliseconds, for most places those of everybody. */
export type BoundariesOf = (place: ReportPlace) => readonly number[];

export interface UseQuestion {
  readonly places: readonly ReportPlace[];
  readonly registers: readonly Register[];
  readonly boundariesOf: BoundariesOf;
  /** Ascending UTC milliseconds; most places have them as they are. */
  readonly boundariesMs: readonly number[];
  /** How far a reading may lie from a boundary and stand for it: as for the bars of days, or of hours. Absent: days. */
  readonly nearness?: "day" | "hour";
}

/** For each place, for each register: its use, or nothing where the place has no such register. */
export type PlaceUses = readonly (readonly (PlaceUse | undefined)[])[];

/** Answers one question for some places at a time, so that what is known can be written before the rest is asked. */
export interface UseReader {
  of(places: readonly ReportPlace[], boundariesOf: BoundariesOf): Promise<PlaceUses>;
}

/** How far a run is, and whether it shall go on. */
export interface RunWatch {
  /** Gives others their turn; false: the run was cancelled. */
  progress(done: number, total: number): Promise<boolean>;
  /** Takes rows as soon as they stand, in their order; those are not in the table then. */
  take?(rows: readonly ReportRow[]): Promise<void>;
  /** Hears of the columns before the first rows are taken; sums are known with the table only. */
  begin?(columns: readonly ReportColumn[]): Promise<void>;
}

/** What a report asks of the world. The server fills it from its store; tests from a few lines. */
export interface ReportSource {
  readonly timeZone: string;
  readonly nowMs: number;
  places(choice: PlaceChoice): Promise<readonly ReportPlace[]>;
  /** Looks up what concerns all places at once, a reader for each question; `undefined` when cancelled. */
  open(
    questions: readonly Omit<UseQuestion, "boundariesOf">[],
    watch: RunWatch,
  ): Promise<readonly UseReader[] | undefined>;
  /** All at once; `undefined` when cancelled. */
  uses(question: UseQuestion, watch: RunWatch): Promise<PlaceUses | undefined>;
}

export const ROW_MARKS = [
  "measured",
  "edited",
  "estimated",
  "running",
  "silent",
  "partial",
  "last-year-partial",
  "last-year-damaged",
  "missing",
  "damaged",
  "exchange",
  "rollover",
  "reset",
] as const;
export type RowMark = (typeof ROW_MARKS)[number];

/** Decimal text in the column's unit; `null`: not available. `bounds` where it had to be estimated. */
export interface AmountCell {
  readonly value: string | null;
  readonly bounds?: readonly [low: string, high: string];
}

/** By the column's kind: `text` and `percent` are text, `day` is `YYYY-MM-DD`, `marks` a list, `amount` decimal text, empty where the point counts no such thing, or an `AmountCell`. */
export type ReportCell = string | null | AmountCell | readonly RowMark[];

export interface ReportColumn {
  /** Words: `report.column.<id>`; a column of a register is named after it as well. */
  readonly id: string;
  readonly kind: "text" | "day" | "amount" | "percent" | "marks";
  readonly register?: Register;
  readonly unit?: Unit;
  /** Exact sum of the rows' amounts; absent where a sum says nothing. */
  readonly total?: string;
}

export interface ReportRow {
  /** Absent where a row is more than one point. */
  readonly pointId?: string;
  /** What the row speaks of, UTC milliseconds; absent: the whole interval asked for. */
  readonly span?: readonly [fromMs: number, toMs: number];
  /** Of a row marked `silent`: its last reading, UTC milliseconds; the amounts are what was counted up to it. */
  readonly silentSinceMs?: number;
  readonly cells: readonly ReportCell[];
}

export type ReportNote =
  | "before-first"
  | "nothing-left"
  | "has-estimates"
  | "has-gaps"
  | "has-damage"
  | "is-running";

export interface ReportTable {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** What the chart shows: sums over all rows, step by step. Named by `id` like columns. */
  readonly charts: readonly { readonly id: string; readonly consumption: WireConsumption }[];
  readonly notes: readonly ReportNote[];
  /** Rows that are not, or only in part, in the totals, for want of readings; absent where there is none. */
  readonly incomplete?: number;
  /** Points asked, points answered with a row. */
  readonly asked: number;
}

export type ReportFaultCode =
  | "not-a-day"
  | "reversed"
  | "too-long"
  | "in-future"
  | "no-last-year"
  | "no-registers"
  | "unit-does-not-fit"
  | "not-a-number"
  | "not-a-choice"
  | "no-places"
  | "no-supply"
  | "too-many-steps"
  | "no-figure"
  | "cancelled";

/** Why there is no table; words: `report.fault.<code>`. */
export interface ReportFault {
  readonly code: ReportFaultCode;
  readonly field?: string;
  /** What was said, where that helps: never a secret. */
  readonly actual?: string;
}
