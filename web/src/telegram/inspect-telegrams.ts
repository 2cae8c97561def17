import { formatHex, parseHex } from "../../../shared/codecs/bytes/hex.ts";
import { decode } from "../../../shared/codecs/decode.ts";
import type { DecodeError } from "../../../shared/codecs/decode-error.ts";
import { decodeOptical } from "../../../shared/codecs/decode-optical.ts";
import { type DetectedLink, detectLink } from "../../../shared/codecs/detect-link.ts";
import { findDriver } from "../../../shared/codecs/drivers/find-driver.ts";
import type { PayloadCodecs } from "../../../shared/codecs/proprietary/payload-codec.ts";
import type { Decoded } from "../../../shared/codecs/telegram.ts";
import { createFormatStore, type FormatStore } from "../../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore, type FragmentStore } from "../../../shared/codecs/wmbus/join-fragments.ts";
import type { Result } from "../../../shared/model/result.ts";

/** A pasted telegram and what came of it. */
export interface InspectedTelegram {
  /** Which line of the pasted text it is, from 1. */
  readonly line: number;
  readonly link: DetectedLink;
  /** Its bytes, upper-case hex; empty when the line is not hexadecimal. */
  readonly raw: string;
  readonly result: Result<Decoded, DecodeError>;
}

export type TriedKey =
  | { readonly kind: "none" }
  | { readonly kind: "key"; readonly bytes: Uint8Array }
  | { readonly kind: "wrong"; readonly characters: number };

/** More than anybody looks through, few enough to decode at every key stroke. */
export const MAX_TELEGRAMS = 500;

const AES_KEY_LENGTH = 16;
/** Diehl's whitening takes eight bytes. */
const SHORT_KEY_LENGTH = 8;

/** The key in a text as people copy it: blanks count for nothing. */
export function readKey(text: string): TriedKey {
  const digits = text.replace(/\s/g, "");
  if (digits === "") return { kind: "none" };
  const bytes = parseHex(digits);
  const isKey = bytes.ok && [AES_KEY_LENGTH, SHORT_KEY_LENGTH].includes(bytes.value.length);
  return isKey ? { kind: "key", bytes: bytes.value } : { kind: "wrong", characters: digits.length };
}

/**
 * Telegrams of a text, one a line, read in their order: full ones teach the formats of compact ones, and the last
 * fragment of a message is read as the whole of it.
 */
export function inspectTelegrams(
  text: string,
  tools: { readonly key: TriedKey; readonly payloads: PayloadCodecs | undefined },
): readonly InspectedTelegram[] {
  const stores = { formats: createFormatStore(), fragments: createFragmentStore() };
  return text
    .split("\n")
    .flatMap((content, i) => (content.trim() === "" ? [] : [{ content, line: i + 1 }]))
    .slice(0, MAX_TELEGRAMS)
    .map(({ content, line }) => inspectLine({ content, line }, { ...tools, ...stores }));
}

/** Telegrams that a text holds, however many of them are inspected. */
export const countTelegrams = (text: string): number =>
  text.split("\n").filter((line) => line.trim() !== "").length;

interface Tools {
  readonly key: TriedKey;
  readonly payloads: PayloadCodecs | undefined;
  readonly formats: FormatStore;
  readonly fragments: FragmentStore;
}

function inspectLine(
  { content, line }: { readonly content: string; readonly line: number },
  { key, payloads, formats, fragments }: Tools,
): InspectedTelegram {
  const bytes = parseHex(content);
  if (!bytes.ok) return { line, link: "wmbus", raw: "", result: bytes };
  const link = detectLink(bytes.value);
  const raw = formatHex(bytes.value);
  if (link === "kmp") return { line, link, raw, result: decodeOptical(bytes.value) };
  const keyring = { find: () => (key.kind === "key" ? key.bytes : undefined) };
  const context = { link, keyring, formats, fragments, ...(payloads ? { payloads } : {}) };
  const result = decode(bytes.value, context);
  return { line, link, raw, result };
}

/** Whether some of these may speak a maker's own format, whose codecs are loaded only then. */
export const wantsPayloadCodecs = (telegrams: readonly InspectedTelegram[]): boolean =>
  telegrams.some(({ raw, result }) => {
    const seen = result.ok ? result.value : result.error.partial;
    return seen ? findDriver(seen.meter)?.payload !== undefined : raw !== "";
  });
