import { parseHex } from "../../../shared/codecs/bytes/hex.ts";
import { decode } from "../../../shared/codecs/decode.ts";
import type { Keyring } from "../../../shared/codecs/keyring.ts";
import { createFormatStore } from "../../../shared/codecs/wmbus/format-store.ts";
import { isAskedLink } from "../../../shared/model/hearing.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireTelegram } from "../../../shared/model/wire.ts";
import { readJournalFile } from "../journal-file.ts";
import type { StoredFrame } from "../store/local-database.ts";

/** A drive as it was recorded, in the order it was heard. */
export interface Recording {
  readonly frames: readonly StoredFrame[];
  /** Keys that came with it, by the meter's number as printed. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** Lines nothing could be made of. */
  readonly leftOut: number;
}

export type RecordingFault = "replay.unreadable" | "replay.empty";

const KEY_BYTES = 16;
/** Telegram files carry no times: their telegrams are played a second apart. */
const APART_MS = 1000;

/**
 * Takes what a phone saved (`journal-file.ts`), or lines of JSON with `telegram` or `frame` (hex) and, if there
 * are any, `earlier_telegrams` and `key`, as the demo's telegram files are.
 */
export function readRecording(text: string): Result<Recording, RecordingFault> {
  const journal = readJournalFile(text);
  if (journal.ok) return whole(journal.value.telegrams.map(frameOf));
  const keys = new Map<string, Uint8Array>();
  const found: (StoredFrame | undefined)[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const telegrams = telegramsOf(line);
    if (!telegrams) found.push(undefined);
    for (const bytes of telegrams?.all ?? []) {
      const number = numberOf(bytes);
      if (number !== undefined && telegrams?.key) keys.set(number, telegrams.key);
      found.push({ atMs: found.length * APART_MS, bytes });
    }
  }
  if (found.length > 0 && found.every((frame) => frame === undefined)) return err("replay.unreadable");
  return whole(found, keys);
}

function whole(
  found: readonly (StoredFrame | undefined)[],
  keys: ReadonlyMap<string, Uint8Array> = new Map(),
): Result<Recording, RecordingFault> {
  const frames = found.flatMap((frame) => frame ?? []).sort((a, b) => a.atMs - b.atMs);
  if (frames.length === 0) return err("replay.empty");
  return ok({ frames, keys, leftOut: found.length - frames.length });
}

function frameOf({ rxAt, raw, medium, rssiDbm, position }: WireTelegram): StoredFrame | undefined {
  const bytes = parseHex(raw);
  const atMs = typeof rxAt === "number" ? rxAt : Date.parse(rxAt);
  if (!bytes.ok || bytes.value.length === 0 || !Number.isFinite(atMs)) return undefined;
  return {
    atMs,
    bytes: bytes.value,
    ...(isAskedLink(medium) ? { link: medium } : {}),
    ...(rssiDbm === undefined ? {} : { rssiDbm }),
    ...(position ? { lat: position.lat, lon: position.lon } : {}),
  };
}

interface Line {
  readonly all: readonly Uint8Array[];
  readonly key?: Uint8Array;
}

function telegramsOf(line: string): Line | undefined {
  const fields = parseLine(line);
  const earlier = fields?.["earlier_telegrams"] ?? fields?.["earlier"] ?? [];
  const hexes: unknown[] = [
    ...(Array.isArray(earlier) ? earlier : []),
    fields?.["telegram"] ?? fields?.["frame"],
  ];
  const all = hexes.flatMap((hex) => bytesOf(hex) ?? []);
  if (all.length < hexes.length) return undefined;
  const key = bytesOf(fields?.["key"]);
  return { all, ...(key?.length === KEY_BYTES ? { key } : {}) };
}

function bytesOf(hex: unknown): Uint8Array | undefined {
  const bytes = typeof hex === "string" ? parseHex(hex) : undefined;
  return bytes?.ok && bytes.value.length > 0 ? bytes.value : undefined;
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Whose telegram it is can be told without its key. */
function numberOf(bytes: Uint8Array): string | undefined {
  const decoded = decode(bytes, {
    link: "wmbus",
    keyring: { find: () => undefined },
    formats: createFormatStore(),
  });
  return (decoded.ok ? decoded.value : decoded.error.partial)?.meter.id;
}

/** The phone's own keys first; what came with the recording opens the rest. */
export const withKeys = (own: Keyring | undefined, keys: ReadonlyMap<string, Uint8Array>): Keyring => ({
  find: (meter) => own?.find(meter) ?? keys.get(meter.id),
});
