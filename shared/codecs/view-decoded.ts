/**
 * A decoding as a person looks at it: bytes in clear, what each of them means, and what went wrong.
 * The server shows telegrams of its journal this way, the telegram inspector whatever is pasted.
 */
import type { Result } from "../model/result.ts";
import { formatScaled } from "../model/scaled.ts";
import type { WireRecord, WireTelegramView } from "../model/wire.ts";
import { formatHex, hexOfByte } from "./bytes/hex.ts";
import type { DecodeError } from "./decode-error.ts";
import { DecodedTelegram } from "./decoded-telegram.ts";
import type { Decoded, NamedRecord, RecordValue } from "./telegram.ts";

/** The part of a telegram's view that comes from decoding it; after an error, what was read before it. */
export function viewDecoded(
  decoded: Result<Decoded, DecodeError>,
): Pick<WireTelegramView, "decoded" | "error"> {
  const seen = decoded.ok ? decoded.value : decoded.error.partial;
  return {
    ...(seen ? { decoded: viewValues(seen) } : {}),
    ...(decoded.ok ? {} : { error: errorOf(decoded.error) }),
  };
}

const errorOf = ({ kind, layer, offset }: DecodeError): NonNullable<WireTelegramView["error"]> => ({
  kind,
  layer,
  offset,
});

function viewValues(decoded: Decoded): NonNullable<WireTelegramView["decoded"]> {
  const { meter, security } = decoded;
  return {
    meter: {
      manufacturer: meter.manufacturer,
      id: meter.id,
      version: `0x${hexOfByte(meter.version)}`,
      medium: decoded.medium,
    },
    driver: decoded.driver,
    framing: decoded.framing,
    security: {
      mode: security.mode,
      verdict: security.verdict,
      ...(security.proof ? { proof: security.proof } : {}),
    },
    plain: formatHex(decoded.plain),
    normalised: formatHex(decoded instanceof DecodedTelegram ? decoded.normalised : decoded.plain),
    layers: decoded.layers,
    records: decoded.records.map(viewRecord),
    status: decoded.status,
    warnings: decoded.warnings,
  };
}

function viewRecord(record: NamedRecord): WireRecord {
  const { value, ...rest } = record;
  return { ...rest, modifiers: [...rest.modifiers, ...bitsOf(value)], value: textOf(value) };
}

/** What a meter says about a date it sends, beside its VIFEs. */
const bitsOf = (value: RecordValue): readonly string[] =>
  value.kind === "date"
    ? [...(value.isSummerTime ? ["summer-time"] : []), ...(value.isInvalid ? ["marked-invalid"] : [])]
    : [];

/** In the meter's own unit and resolution; `null` where the record holds no value. */
function textOf(value: RecordValue): string | null {
  switch (value.kind) {
    case "number":
      return formatScaled(value.number);
    case "date":
    case "text":
      return value.text;
    case "bytes":
      return formatHex(value.bytes);
    default:
      return null;
  }
}
