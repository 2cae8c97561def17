/**
 * A driver says what a kind of meter means by its records: data only, no function. It adds names,
 * registers and status words to what the generic driver reads anyway; a meter
 * without a driver is read by `generic.driver.ts`. Known compact formats stand in
 * `wmbus/compact-format-table.ts`, because a signature is looked up before the meter is known.
 *
 * Adding one: docs/adding-a-driver.md.
 */
import type { Medium } from "../../model/medium.ts";
import type { Register } from "../../model/register.ts";
import type { StatusId } from "../../model/status.ts";
import type { Quantity, Unit } from "../../model/unit.ts";
import type { ValueType } from "../mbus/vif-fact.ts";
import type { PayloadCodecName } from "../proprietary/payload-codec.ts";
import type { RecordFunction } from "../telegram.ts";

/** Meters a driver reads: every combination of the listed versions and device types. */
export interface DetectRow {
  /** Three letters of EN 13757-7. */
  readonly manufacturer: string;
  readonly versions: readonly number[] | "any";
  readonly deviceTypes: readonly number[];
}

/** A number, or the numbers from first to last. */
export type NumberMatch = number | readonly [first: number, last: number];

/**
 * Which records a field is about. Everything left out has its plain value: function `instant`,
 * storage, tariff and subunit 0, no modifiers, any medium. Never a position.
 */
export interface FieldMatch {
  /** VIF meaning (mbus/vif-table.ts and its extensions). */
  readonly meaning?: string;
  /** VIF and VIFEs as upper-case hex: for manufacturer codes. Modifiers need not be listed then. */
  readonly vib?: string;
  /** Whole header as upper-case hex, where the length of the value matters. Nothing else is compared. */
  readonly header?: string;
  readonly function?: RecordFunction;
  readonly storage?: NumberMatch;
  readonly tariff?: NumberMatch;
  readonly subunit?: NumberMatch;
  readonly modifiers?: readonly string[];
  readonly media?: readonly Medium[];
}

/** What a manufacturer code really counts; replaces what its VIF says. */
export interface FieldReads {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /**
   * Power of ten of one count; `volume-resolution`: 100 × r m³·°C, where r is the resolution of the
   * telegram's volume V1 in m³ (E8 and E9 of Kamstrup heat meters).
   */
  readonly exponent?: number | "volume-resolution";
  readonly type?: ValueType;
}

export interface Field {
  /**
   * snake_case without unit. `{storage}`, `{tariff}`, `{subunit}` stand for the record's numbers,
   * `{storage-1}` for the number less one (history that starts at storage 2).
   */
  readonly name: string;
  readonly match: FieldMatch;
  /** Register of a reading that this field is, at storage 0. */
  readonly register?: Register;
  readonly reads?: FieldReads;
  /** Count that stands for "no value" with this meter. */
  readonly absentCount?: number;
}

/** Some bits of a flags record that tell how long something has lasted. */
export interface StatusDuration {
  readonly name: string;
  readonly shift: number;
  readonly width: number;
  /** Text by code; the empty text says nothing. */
  readonly texts: readonly string[];
}

/** Flags record → status ids. */
export interface StatusTable {
  readonly match: Pick<FieldMatch, "vib" | "header" | "meaning">;
  /** Bit number → status id. Bits that are listed nowhere show as `unknown-info-bits`. */
  readonly bits: Readonly<Record<number, StatusId>>;
  /** Bits that carry no status. */
  readonly ignoredMask?: number;
  readonly durations?: readonly StatusDuration[];
}

export interface Driver {
  /** File name without `.driver.ts`. */
  readonly name: string;
  /** Name on the nameplate, and by version byte where one driver reads several. */
  readonly product: string;
  readonly productByVersion?: Readonly<Record<number, string>>;
  /** Replaces the medium of the device type byte, for makers with type codes of their own. */
  readonly mediumByType?: Readonly<Record<number, Medium>>;
  readonly detect: readonly DetectRow[];
  /** First match wins; records without a match get their generic name. */
  readonly fields: readonly Field[];
  readonly status?: readonly StatusTable[];
  /**
   * What the maker says with bits of the transport header's status byte: 5 to 7 are the maker's own, a fault
   * bit (2 to 4) may have one certain cause.
   */
  readonly statusByteBits?: Readonly<Partial<Record<2 | 3 | 4 | 5 | 6 | 7, StatusId>>>;
  /**
   * A record with VIF 79 names the metering unit: identification, manufacturer, version and type. The
   * link's address is that of a radio converter then.
   */
  readonly isNamedByEnhancedId?: boolean;
  /** Reads payloads and manufacturer blocks that are no records. */
  readonly payload?: PayloadCodecName;
  /** Where the facts come from. */
  readonly source: string;
}
