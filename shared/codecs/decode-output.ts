/**
 * A decoding as the JSON line of `npm run -s decode`: values as decimal text in the canonical unit of
 * their quantity, dates as ISO 8601 without a zone, bytes as upper-case hexadecimal text.
 */
import type { Result } from "../model/result.ts";
import { formatScaled } from "../model/scaled.ts";
import { toCanonicalUnit, type Unit } from "../model/unit.ts";
import { formatHex, hexOfByte } from "./bytes/hex.ts";
import type { DecodeError } from "./decode-error.ts";
import type { Decoded, NamedRecord, NoValueReason, Place } from "./telegram.ts";

export interface OutputRecord {
  readonly name: string;
  readonly quantity: string;
  readonly unit: Unit;
  /** Decimal, ISO 8601, plain or hexadecimal text; `null` without a value. */
  readonly value: string | null;
  /** Power of ten of the last decimal; absent for what is no number. */
  readonly exponent?: number;
  /** Why there is no value. */
  readonly reason?: NoValueReason;
  /** A date the meter says is in summer time. */
  readonly summerTime?: true;
  /** A date the meter marks invalid: its clock cannot be relied on. */
  readonly invalid?: true;
  readonly function: string;
  readonly storage: number;
  readonly tariff: number;
  readonly subunit: number;
  readonly at: Place;
}

export interface OutputTelegram {
  readonly meter: {
    readonly manufacturer: string;
    readonly id: string;
    readonly version: string;
    readonly medium: string;
  };
  readonly driver: string;
  readonly security: { readonly mode: number; readonly verdict: string; readonly proof?: string };
  readonly records: readonly OutputRecord[];
  readonly status: readonly string[];
  readonly warnings: readonly string[];
}

export type OutputLine =
  | ({ readonly ok: true } & OutputTelegram)
  | ({ readonly ok: false; readonly error: Omit<DecodeError, "partial"> } & Partial<OutputTelegram>);

/** The line of one decoding; a telegram that broke off shows what was read before the error. */
export function outputOf(result: Result<Decoded, DecodeError>): OutputLine {
  if (result.ok) return { ok: true, ...telegramOutput(result.value) };
  const { partial, ...error } = result.error;
  return partial ? { ok: false, error, ...telegramOutput(partial) } : { ok: false, error };
}

const telegramOutput = (decoded: Decoded): OutputTelegram => ({
  meter: {
    manufacturer: decoded.meter.manufacturer,
    id: decoded.meter.id,
    version: `0x${hexOfByte(decoded.meter.version)}`,
    medium: decoded.medium,
  },
  driver: decoded.driver,
  security: {
    mode: decoded.security.mode,
    verdict: decoded.security.verdict,
    ...(decoded.security.proof === undefined ? {} : { proof: decoded.security.proof }),
  },
  records: decoded.records.map(recordOutput),
  status: decoded.status,
  warnings: decoded.warnings,
});

function recordOutput(record: NamedRecord): OutputRecord {
  const { name, quantity, storage, tariff, subunit, at } = record;
  const place = { function: record.function, storage, tariff, subunit, at };
  const { value } = record;
  switch (value.kind) {
    case "number": {
      const canonical = toCanonicalUnit(value.number, record.unit);
      const text = formatScaled(canonical.value);
      return {
        name,
        quantity,
        unit: canonical.unit,
        value: text,
        exponent: canonical.value.exponent,
        ...place,
      };
    }
    case "date":
      return { name, quantity, unit: "", value: value.text, ...bitsOf(value), ...place };
    case "text":
      return { name, quantity, unit: "", value: value.text, ...place };
    case "bytes":
      return { name, quantity, unit: "", value: formatHex(value.bytes), ...place };
    case "none":
      return { name, quantity, unit: record.unit, value: null, reason: value.reason, ...place };
  }
}

const bitsOf = (date: {
  readonly isSummerTime?: boolean;
  readonly isInvalid?: boolean;
}): Pick<OutputRecord, "summerTime" | "invalid"> => ({
  ...(date.isSummerTime && { summerTime: true }),
  ...(date.isInvalid && { invalid: true }),
});
