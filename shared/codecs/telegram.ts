import type { Medium } from "../model/medium.ts";
import type { MeterId } from "../model/meter-id.ts";
import type { Scaled } from "../model/scaled.ts";
import type { Quantity, Unit } from "../model/unit.ts";

/**
 * Types along the road of a reading. All places (`at`) are `[first byte, length]` in
 * `Decoded.plain`: the telegram without link-layer CRCs, decrypted in place (AES keeps lengths), so
 * one place serves the encrypted and the plain bytes alike.
 */
export type Place = readonly [first: number, length: number];

export type RecordFunction = "instant" | "max" | "min" | "error";

/** Why a record holds no value although its bytes are there. */
export type NoValueReason = "invalid-bcd" | "invalid-date" | "no-data" | "not-a-number" | "reported-by-meter";

export type RecordValue =
  | { readonly kind: "number"; readonly number: Scaled }
  /**
   * ISO 8601 date, date-time or time without zone: the meter's own clock, with what it says about it. A date
   * it marks invalid (a clock that was never set or has stopped) is shown and never relied on.
   */
  | {
      readonly kind: "date";
      readonly text: string;
      readonly isSummerTime?: boolean;
      readonly isInvalid?: boolean;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "none"; readonly reason: NoValueReason };

/** One data record (DIF/VIF + value, EN 13757-3:2018, 6). */
export interface DataRecord {
  readonly quantity: Quantity;
  /** The unit the meter counts in, as its VIF says. */
  readonly unit: Unit;
  readonly value: RecordValue;
  readonly function: RecordFunction;
  readonly storage: number;
  readonly tariff: number;
  readonly subunit: number;
  /** Header bytes DIF, DIFE, VIF, VIFE as upper-case hex (from the format for compact frames). */
  readonly header: string;
  /** VIF meaning in kebab case, e.g. `energy`, `volume`, `flow-temperature`, `manufacturer-specific`. */
  readonly meaning: string;
  /** VIFE meanings in order, e.g. `backward-flow`, `per-hour`, `at-phase-l1`. */
  readonly modifiers: readonly string[];
  readonly at: Place;
}

/** A record with the name a driver (or the generic driver) gives it. */
export interface NamedRecord extends DataRecord {
  /** snake_case without unit, e.g. `total_energy_consumption`, `forward_temperature`. */
  readonly name: string;
}

/** How far the telegram's security was verified. */
export type Verdict = "clear" | "decrypted" | "unproven" | "wrong-key" | "no-key" | "unsupported";

/** What proves a decryption. */
export type Proof = "mac" | "payload-crc" | "check-bytes" | "tag";

export interface Security {
  /** Configuration mode of EN 13757-7 (0, 5, 7, 10 …); 1 with `layer: "ell"` is ELL AES-CTR. */
  readonly mode: number;
  readonly layer: "none" | "ell" | "tpl" | "manufacturer";
  readonly verdict: Verdict;
  readonly proof?: Proof;
}

/** One stretch of bytes for the telegram view. */
export interface LayerSpan {
  readonly layer: "link" | "ell" | "afl" | "tpl" | "record" | "filler" | "manufacturer" | "encrypted";
  /** Field id for the catalogue, e.g. `link.length`, `link.manufacturer`, `tpl.status`, `record.3`. */
  readonly field: string;
  readonly at: Place;
}

/** Everything one telegram says. */
export interface Decoded {
  readonly meter: MeterId;
  readonly medium: Medium;
  /** Driver file's name, e.g. `kamstrup-multical-403`, or `generic`. */
  readonly driver: string;
  readonly security: Security;
  readonly records: readonly NamedRecord[];
  /** Status ids in words (`shared/model/status.ts`), sorted; empty when all is well. */
  readonly status: readonly string[];
  readonly warnings: readonly string[];
  readonly layers: readonly LayerSpan[];
  readonly plain: Uint8Array;
  /** Link-layer form the bytes arrived in. */
  readonly framing: "normalised" | "frame-a" | "frame-b" | "wired-long" | "wired-short" | "kmp";
  /** Set when the frame was compact: the signature as transmitted, upper-case hex. */
  readonly compactSignature?: string;
}
