/**
 * Payloads that are not EN 13757-3 records: one codec a maker's format, in this folder. A driver names
 * its codec; decode() calls it with what the transport found. The codecs are handed to decode() by its
 * caller (proprietary/index.ts has all), so that a phone can load them only when such a meter is heard.
 */

import type { StatusId } from "../../model/status.ts";
import type { Quantity, Unit } from "../../model/unit.ts";
import type { RecordFunction, RecordValue, Security } from "../telegram.ts";
import type { Transport } from "../transport.ts";

/** Names of the codecs, as drivers refer to them. */
export type PayloadCodecName =
  | "apator-08"
  | "apator-162"
  | "apator-172"
  | "apator-eitn"
  | "apator-na1"
  | "bfw-240"
  | "diehl-prios"
  | "gwf-water"
  | "hydroclima"
  | "hydrodigit"
  | "qundis-walk-by"
  | "rfm-tx1"
  | "techem-compact5"
  | "techem-hca"
  | "techem-radio3"
  | "techem-radio3a"
  | "techem-smoke"
  | "techem-vario451"
  | "zenner-0b";

/** One value a codec found. Left out: function `instant`, storage, tariff and subunit 0. */
export interface PayloadValue {
  readonly name: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly value: RecordValue;
  /** Kebab case, as a VIF meaning. */
  readonly meaning: string;
  readonly function?: RecordFunction;
  readonly storage?: number;
  readonly tariff?: number;
  /** First byte and length in `Transport.plain`. */
  readonly at: readonly [first: number, length: number];
}

export interface PayloadReading {
  readonly values: readonly PayloadValue[];
  readonly status: readonly StatusId[];
  readonly warnings: readonly string[];
  /** Set by codecs that decrypt by themselves. */
  readonly security?: Security;
  /** `transport.plain`, decrypted in place, where the codec decrypted. */
  readonly plain?: Uint8Array;
}

/** Bytes to read: the whole application data, the manufacturer block, or the value of one record. */
export interface PayloadSource {
  readonly transport: Transport;
  /** Offset of the first byte in `transport.plain`. */
  readonly first: number;
  readonly length: number;
  /** Key registered for the meter, for codecs that decrypt by themselves. */
  findKey(): Uint8Array | undefined;
}

/**
 * Reads one maker's format. `undefined` when the bytes are not in it: decode() then reads them as
 * ordinary records, or keeps them as bytes.
 */
export interface PayloadCodec {
  readonly name: PayloadCodecName;
  /**
   * What it reads: the whole application data, the block behind the standard records (DIF 0F), or the
   * value of the record with this header (upper-case hex).
   */
  readonly scope: "payload" | "block" | { readonly header: string };
  read(source: PayloadSource): PayloadReading | undefined;
}

export type PayloadCodecs = Partial<Readonly<Record<PayloadCodecName, PayloadCodec>>>;
