/**
 * Where compact frame formats are found and kept, per meter type: one meter type uses several, and a fleet
 * shares what one receiver has learned.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { formatHex, hexOfByte, parseHex } from "../bytes/hex.ts";
import { type CompactFormat, readFormat } from "./compact-format.ts";
import { COMPACT_FORMATS } from "./compact-format-table.ts";

/** `KAM-34-04`: manufacturer, version and device type, the finest grain formats are shared at. */
export const meterTypeOf = (meter: MeterId): string =>
  `${meter.manufacturer}-${hexOfByte(meter.version)}-${hexOfByte(meter.deviceType)}`;

export interface FormatStore {
  /** All formats with this signature, those of the meter type first. The data CRC decides. */
  find(meterType: string, signature: number): readonly CompactFormat[];
  /** Keeps a format; true when it was not known for this meter type. */
  learn(meterType: string, format: CompactFormat): boolean;
}

/** A learned format as it is exported: header bytes as upper-case hex. */
export interface SavedFormat {
  readonly meterType: string;
  readonly headers: string;
}

export interface MemoryFormatStore extends FormatStore {
  /** What was learned or imported, without the built-in formats; sorted. */
  exportFormats(): readonly SavedFormat[];
}

/** Formats one meter type may teach: a meter that sends garbage cannot fill the memory. */
const MAX_PER_METER_TYPE = 64;

const bySignature = (formats: Iterable<CompactFormat>): ReadonlyMap<number, readonly CompactFormat[]> => {
  const map = new Map<number, CompactFormat[]>();
  for (const format of formats) map.set(format.signature, [...(map.get(format.signature) ?? []), format]);
  return map;
};

function parseFormat(headers: string): CompactFormat | undefined {
  const bytes = parseHex(headers);
  return bytes.ok ? readFormat(bytes.value) : undefined;
}

const BUILT_IN = bySignature(
  COMPACT_FORMATS.map((row) => parseFormat(row.headers)).filter((format) => format !== undefined),
);

/** A store in memory that knows the built-in formats and starts with `saved`; rows that are none are left out. */
export function createFormatStore(saved: readonly SavedFormat[] = []): MemoryFormatStore {
  const learned = new Map<string, Map<string, CompactFormat>>();
  const store: MemoryFormatStore = {
    find(meterType, signature) {
      const own = [...(learned.get(meterType)?.values() ?? [])].filter(
        (format) => format.signature === signature,
      );
      const builtIn = BUILT_IN.get(signature) ?? [];
      return own.length === 0 ? builtIn : [...own, ...builtIn];
    },
    learn(meterType, format) {
      const formats = learned.get(meterType) ?? new Map<string, CompactFormat>();
      const text = formatHex(format.headers);
      if (formats.has(text) || formats.size >= MAX_PER_METER_TYPE) return false;
      learned.set(meterType, formats.set(text, format));
      return true;
    },
    exportFormats: () =>
      [...learned]
        .flatMap(([meterType, formats]) => [...formats.keys()].map((headers) => ({ meterType, headers })))
        .sort((a, b) => (a.meterType + a.headers < b.meterType + b.headers ? -1 : 1)),
  };
  for (const { meterType, headers } of saved) {
    const format = parseFormat(headers);
    if (format) store.learn(meterType, format);
  }
  return store;
}
