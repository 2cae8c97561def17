import { type HeatCounts, heatCountsOf } from "../../shared/analysis/heat-at-read.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { DecodeError } from "../../shared/codecs/decode-error.ts";
import { readingsOfHearing } from "../../shared/codecs/decode-head-reading.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import { decodeHeadHearing } from "../../shared/codecs/kmp/head-hearing.ts";
import { KMP_START_FROM_METER } from "../../shared/codecs/kmp/kmp-frame.ts";
import { mediumOfDeviceType } from "../../shared/codecs/mbus/device-type-table.ts";
import { readLinkAddress } from "../../shared/codecs/mbus/meter-address.ts";
import { HEADER_LENGTH, modeOfConfig, readHeaderFields } from "../../shared/codecs/mbus/transport-layer.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { decodeReadoutHearing } from "../../shared/codecs/readout/readout-hearing.ts";
import type { Security } from "../../shared/codecs/telegram.ts";
import { createFormatStore, type SavedFormat } from "../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import { addressOfDamaged } from "../../shared/codecs/wmbus/wmbus-frame.ts";
import { isAskedLink } from "../../shared/model/hearing.ts";
import type { Medium } from "../../shared/model/medium.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { RegisterValue } from "../../shared/model/reading.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { StoredFrame } from "./store/local-database.ts";

/** What one frame turned out to be. */
export interface ReadFrame {
  /** Absent where the frame is too damaged to say. */
  readonly meter?: MeterId;
  /** `decoded`, a verdict (`no-key`, `wrong-key`, `unsupported`) or a decode error's kind. */
  readonly outcome: string;
  readonly medium: Medium;
  /** `clear`, `ell`, `mode-5` …; empty where nothing could tell. */
  readonly encryption: string;
  /** What a bill rests on, else whatever comes first; absent where nothing could be read. */
  readonly value?: { readonly value: string; readonly unit: string };
  /** Everything it says: register, value and unit as text. */
  readonly told?: readonly (readonly [register: string, value: string, unit: string])[];
  /** Info codes; absent where there are none. */
  readonly status?: readonly string[];
  readonly heat?: HeatCounts;
}

export type FrameReader = (frame: Pick<StoredFrame, "bytes" | "link">, keyring: Keyring) => ReadFrame;

const READABLE: readonly string[] = ["clear", "decrypted", "unproven"];
const FIRST = ["E1", "E3", "A+", "V1"] as const;

/** Decodes with the server's own road. It is a large piece of code and is fetched when first needed. */
export function createFrameReader(savedFormats: readonly SavedFormat[]): FrameReader {
  const formats = createFormatStore(savedFormats);
  const fragments = createFragmentStore();
  return ({ bytes, link }, keyring) => {
    if (isAskedLink(link)) return readHeadFrame(bytes);
    const decoded = decode(bytes, { link: "wmbus", keyring, formats, fragments, payloads: PAYLOAD_CODECS });
    if (!decoded.ok) return readDamaged(bytes, decoded.error);
    const { meter, medium, security } = decoded.value;
    const seen = { meter, medium: mediumOf(meter, medium), encryption: encryptionOf(security) };
    if (!READABLE.includes(security.verdict)) return { ...seen, outcome: security.verdict };
    return { ...seen, outcome: "decoded", ...contentOf(decodeReading(decoded.value)) };
  };
}

function contentOf({
  values,
  status,
}: Pick<ReturnType<typeof decodeReading>, "values" | "status">): Pick<
  ReadFrame,
  "value" | "status" | "heat" | "told"
> {
  const main = mainValue(values);
  const told = values.map(({ register, value, unit }) => [register, formatScaled(value), unit] as const);
  const heat = heatCountsOf(told);
  return {
    told,
    ...(main ? { value: { value: formatScaled(main.value), unit: main.unit } } : {}),
    ...(status.length > 0 ? { status } : {}),
    ...(heat ? { heat } : {}),
  };
}

/** ELL II, and a short header: nothing behind them names another meter but what is shut. */
const SHUT_ELL = 0x8d;
const SHORT_HEADER = 0x7a;
const CI_AT = 10;
/** The topmost byte of the ELL's session number; its upper three bits say how it is encrypted. */
const SESSION_AT = 16;

/**
 * Whose frame it is, where its unencrypted address alone can say so and whoever cannot open it learns nothing from
 * it either; `undefined`: that takes decoding.
 */
export function ownerOfShut(bytes: Uint8Array): MeterId | undefined {
  // Format A has a checksum in the place of what is looked at here.
  if (addressOfDamaged(bytes)) return undefined;
  const ci = bytes[CI_AT];
  const isShut =
    ci === SHUT_ELL ? (bytes[SESSION_AT] ?? 0) >> 5 !== 0 : ci === SHORT_HEADER && isSealed(bytes);
  return isShut ? readLinkAddress(bytes, ADDRESS_AT) : undefined;
}
const ADDRESS_AT = 2;

/** Whether a short header names a way of encryption: mode 0 is none, and anybody reads such a telegram. */
const isSealed = (bytes: Uint8Array): boolean =>
  bytes.length > CI_AT + HEADER_LENGTH.short &&
  modeOfConfig(readHeaderFields(bytes, CI_AT + 1, "short").config) !== 0;

/** Bytes are wrong: whose they were may still be known. */
function readDamaged(bytes: Uint8Array, { kind, partial }: DecodeError): ReadFrame {
  const meter = partial?.meter ?? addressOfDamaged(bytes);
  return {
    outcome: kind,
    ...(meter ? { meter, medium: mediumOf(meter, partial?.medium) } : { medium: "other" }),
    encryption: partial ? encryptionOf(partial.security) : "",
  };
}

/** A driver knows better than the type byte, where there is one. */
const mediumOf = ({ deviceType }: MeterId, medium: Medium = "other"): Medium =>
  medium === "other" ? mediumOfDeviceType(deviceType) : medium;

function encryptionOf({ layer, mode }: Security): string {
  if (layer === "none" || mode === 0) return "clear";
  return layer === "tpl" ? `mode-${mode}` : layer;
}

/** What was read at a door needs no key. */
function readHeadFrame(bytes: Uint8Array): ReadFrame {
  if (bytes[0] !== KMP_START_FROM_METER) return readTextFrame(bytes);
  const hearing = decodeHeadHearing(bytes);
  if (!hearing.ok) return { outcome: hearing.error.kind, medium: "other", encryption: "" };
  const meter = { manufacturer: "KAM", id: hearing.value.serial, version: 0, deviceType: 0 };
  const [now] = readingsOfHearing(hearing.value, undefined);
  const main = now && !now.isLogged ? mainValue(now.values) : undefined;
  const value = main && { value: formatScaled(main.value), unit: main.unit };
  return { meter, medium: "other", encryption: "clear", outcome: "decoded", ...(value ? { value } : {}) };
}

/** Of an older meter, which answered in text. */
function readTextFrame(bytes: Uint8Array): ReadFrame {
  const read = decodeReadoutHearing(bytes);
  if (!read.ok) return { outcome: read.error.kind, medium: "other", encryption: "" };
  const { manufacturer, number, values } = read.value;
  const main = mainValue(values);
  return {
    meter: { manufacturer, id: number, version: 0, deviceType: 0 },
    medium: "other",
    encryption: "clear",
    outcome: "decoded",
    ...(main ? { value: { value: formatScaled(main.value), unit: main.unit } } : {}),
  };
}

const mainValue = (values: readonly RegisterValue[]): RegisterValue | undefined =>
  FIRST.map((register) => values.find((value) => value.register === register)).find(Boolean) ?? values[0];

/** Whether a radio telegram carries this serial number: its digits two by two, the last ones first. */
export function namesSerial(bytes: Uint8Array, serial: string): boolean {
  const digits = serial.match(/../g)?.reverse() ?? [];
  const wanted = digits.map((pair) => Number.parseInt(pair, 16));
  return bytes.some((_, at) => wanted.every((byte, n) => bytes[at + n] === byte));
}
