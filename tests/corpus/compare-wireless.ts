import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { type OutputLine, outputOf } from "../../shared/codecs/decode-output.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { createFormatStore, type FormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { hasField, isCompared } from "./compare-value.ts";
import type { WirelessCase } from "./read-corpus.ts";

export interface Comparison {
  /** Fields that were compared. */
  readonly compared: number;
  /** `field: expected value`, or the error the telegram ended with. */
  readonly mismatches: readonly string[];
}

/** Fields that say what the meter is, not what it measured. */
const META = new Set(["_", "media", "meter", "name", "id", "timestamp"]);

/** Decodes a case as the command line would, and compares every number and date of it. */
export function compareWireless(telegramCase: WirelessCase): Comparison {
  const formats = createFormatStore();
  for (const earlier of telegramCase.earlier_telegrams) decodeCase(earlier, telegramCase, formats);
  const output = decodeCase(telegramCase.telegram, telegramCase, formats);
  const { expected, expected_volatile, expected_calculated } = telegramCase;
  const left = new Set([...META, ...expected_volatile, ...expected_calculated]);
  const fields = Object.entries(expected).filter(([name, value]) => !left.has(name) && isCompared(value));
  const records = output.records ?? [];
  const missing = fields
    .filter(([name, value]) => !hasField(records, name, value))
    .map(([name, value]) => `${name}: ${String(value)}`);
  const error = output.ok ? [] : [`error: ${output.error.layer} ${output.error.kind}`];
  const closed = output.ok && isClosed(output) ? [`closed: ${output.security.verdict}`] : [];
  return { compared: fields.length, mismatches: [...error, ...closed, ...missing] };
}

const isClosed = ({ security }: { readonly security: { readonly verdict: string } }): boolean =>
  ["no-key", "wrong-key", "unsupported"].includes(security.verdict);

function decodeCase(telegram: string, { key, transport }: WirelessCase, formats: FormatStore): OutputLine {
  const bytes = parseHex(telegram);
  if (!bytes.ok) return outputOf(bytes);
  const keyBytes = key === "NOKEY" ? undefined : parseHex(key);
  const found = keyBytes?.ok ? keyBytes.value : undefined;
  const context = { link: transport, keyring: { find: () => found }, formats, payloads: PAYLOAD_CODECS };
  return outputOf(decode(bytes.value, context));
}
