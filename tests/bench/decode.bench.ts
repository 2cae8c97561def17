import { createDecipheriv } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { TransportLink } from "../../shared/codecs/decode-frame.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import type { Decoded } from "../../shared/codecs/telegram.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import { composeWorkloads, KEY, type Workload } from "./composed-telegrams.ts";
import { type Bench, type Figure, makeRate, measurePerSecond } from "./figure.ts";

/**
 * Telegrams per second on one core, from hexadecimal text to named values. The reference is
 * node:crypto doing nothing but AES: for encrypted telegrams their own cipher work, for clear ones
 * AES-128-CBC over as many bytes. `decode.common` are real telegrams, when the corpus is there.
 */
const keyring: Keyring = { find: () => KEY };

function decodeHex(hex: string, link: TransportLink, formats = createFormatStore()): Decoded | undefined {
  const bytes = parseHex(hex);
  if (!bytes.ok) return undefined;
  const decoded = decode(bytes.value, { link, keyring, formats });
  return decoded.ok ? decoded.value : undefined;
}

function energyOf(decoded: Decoded | undefined): string | undefined {
  const value = decoded?.records.find(({ name }) => name === "total_energy_consumption")?.value;
  return value?.kind === "number" ? formatScaled(value.number) : undefined;
}

function checkOutputs({ name, link, telegrams }: Workload): void {
  for (const { hex, meter, energyKwh } of telegrams) {
    const decoded = decodeHex(hex, link);
    if (decoded?.meter.id !== meter.id || energyOf(decoded) !== energyKwh) {
      throw new Error(`${name}: ${hex} came out wrong`);
    }
  }
}

function measureWorkload(workload: Workload): Figure {
  checkOutputs(workload);
  const { name, link, telegrams } = workload;
  const formats = createFormatStore();
  const rate = measurePerSecond(() => {
    let records = 0;
    for (const { hex } of telegrams) records += decodeHex(hex, link, formats)?.records.length ?? 0;
    return records;
  }, telegrams.length);
  const reference = measurePerSecond(() => {
    let last: unknown;
    for (const { cipherAlone } of telegrams) last = cipherAlone();
    return last;
  }, telegrams.length);
  return makeRate(name, "telegrams/s", rate, reference);
}

interface CorpusLine {
  readonly telegram: string;
  readonly meter_id: string;
  readonly key: string;
  readonly proprietary?: string;
}

/** Clear wireless telegrams that follow the standard and that we name the right meter of. */
function loadCommon(): readonly string[] {
  const file = join(process.env["ROUNDS_CORPUS"] ?? "../shared/corpus", "wmbus.dev.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as CorpusLine)
    .filter(({ key, proprietary }) => key === "NOKEY" && proprietary === "no")
    .filter(({ telegram, meter_id }) => {
      const decoded = decodeHex(telegram, "wmbus");
      return decoded !== undefined && decoded.meter.id === meter_id && decoded.records.length > 0;
    })
    .map(({ telegram }) => telegram);
}

function measureCommon(telegrams: readonly string[]): Figure {
  const formats = createFormatStore();
  const rate = measurePerSecond(() => {
    let records = 0;
    for (const hex of telegrams) records += decodeHex(hex, "wmbus", formats)?.records.length ?? 0;
    return records;
  }, telegrams.length);
  const blocks = telegrams.map((hex) => new Uint8Array(Math.ceil(hex.length / 32) * 16));
  const iv = new Uint8Array(16);
  const reference = measurePerSecond(() => {
    let last: unknown;
    for (const bytes of blocks) {
      const cipher = createDecipheriv("aes-128-cbc", KEY, iv);
      cipher.setAutoPadding(false);
      last = cipher.update(bytes);
      cipher.final();
    }
    return last;
  }, telegrams.length);
  return makeRate("decode.common", "telegrams/s", rate, reference);
}

export const bench: Bench = {
  measure(print) {
    const common = loadCommon();
    if (common.length > 0) {
      print({ name: "decode.common.telegrams", value: common.length, unit: "telegrams" });
      print(measureCommon(common));
    }
    for (const workload of composeWorkloads()) print(measureWorkload(workload));
  },
};
