/**
 * A decoding as wmbusmeters prints it: one flat object, field names ending in their unit, numbers as
 * JSON numbers with up to six decimals. E8 and E9 stand there as raw counts, as in the original.
 * Kamstrup families have the original's words; other meters get our names in the same form.
 */
import { formatScaled, scaledToNumber } from "../model/scaled.ts";
import { toCanonicalUnit } from "../model/unit.ts";
import type { Decoded, NamedRecord } from "./telegram.ts";
import {
  WMBUSMETERS_BITS,
  WMBUSMETERS_DURATION_TEXTS,
  WMBUSMETERS_DURATIONS,
  WMBUSMETERS_FAMILIES,
  WMBUSMETERS_MEDIA,
  WMBUSMETERS_NAMES,
  WMBUSMETERS_SUFFIXES,
  WMBUSMETERS_TWICE,
} from "./wmbusmeters-table.ts";

type Fields = Record<string, string | number | null>;

const SHORT_INFO = "02FF20";
/** Records that stand in the status instead, or that the original leaves out. */
const LEFT_OUT = /^(info_code|manufacturer_)/;

/** `timestamp` is ISO 8601 in UTC to the second, `name` what the set-up calls the meter. */
export function wmbusmetersOutput(
  decoded: Decoded,
  { name, timestamp }: { name: string; timestamp: string },
): Fields {
  const family = WMBUSMETERS_FAMILIES.find(({ drivers }) => drivers.test(decoded.driver))?.meter;
  return {
    _: "telegram",
    media: WMBUSMETERS_MEDIA.get(decoded.meter.deviceType) ?? decoded.medium,
    meter: family ?? decoded.driver,
    name,
    id: decoded.meter.id,
    ...withTwiceNamed(valueFields(decoded), family),
    ...(family === undefined ? { status: decoded.status.join(" ") || "OK" } : statusFields(decoded, family)),
    timestamp,
  };
}

function valueFields(decoded: Decoded): Fields {
  const fields: Fields = {};
  for (const record of decoded.records) {
    if (LEFT_OUT.test(record.name)) continue;
    const { key, value } = fieldOf(decoded.driver, record);
    if (!(key in fields)) fields[key] = value;
  }
  return fields;
}

function withTwiceNamed(fields: Fields, family: string | undefined): Fields {
  const more = WMBUSMETERS_TWICE.filter(
    ({ meter, field, from }) => meter === family && !(field in fields) && from in fields,
  );
  return { ...fields, ...Object.fromEntries(more.map(({ field, from }) => [field, fields[from] ?? null])) };
}

function fieldOf(driver: string, record: NamedRecord): { key: string; value: string | number | null } {
  const { value } = record;
  const renamed = WMBUSMETERS_NAMES.get(`${driver} ${record.name}`);
  if (value.kind === "bytes") return { key: record.name, value: null };
  if (value.kind === "text") return { key: record.name, value: value.text };
  if (value.kind === "date") return { key: record.name, value: value.text.replace("T", " ") };
  const suffix = WMBUSMETERS_SUFFIXES.get(unitOf(record));
  const key = renamed ?? (suffix === undefined ? record.name : `${record.name}_${suffix}`);
  if (value.kind === "none") return { key, value: null };
  if (record.unit === "m³·°C") return { key, value: Number(value.number.digits) };
  return { key, value: sixDecimals(scaledToNumber(toCanonicalUnit(value.number, record.unit).value)) };
}

function unitOf(record: NamedRecord): string {
  const { value, unit } = record;
  return value.kind === "number" ? toCanonicalUnit(value.number, unit).unit : unit;
}

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6;

function statusFields(decoded: Decoded, family: string): Fields {
  const info = decoded.records.find((record) => record.name === "info_code");
  if (info?.value.kind !== "number") return family === "omnipower" ? {} : { status: "OK" };
  const bits = Number.parseInt(formatScaled(info.value.number), 10);
  const words = WMBUSMETERS_BITS.get(`${family} ${info.header}`);
  if (!words) return { status: "OK" };
  if (info.header !== SHORT_INFO) return { status: wordsOf(bits, words) || "OK" };
  const now = wordsOf(bits & 0x0f, words);
  return { current_status: now, status: now || "OK", ...durationFields(bits) };
}

/** Words of the set bits in alphabetical order; bits without a word once, in hexadecimal. */
function wordsOf(bits: number, words: readonly (string | undefined)[]): string {
  const known = words.flatMap((word, bit) => (word !== undefined && (bits >>> bit) & 1 ? [word] : []));
  const unknown =
    bits -
    words.reduce((sum, word, bit) => (word !== undefined && (bits >>> bit) & 1 ? sum + 2 ** bit : sum), 0);
  const rest = unknown > 0 ? [`ERROR_FLAGS_${unknown.toString(16).toUpperCase()}`] : [];
  return [...known, ...rest].sort().join(" ");
}

const durationFields = (bits: number): Fields =>
  Object.fromEntries(
    WMBUSMETERS_DURATIONS.map(([field, firstBit]) => [
      field,
      WMBUSMETERS_DURATION_TEXTS[(bits >> firstBit) & 7] ?? "",
    ]),
  );
