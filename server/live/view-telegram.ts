import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { DecodeError } from "../../shared/codecs/decode-error.ts";
import type { Decoded } from "../../shared/codecs/telegram.ts";
import { viewDecoded } from "../../shared/codecs/view-decoded.ts";
import type { Result } from "../../shared/model/result.ts";
import type { WireTelegramView } from "../../shared/model/wire.ts";
import type { JournalEntry } from "../ports.ts";

/** A frame as a person looks at it: when and how it came, its bytes, and what each of them means. */
export const viewTelegram = (
  entry: JournalEntry,
  decoded: Result<Decoded, DecodeError>,
): WireTelegramView => ({
  seq: entry.seq,
  rxAtMs: entry.rxAtMs,
  receiver: entry.receiver,
  ...(entry.rssiDbm === undefined ? {} : { rssiDbm: entry.rssiDbm }),
  link: entry.link,
  raw: formatHex(entry.bytes),
  ...viewDecoded(decoded),
});
