/**
 * `npm run -s decode`: JSON lines in, one JSON line out for each, in order.
 *
 * ```
 * in   {"telegram":"<hex>","key":"<hex>"|null,"format":"wmbus"|"mbus"|"kmp","earlier":["<hex>", …]}
 * out  {"ok":true,"meter":{…},"driver":…,"security":{…},"records":[…],"status":[…],"warnings":[…]}
 *      {"ok":false,"error":{"kind":…,"layer":…,"offset":…}, … what was read before it}
 * ```
 *
 * With `--format wmbusmeters` a telegram is printed with the field names of wmbusmeters (`name` in the
 * line is passed through), for set-ups that were built on it.
 *
 * `earlier` telegrams are read first: they teach the formats of compact frames, which stay known for
 * the lines that follow. Fragments of one message are joined with the last of them. A line that cannot be read gets its error and the next one is read.
 */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { DecodeError } from "../../shared/codecs/decode-error.ts";
import { decodeOptical } from "../../shared/codecs/decode-optical.ts";
import { outputOf } from "../../shared/codecs/decode-output.ts";
import { detectLink } from "../../shared/codecs/detect-link.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import type { Decoded } from "../../shared/codecs/telegram.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import { wmbusmetersOutput } from "../../shared/codecs/wmbusmeters-output.ts";
import type { Result } from "../../shared/model/result.ts";
import { exitWith } from "./exit-with.ts";
import { parseFlags } from "./parse-flags.ts";

const flags = parseFlags(process.argv.slice(2), {
  format: { about: "rounds, or wmbusmeters for its field names", otherwise: "rounds" },
});
if (!flags.ok) exitWith(2, flags.error);
const style = flags.value.format ?? "rounds";
if (style !== "rounds" && style !== "wmbusmeters") {
  exitWith(2, `--format is "rounds" or "wmbusmeters", not "${style}".`);
}

const formats = createFormatStore();
const fragments = createFragmentStore();

const FORMATS = ["wmbus", "mbus", "kmp"] as const;
type Format = (typeof FORMATS)[number];

/** Answer to a line, ready to be written. */
function answerTo(line: string): unknown {
  const request = parseRequest(line);
  if (typeof request === "string") {
    return { ok: false, error: { kind: request, layer: "input", offset: 0 } };
  }
  for (const earlier of request.earlier) decodeText(earlier, request);
  return decodeText(request.telegram, request);
}

interface DecodeRequest {
  readonly telegram: string;
  readonly key: Uint8Array | undefined;
  readonly format: Format | undefined;
  readonly earlier: readonly string[];
  readonly name: string;
}

/** The request in a line, or what is wrong with it. */
function parseRequest(line: string): DecodeRequest | "bad-json" | "bad-request" | "bad-key" | "bad-format" {
  const value = parseJson(line);
  if (value === undefined) return "bad-json";
  if (typeof value !== "object" || value === null || !("telegram" in value)) return "bad-request";
  if (typeof value.telegram !== "string") return "bad-request";
  const key = "key" in value ? keyOf(value.key) : undefined;
  if (key === "bad-key") return key;
  const wanted = "format" in value ? (value.format ?? undefined) : undefined;
  const format = FORMATS.find((known) => known === wanted);
  if (wanted !== undefined && format === undefined) return "bad-format";
  return {
    telegram: value.telegram,
    key,
    format,
    earlier: "earlier" in value ? textsOf(value.earlier) : [],
    name: "name" in value && typeof value.name === "string" ? value.name : "",
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

const AES_KEY_LENGTH = 16;
/** Diehl's whitening takes eight bytes. */
const SHORT_KEY_LENGTH = 8;

function keyOf(value: unknown): Uint8Array | undefined | "bad-key" {
  if (value === null || value === undefined || value === "" || value === "NOKEY") return undefined;
  if (typeof value !== "string") return "bad-key";
  const key = parseHex(value);
  const isKey = key.ok && (key.value.length === AES_KEY_LENGTH || key.value.length === SHORT_KEY_LENGTH);
  return isKey ? key.value : "bad-key";
}

function decodeText(telegram: string, { key, format, name }: DecodeRequest): unknown {
  const bytes = parseHex(telegram);
  if (!bytes.ok) return outputOf(bytes);
  const decoded = decodeBytes(bytes.value, format ?? detectLink(bytes.value), key);
  const hasValues = decoded.ok && decoded.value.records.length > 0;
  if (style === "rounds" || !hasValues) return outputOf(decoded);
  return wmbusmetersOutput(decoded.value, { name, timestamp: `${new Date().toISOString().slice(0, 19)}Z` });
}

function decodeBytes(
  bytes: Uint8Array,
  format: Format,
  key: Uint8Array | undefined,
): Result<Decoded, DecodeError> {
  if (format === "kmp") return decodeOptical(bytes);
  const keyring: Keyring = { find: () => key };
  return decode(bytes, { link: format, keyring, formats, fragments, payloads: PAYLOAD_CODECS });
}

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
for await (const line of lines) {
  const isFlowing = process.stdout.write(`${JSON.stringify(answerTo(line))}\n`);
  if (!isFlowing) await once(process.stdout, "drain");
}
