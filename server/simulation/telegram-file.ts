import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { productOf } from "../../shared/codecs/drivers/find-driver.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import type { Medium } from "../../shared/model/medium.ts";
import { type MeterId, type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";

/** A meter that speaks in a telegram file. */
export interface FileMeter {
  readonly key: MeterKey;
  /** Product, or maker where nobody knows it, and serial number. */
  readonly name: string;
  readonly product: string;
  readonly medium: Medium;
  readonly serial: string;
  readonly aesKey?: Uint8Array;
}

/** One telegram of a file, in the order it is to be heard. */
export interface FileTelegram {
  readonly line: number;
  readonly link: "wmbus" | "mbus";
  readonly bytes: Uint8Array;
  /** Absent when the bytes do not even tell who sent them. */
  readonly meter?: MeterKey;
}

export interface TelegramFile {
  readonly meters: readonly FileMeter[];
  readonly telegrams: readonly FileTelegram[];
  /** One sentence for each line that was left out or can only be kept as bytes. */
  readonly problems: readonly string[];
}

/**
 * Reads JSON lines, each an object with `telegram` or `frame` (hex), and if there are any `key` (32 hex
 * digits or `NOKEY`), `earlier_telegrams` or `earlier` (hex, heard before) and `transport` or `format`
 * (`wmbus` or `mbus`). A line that is wrong is told with its number and left out; the others are kept.
 */
export function readTelegramFile(text: string): TelegramFile {
  const meters = new Map<MeterKey, FileMeter>();
  const telegrams: FileTelegram[] = [];
  const problems: string[] = [];
  for (const [n, content] of text.split(/\r?\n/).entries()) {
    if (content.trim() === "") continue;
    const line = readLine(content);
    if (!line.ok) {
      problems.push(`Line ${n + 1} is left out: ${line.error}`);
      continue;
    }
    const { link, keyProblem } = line.value;
    if (keyProblem) problems.push(`Line ${n + 1} is sent without its key: ${keyProblem}`);
    for (const { bytes, speaker } of identify(line.value)) {
      if (typeof speaker === "string") {
        problems.push(`Line ${n + 1} is sent, but tells no meter: ${speaker}`);
        telegrams.push({ line: n + 1, link, bytes });
        continue;
      }
      problems.push(...introduce(meters, speaker).map((problem) => `Line ${n + 1}: ${problem}`));
      telegrams.push({ line: n + 1, link, bytes, meter: speaker.key });
    }
  }
  return { meters: [...meters.values()], telegrams, problems };
}

interface Line {
  readonly link: "wmbus" | "mbus";
  /** Earlier telegrams first. */
  readonly all: readonly Uint8Array[];
  readonly aesKey?: Uint8Array;
  readonly keyProblem?: string;
}

function readLine(content: string): Result<Line, string> {
  const fields = parseObject(content);
  if (!fields) return err("it is not a JSON object.");
  const earlier = fields.get("earlier_telegrams") ?? fields.get("earlier") ?? [];
  if (!Array.isArray(earlier)) return err('"earlier_telegrams" is not a list.');
  const all: Uint8Array[] = [];
  for (const [n, hex] of [...earlier, fields.get("telegram") ?? fields.get("frame")].entries()) {
    const bytes = typeof hex === "string" ? parseHex(hex) : undefined;
    const name = n < earlier.length ? `"earlier_telegrams" number ${n + 1}` : '"telegram"';
    if (!bytes?.ok || bytes.value.length === 0) return err(`${name} is not hexadecimal text.`);
    all.push(bytes.value);
  }
  const link = parseLink(fields.get("transport") ?? fields.get("format"), all.at(-1));
  if (!link) return err('"transport" is neither "wmbus" nor "mbus".');
  return ok({ link, all, ...parseKey(fields.get("key")) });
}

function parseObject(content: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return new Map<string, unknown>(Object.entries(value));
  } catch {
    return undefined;
  }
}

function parseKey(key: unknown): Pick<Line, "aesKey" | "keyProblem"> {
  if (key === undefined || key === null || key === "" || key === "NOKEY") return {};
  const bytes = typeof key === "string" ? parseHex(key) : undefined;
  if (!bytes?.ok || bytes.value.length !== 16) {
    return { keyProblem: '"key" is neither 32 hex digits nor "NOKEY".' };
  }
  return { aesKey: bytes.value };
}

const LONG_FRAME_START = 0x68;

/** Wired frames start and repeat their length between two 68; nothing on the radio does. */
function parseLink(link: unknown, bytes: Uint8Array | undefined): Line["link"] | undefined {
  if (link === "wmbus" || link === "mbus") return link;
  if (link !== undefined && link !== null) return undefined;
  const isLongFrame =
    bytes?.[0] === LONG_FRAME_START && bytes[3] === LONG_FRAME_START && bytes[1] === bytes[2];
  return isLongFrame ? "mbus" : "wmbus";
}

interface Spoken {
  readonly bytes: Uint8Array;
  /** Who sent it, or why nobody can tell. */
  readonly speaker: FileMeter | string;
}

/** The line's telegrams in order, each with its meter: a file may mix meters in one line. */
function identify({ link, all, aesKey }: Line): Spoken[] {
  const formats = createFormatStore();
  const context = { link, keyring: { find: () => aesKey }, formats, payloads: PAYLOAD_CODECS };
  return all.map((bytes) => {
    const decoded = decode(bytes, context);
    const told = decoded.ok ? decoded.value : decoded.error.partial;
    if (told) return { bytes, speaker: meterOf(told.meter, told.medium, aesKey) };
    const reason = decoded.ok ? "" : `${decoded.error.kind} at byte ${decoded.error.offset}.`;
    return { bytes, speaker: reason };
  });
}

function meterOf(meter: MeterId, medium: Medium, aesKey: Uint8Array | undefined): FileMeter {
  const product = productOf(meter);
  return {
    key: meterKeyOf(meter),
    name: `${product || meter.manufacturer} ${meter.id}`,
    product: product || `${meter.manufacturer} ${medium}`,
    medium,
    serial: meter.id,
    ...(aesKey ? { aesKey } : {}),
  };
}

/** Adds the meter, or its key to what is known of it. */
function introduce(meters: Map<MeterKey, FileMeter>, speaker: FileMeter): string[] {
  const known = meters.get(speaker.key);
  if (!known) {
    meters.set(speaker.key, speaker);
    return [];
  }
  if (!speaker.aesKey) return [];
  if (!known.aesKey) {
    meters.set(speaker.key, { ...known, aesKey: speaker.aesKey });
    return [];
  }
  const isSame = known.aesKey.every((byte, n) => byte === speaker.aesKey?.[n]);
  return isSame ? [] : [`meter ${known.serial} has another key in a line above; that one is used.`];
}
