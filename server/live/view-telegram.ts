import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { DecodeError } from "../../shared/codecs/decode-error.ts";
import { DecodedTelegram } from "../../shared/codecs/decoded-telegram.ts";
import type { Decoded, NamedRecord, RecordValue } from "../../shared/codecs/telegram.ts";
import type { Result } from "../../shared/model/result.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { WireRecord, WireTelegramView } from "../../shared/model/wire.ts";
import type { JournalEntry } from "../ports.ts";

/** A frame as a person looks at it: bytes as received, bytes in clear, and what each of them means. */
export function viewTelegram(entry: JournalEntry, decoded: Result<Decoded, DecodeError>): WireTelegramView {
  const seen = decoded.ok ? decoded.value : decoded.error.partial;
  return {
    seq: entry.seq,
    rxAtMs: entry.rxAtMs,
    receiver: entry.receiver,
    ...(entry.rssiDbm === undefined ? {} : { rssiDbm: entry.rssiDbm }),
    link: entry.link,
    raw: formatHex(entry.bytes),
    ...(seen ? { decoded: viewDecoded(seen) } : {}),
    ...(decoded.ok ? {} : { error: errorOf(decoded.error) }),
  };
}

const errorOf = ({ kind, layer, offset }: DecodeError): NonNullable<WireTelegramView["error"]> => ({
  kind,
  layer,
  offset,
});

function viewDecoded(decoded: Decoded): NonNullable<WireTelegramView["decoded"]> {
  const { meter, security } = decoded;
  return {
    meter: {
      manufacturer: meter.manufacturer,
      id: meter.id,
      version: `0x${meter.version.toString(16).toUpperCase().padStart(2, "0")}`,
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
  return { ...rest, value: textOf(value) };
}

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
    case "none":
      return null;
    default:
      return null;
  }
}
