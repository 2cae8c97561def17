/**
 * Application layer: what follows the transport header → named records, status, warnings.
 *
 * | content            | read by                                                        |
 * |--------------------|----------------------------------------------------------------|
 * | records            | mbus/data-record.ts; the block behind DIF 0F by a maker's codec |
 * | compact            | wmbus/compact-frame.ts puts the full frame together, then as above |
 * | format             | teaches a compact format, carries no values                    |
 * | fixed              | mbus/fixed-data.ts                                             |
 * | manufacturer       | the driver's codec in proprietary/                             |
 * | alarm              | one byte of alarm bits                                         |
 * | application-error  | an error with the meter's code                                 |
 * | encrypted, none    | nothing to read                                                |
 */

import type { MeterId } from "../model/meter-id.ts";
import { crcEn13757 } from "./bytes/crc.ts";
import { concatBytes, readU16Be } from "./bytes/cursor.ts";
import type { DecodeError } from "./decode-error.ts";
import type { MeterView } from "./drivers/find-driver.ts";
import { type DriverShape, TRAIT_FOLLOWS_VOLUME, TRAIT_STATUS } from "./drivers/shape-book.ts";
import { ALARM, bytesRecord, MANUFACTURER_DATA, recordOfValue } from "./maker-records.ts";
import { expandProfiles } from "./mbus/compact-profile.ts";
import { type RecordWalk, readReconstructed, readRecords, TRAIT_PROFILE } from "./mbus/data-record.ts";
import { FIXED_DATA_LENGTH, readFixedData } from "./mbus/fixed-data.ts";
import { readTransportAddress } from "./mbus/meter-address.ts";
import type { PayloadCodec, PayloadCodecs, PayloadReading } from "./proprietary/payload-codec.ts";
import { scaleVolumeTemperatures } from "./scale-volume-temperature.ts";
import { statusOf, statusOfByte, statusOfFixedData, uniqueSorted } from "./status-of-records.ts";
import type { NamedRecord, Place, Security } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import { formatOfFormatFrame, readFormat } from "./wmbus/compact-format.ts";
import { reconstructRecords } from "./wmbus/compact-frame.ts";
import { type FormatStore, meterTypeOf } from "./wmbus/format-store.ts";
import { isLastBlockIntact } from "./wmbus/wmbus-frame.ts";

/** What the application layer said. */
export interface Application {
  readonly records: readonly NamedRecord[];
  /** Sorted, without doubles. */
  readonly status: readonly string[];
  readonly warnings: readonly string[];
  readonly fillers: readonly Place[];
  readonly manufacturerBlock: Place | undefined;
  readonly compactSignature: string | undefined;
  /** Set by codecs that decrypt by themselves. */
  readonly security: Security | undefined;
  readonly plain: Uint8Array | undefined;
  /** The metering unit, where it is not the one that the headers name. */
  readonly meter: MeterId | undefined;
  /** What ended the reading early; the records before it are kept. */
  readonly error: DecodeError | undefined;
}

export interface ApplicationContext {
  readonly view: MeterView;
  readonly formats: FormatStore;
  readonly payloads: PayloadCodecs;
  findKey(): Uint8Array | undefined;
}

/** Reads the application data of a transport. */
export function decodeApplication(transport: Transport, context: ApplicationContext): Application {
  const codec = codecOf(context);
  if (codec === "missing") {
    const application = readByContent(transport, context);
    return { ...application, warnings: [...application.warnings, "payload-codec-missing"] };
  }
  if (codec?.scope !== "payload" || isClosed(transport)) return readByContent(transport, context, codec);
  const [first, length] = transport.payload;
  const reading = codec.read({ transport, first, length, findKey: context.findKey });
  return reading ? applicationOf(reading, transport) : readByContent(transport, context);
}

/** Whether no codec can help: the key is missing. Security modes nobody knows may be a maker's own. */
const isClosed = ({ content, security }: Transport): boolean =>
  content === "encrypted" && security.verdict !== "unsupported";

/** The codec the driver names; `missing` when the caller of decode() did not bring it. */
function codecOf({ view, payloads }: ApplicationContext): PayloadCodec | "missing" | undefined {
  const name = view.driver.payload;
  return name === undefined ? undefined : (payloads[name] ?? "missing");
}

function readByContent(transport: Transport, context: ApplicationContext, codec?: PayloadCodec): Application {
  switch (transport.content) {
    case "records":
      return readFullFrame(transport, context, codec);
    case "compact":
      return readCompactFrame(transport, context);
    case "format":
      return learnFormatFrame(transport, context);
    case "fixed":
      return readFixedFrame(transport, context);
    case "alarm":
      return { ...NOTHING, records: [bytesRecord(transport.plain, transport.payload, ALARM)] };
    case "application-error":
      return { ...NOTHING, error: applicationError(transport) };
    case "manufacturer":
      return { ...NOTHING, records: [bytesRecord(transport.plain, transport.payload, MANUFACTURER_DATA)] };
    case "encrypted":
    case "none":
      return NOTHING;
  }
}

const NOTHING: Application = {
  records: [],
  status: [],
  warnings: [],
  fillers: [],
  manufacturerBlock: undefined,
  compactSignature: undefined,
  security: undefined,
  plain: undefined,
  meter: undefined,
  error: undefined,
};

/** A full frame: records, and what a maker hides between or behind them. */
function readFullFrame(
  transport: Transport,
  { view, formats, findKey }: ApplicationContext,
  codec?: PayloadCodec,
): Application {
  // Behind a wrong length byte the last record may reach beyond the payload (see transport.ts).
  const limit = transport.problem?.kind === "wrong-length" ? transport.plain.length : undefined;
  const walk = readRecords(transport.plain, transport.payload, { book: view.book, limit });
  const named = view.driver.isNamedByEnhancedId ? enhancedMeterOf(transport.plain, walk.records) : undefined;
  const block = walk.manufacturerBlock;
  const hidden = codec && readHiddenPart(walk.records, { transport, codec, block, findKey });
  if (!hidden && block && block[1] > 0) {
    walk.records.push(bytesRecord(transport.plain, block, MANUFACTURER_DATA));
  }
  const application = finishWalk(transport, walk, { view, meter: named });
  if (!walk.error && transport.framing !== "wired-long") learnFormat(transport, walk, formats);
  return hidden ? withHiddenPart(application, hidden) : application;
}

const ENHANCED_ID_HEADER = "0779";

/** Metering unit in an enhanced identification: ID(4) M(2) VER TYPE, as in a long transport header. */
function enhancedMeterOf(plain: Uint8Array, records: readonly NamedRecord[]): MeterId | undefined {
  const record = records.find(({ header }) => header === ENHANCED_ID_HEADER);
  return record && readTransportAddress(plain, record.at[0] + ENHANCED_ID_HEADER.length / 2);
}

interface HiddenPart {
  readonly transport: Transport;
  readonly codec: PayloadCodec;
  readonly block: Place | undefined;
  findKey(): Uint8Array | undefined;
}

/** Lets a codec read the manufacturer block, or the value of the record it is made for. */
function readHiddenPart(
  records: readonly NamedRecord[],
  { transport, codec, block, findKey }: HiddenPart,
): PayloadReading | undefined {
  const place = codec.scope === "block" ? block : placeOfValue(records, codec.scope);
  return place && codec.read({ transport, first: place[0], length: place[1], findKey });
}

const withHiddenPart = (application: Application, reading: PayloadReading): Application => ({
  ...application,
  records: [...application.records, ...reading.values.map(recordOfValue)],
  status: uniqueSorted([...application.status, ...reading.status]),
  warnings: [...application.warnings, ...reading.warnings],
});

/** Bytes of a record's value, behind header and length byte. */
function placeOfValue(records: readonly NamedRecord[], scope: PayloadCodec["scope"]): Place | undefined {
  if (typeof scope === "string") return undefined;
  const record = records.find(({ header }) => header === scope.header);
  if (record?.value.kind !== "bytes") return undefined;
  const { length } = record.value.bytes;
  return [record.at[0] + record.at[1] - length, length];
}

/** A compact frame: the full frame is put together and proven by its CRC, then read. */
function readCompactFrame(transport: Transport, { view, formats }: ApplicationContext): Application {
  const meterType = meterTypeOf(transport.meter);
  const full = reconstructRecords(transport.plain, transport.payload, { formats, meterType });
  if (!full.ok) return { ...NOTHING, error: full.error };
  const places = full.value.places.map(({ value }) => value);
  const walk = readReconstructed(full.value.records, places, view.book);
  return finishWalk(transport, walk, { view, compactSignature: full.value.signature });
}

/** Status, scales that follow another record, and series, once all records are there. */
function finishWalk(
  transport: Transport,
  walk: RecordWalk<DriverShape>,
  { view, meter, compactSignature }: WalkEnd,
): Application {
  const { traits } = walk;
  const warnings: string[] = [];
  if (traits & TRAIT_FOLLOWS_VOLUME) scaleVolumeTemperatures(walk, warnings);
  if (traits & TRAIT_PROFILE) expandProfiles(walk, { bytes: transport.plain, book: view.book });
  if (walk.moreFollows) warnings.push("more-records-follow");
  const leftOver = walk.error && leftOverOf(transport, walk);
  const isLeftOver = leftOver === "crc";
  if (isLeftOver) warnings.push("left-over-bytes");
  const ofByte = statusOfByte(transport.statusByte, view.driver.statusByteBits);
  return {
    records: walk.records,
    status: traits & TRAIT_STATUS ? statusOf(walk, ofByte) : ofByte,
    warnings,
    fillers: walk.fillers,
    manufacturerBlock: walk.manufacturerBlock,
    compactSignature,
    security: undefined,
    plain: undefined,
    meter,
    error: leftOver === undefined ? walk.error : isLeftOver ? undefined : leftOver,
  };
}

interface WalkEnd {
  readonly view: MeterView;
  readonly meter?: MeterId | undefined;
  readonly compactSignature?: string;
}

const CRC_LENGTH = 2;

/**
 * Two bytes that begin no record behind the records of a wireless frame are a CRC of the link:
 *
 * - the last block's of format A, which some receivers leave in and count: it has to verify, except behind
 *   ciphertext, where the records that fill all blocks prove more (and where somebody else decrypted the
 *   bytes it was made of);
 * - else format B with a CRC that failed: the link could not tell it from a frame without CRCs.
 */
function leftOverOf(transport: Transport, walk: RecordWalk<DriverShape>): DecodeError | "crc" | undefined {
  if (transport.framing !== "normalised" || walk.unreadLength !== CRC_LENGTH) return undefined;
  const { normalised, payload, security } = transport;
  const at = payload[0] + payload[1] - CRC_LENGTH;
  if (security.verdict !== "clear" || isLastBlockIntact(normalised, at)) return "crc";
  const expected = crcEn13757(normalised, { from: 0, to: at });
  return { kind: "wrong-crc", layer: "link", offset: at, expected, actual: readU16Be(normalised, at) };
}

/** Teaches the format of a full frame; a row of headers seen before costs one look. */
function learnFormat(transport: Transport, walk: RecordWalk<DriverShape>, formats: FormatStore): void {
  if (walk.manufacturerBlock || walk.shapes.length === 0) return;
  const taught = taughtTo(formats);
  const { meter } = transport;
  let hash = meter.version * 256 + meter.deviceType;
  for (let i = 0; i < meter.manufacturer.length; i++)
    hash = Math.imul(hash, 31) + meter.manufacturer.charCodeAt(i);
  for (const { header } of walk.shapes) hash = (Math.imul(hash, 31) + header.index) | 0;
  if (taught.has(hash)) return;
  if (taught.size >= MAX_TAUGHT) taught.clear();
  taught.add(hash);
  const format = readFormat(concatBytes(...walk.shapes.map(({ header }) => header.bytes)));
  if (format) formats.learn(meterTypeOf(meter), format);
}

const MAX_TAUGHT = 10_000;
const taughtByStore = new WeakMap<FormatStore, Set<number>>();

function taughtTo(formats: FormatStore): Set<number> {
  const taught = taughtByStore.get(formats) ?? new Set<number>();
  taughtByStore.set(formats, taught);
  return taught;
}

function learnFormatFrame(transport: Transport, { formats }: ApplicationContext): Application {
  const [first, length] = transport.payload;
  const format = formatOfFormatFrame(transport.plain.slice(first, first + length));
  if (!format) return { ...NOTHING, error: { kind: "wrong-compact-crc", layer: "compact", offset: first } };
  formats.learn(meterTypeOf(transport.meter), format);
  return { ...NOTHING, warnings: ["format-frame"] };
}

function readFixedFrame(transport: Transport, { view }: ApplicationContext): Application {
  const [first, length] = transport.payload;
  if (length < FIXED_DATA_LENGTH) {
    return {
      ...NOTHING,
      error: {
        kind: "truncated",
        layer: "application",
        offset: first,
        expected: FIXED_DATA_LENGTH,
        actual: length,
      },
    };
  }
  const statusByte = transport.statusByte ?? 0;
  const records = readFixedData(transport.plain, transport.payload, { statusByte, book: view.book });
  return { ...NOTHING, records, status: statusOfFixedData(statusByte) };
}

/** The meter answers with an error code instead of data (EN 13757-3:2018, 8; CI 6E, 6F, 70). */
const applicationError = ({ plain, payload: [first, length] }: Transport): DecodeError => ({
  kind: "application-error",
  layer: "application",
  offset: first,
  actual: length > 0 ? (plain[first] ?? 0) : 0,
});

/** Values of a maker's codec as records. */
const applicationOf = (reading: PayloadReading, transport: Transport): Application => ({
  ...NOTHING,
  records: reading.values.map(recordOfValue),
  status: uniqueSorted([...reading.status, ...statusOfByte(transport.statusByte)]),
  warnings: reading.warnings,
  security: reading.security,
  plain: reading.plain,
});
