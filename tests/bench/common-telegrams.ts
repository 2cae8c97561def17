import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";

/** A real telegram, its key when it is encrypted. */
export interface CommonTelegram {
  readonly hex: string;
  readonly meterId: string;
  readonly key: string | undefined;
}

interface CorpusLine {
  readonly telegram: string;
  readonly meter_id: string;
  readonly key: string;
  readonly proprietary: string;
  readonly security: string;
}

const HALF = 47;
const FILES = ["wmbus.dev.jsonl", "wmbus.encrypted.dev.jsonl"] as const;

function readLines(file: string): readonly CorpusLine[] {
  const path = join(process.env["ROUNDS_CORPUS"] ?? "../shared/corpus", file);
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as CorpusLine);
}

/** What the telegrams' meters are read with: a key by serial number. */
export function keyringOf(telegrams: readonly CommonTelegram[]): Keyring {
  const keys = new Map<string, Uint8Array>();
  for (const { meterId, key } of telegrams) {
    const bytes = key === undefined ? undefined : parseHex(key);
    if (bytes?.ok) keys.set(meterId, bytes.value);
  }
  return { find: ({ id }) => keys.get(id) };
}

function isRead(telegram: CommonTelegram): boolean {
  const bytes = parseHex(telegram.hex);
  if (!bytes.ok) return false;
  const keyring = keyringOf([telegram]);
  const decoded = decode(bytes.value, { link: "wmbus", keyring, formats: createFormatStore() });
  const isOpened = ["clear", "decrypted"].includes(decoded.ok ? decoded.value.security.verdict : "");
  return (
    decoded.ok && isOpened && decoded.value.meter.id === telegram.meterId && decoded.value.records.length > 0
  );
}

/** The first telegram of each meter that is read right, at most half of the set. */
function chooseHalf(lines: readonly CorpusLine[], isWanted: (line: CorpusLine) => boolean) {
  const byMeter = new Map<string, CommonTelegram>();
  for (const line of lines) {
    if (byMeter.size === HALF || byMeter.has(line.meter_id) || !isWanted(line)) continue;
    const key = line.key === "NOKEY" ? undefined : line.key;
    const telegram = { hex: line.telegram, meterId: line.meter_id, key };
    if (isRead(telegram)) byMeter.set(line.meter_id, telegram);
  }
  return [...byMeter.values()];
}

/** Up to 94 standard telegrams of the corpus, one per meter and half of them mode 5; none without the corpus. */
export function loadCommon(): readonly CommonTelegram[] {
  const lines = FILES.flatMap(readLines).filter(({ proprietary }) => proprietary === "no");
  const sealed = chooseHalf(
    lines,
    ({ security, key }) => security === "tpl-mode5-aes-cbc" && key !== "NOKEY",
  );
  const taken = new Set(sealed.map(({ meterId }) => meterId));
  const clear = chooseHalf(lines, ({ security, meter_id }) => security === "none" && !taken.has(meter_id));
  return [...sealed, ...clear];
}
