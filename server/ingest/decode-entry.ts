import { formatHex, hexOfByte } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { DecodeError } from "../../shared/codecs/decode-error.ts";
import { decodeOptical } from "../../shared/codecs/decode-optical.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import type { Decoded } from "../../shared/codecs/telegram.ts";
import { createFormatStore, type FormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore, type FragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import { isVersion } from "../../shared/model/firmware.ts";
import { isAskedLink } from "../../shared/model/hearing.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { Result } from "../../shared/model/result.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { JournalEntry } from "../ports.ts";
import type { DecodedBatch } from "../reading-ports.ts";
import { decodeHead, type HeadDecoding } from "./decode-head.ts";
import type { EntryDecoder, EntryOutcome } from "./entry-decoder.ts";

/** What the server's decoder remembers: keys by meter, and the compact formats it has learned. */
export interface EntryDecoding {
  readonly keyOf: (meter: MeterId) => Uint8Array | undefined;
  readonly savedFormats: DecodedBatch["formats"];
  /** For what comes from an optical head. */
  readonly head: HeadDecoding;
}

type DecodeEntry = (
  entry: JournalEntry,
  stores: { readonly formats: FormatStore; readonly fragments?: FragmentStore },
) => Result<Decoded, DecodeError>;

/** One decoder for ingest and for people's eyes, so that both see a telegram the same way. */
export function createEntryDecoding({ keyOf, savedFormats, head }: EntryDecoding): {
  readonly decodeEntry: EntryDecoder;
  readonly decodeForView: (entry: JournalEntry) => Result<Decoded, DecodeError>;
  readonly meterOf: (entry: JournalEntry) => MeterId | undefined;
} {
  const known = createFormatStore(savedFormats);
  const keyring = { find: keyOf };
  const heard = createFragmentStore();
  const decodeWith: DecodeEntry = (entry, stores) => {
    if (isAskedLink(entry.link)) return decodeOptical(entry.bytes);
    return decode(entry.bytes, {
      link: entry.link === "mbus" ? "mbus" : "wmbus",
      keyring,
      ...stores,
      payloads: PAYLOAD_CODECS,
    });
  };
  // Looking at a telegram teaches nothing: it may be one that was rejected.
  const decodeForView = (entry: JournalEntry) =>
    decodeWith(entry, { formats: { find: known.find, learn: () => false } });
  return {
    decodeForView,
    meterOf: (entry) => {
      if (isAskedLink(entry.link)) return decodeHead(entry, head).meter;
      const decoded = decodeForView(entry);
      return decoded.ok ? decoded.value.meter : decoded.error.partial?.meter;
    },
    decodeEntry: (entry, fragments = heard) => {
      if (isAskedLink(entry.link)) return decodeHead(entry, head);
      const learned: DecodedBatch["formats"][number][] = [];
      const decoded = decodeWith(entry, { formats: noting(known, learned), fragments });
      return decoded.ok ? outcomeOf(decoded.value, learned) : failureOf(decoded.error);
    },
  };
}

/** A format store that notes what is new, so that it is committed together with the readings. */
const noting = (known: FormatStore, learned: DecodedBatch["formats"][number][]): FormatStore => ({
  find: known.find,
  learn: (meterType, format) => {
    const isNew = known.learn(meterType, format);
    const { signature, headers } = format;
    if (isNew) {
      const text = hexOfByte(signature & 0xff) + hexOfByte(signature >> 8);
      learned.push({ meterType, signature: text, headers: formatHex(headers) });
    }
    return isNew;
  },
});

function outcomeOf(decoded: Decoded, learned: DecodedBatch["formats"]): EntryOutcome {
  const { verdict } = decoded.security;
  const isReadable = verdict === "clear" || verdict === "decrypted" || verdict === "unproven";
  if (!isReadable)
    return { outcome: verdict, meter: decoded.meter, values: [], status: [], marks: [], learned };
  const firmware = firmwareOf(decoded);
  return {
    outcome: "decoded",
    meter: decoded.meter,
    ...decodeReading(decoded),
    learned,
    ...(firmware === undefined ? {} : { firmware }),
  };
}

/** EN 13757-3 has two: that of the metering, and any other. */
const FIRMWARE_RECORDS = ["firmware_version", "software_version"];

function firmwareOf({ records }: Decoded): string | undefined {
  for (const name of FIRMWARE_RECORDS) {
    const value = records.find((record) => record.name === name && record.storage === 0)?.value;
    const text =
      value?.kind === "text" ? value.text : value?.kind === "number" ? formatScaled(value.number) : undefined;
    if (text !== undefined && isVersion(text.trim())) return text.trim();
  }
  return undefined;
}

/** Nothing is stored from a telegram with an error; whose it was is noted where that could be read. */
const failureOf = ({ kind, partial }: DecodeError): EntryOutcome => ({
  outcome: kind,
  ...(partial ? { meter: partial.meter } : {}),
  values: [],
  status: [],
  marks: [],
  learned: [],
});
