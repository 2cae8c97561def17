import { createDecipheriv } from "node:crypto";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { type DecodeContext, decode } from "../../shared/codecs/decode.ts";
import type { TransportLink } from "../../shared/codecs/decode-frame.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import type { Decoded } from "../../shared/codecs/telegram.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import { measureDecoderSize } from "../support/bundle-decoder.ts";
import { type CommonTelegram, keyringOf, loadCommon } from "./common-telegrams.ts";
import { composeWorkloads, KEY, type Workload } from "./composed-telegrams.ts";
import { decodeInChromium } from "./decode-in-chromium.ts";
import { type Bench, type Figure, makeRate, measurePerSecond } from "./figure.ts";
import { measureAllocatedBytes } from "./measure-allocation.ts";
import { valuesOf } from "./read-in-page.ts";

/**
 * Telegrams per second on one core, from hexadecimal text to named values. The reference is
 * node:crypto doing nothing but AES: for encrypted telegrams their own cipher work, for clear ones
 * AES-128-CBC over as many bytes. `decode.common` are real telegrams, one per meter and half of them
 * mode 5, when the corpus is there; `decode.chromium` and `decode.allocation` are about the same ones.
 */
const keyring: Keyring = { find: () => KEY };

const decodeHex = (hex: string, link: TransportLink, formats = createFormatStore()): Decoded | undefined =>
  decodeIn(hex, { link, keyring, formats });

function decodeIn(hex: string, context: DecodeContext): Decoded | undefined {
  const bytes = parseHex(hex);
  if (!bytes.ok) return undefined;
  const decoded = decode(bytes.value, context);
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

function measureCommon(telegrams: readonly CommonTelegram[]): Figure {
  const formats = createFormatStore();
  const context = { link: "wmbus", keyring: keyringOf(telegrams), formats } as const;
  const rate = measurePerSecond(() => {
    let records = 0;
    for (const { hex } of telegrams) records += decodeIn(hex, context)?.records.length ?? 0;
    return records;
  }, telegrams.length);
  const blocks = telegrams.map(({ hex }) => new Uint8Array(Math.ceil(hex.length / 32) * 16));
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

function measureAllocation(telegrams: readonly CommonTelegram[]): Figure {
  const context = { link: "wmbus", keyring: keyringOf(telegrams), formats: createFormatStore() } as const;
  const bytes = measureAllocatedBytes(() => {
    for (const { hex } of telegrams) decodeIn(hex, context);
  });
  return { name: "decode.allocation", value: Math.round(bytes / telegrams.length), unit: "bytes/telegram" };
}

async function measureInChromium(telegrams: readonly CommonTelegram[]): Promise<Figure> {
  const { values, perSecond } = await decodeInChromium(telegrams);
  const context = { link: "wmbus", keyring: keyringOf(telegrams), formats: createFormatStore() } as const;
  for (const [i, { hex }] of telegrams.entries()) {
    const expected = valuesOf(decodeIn(hex, context)?.records ?? []);
    if (values[i] !== expected) throw new Error(`decode.chromium: ${hex} came out as ${values[i]}`);
  }
  return makeRate("decode.chromium", "telegrams/s", perSecond);
}

async function printSizes(print: (figure: Figure) => void): Promise<void> {
  const { decoderBytes, proprietaryBytes } = await measureDecoderSize();
  print({ name: "decode.size", value: decoderBytes, unit: "bytes gzip" });
  print({ name: "decode.size.proprietary", value: proprietaryBytes, unit: "bytes gzip" });
}

export const bench: Bench = {
  async measure(print) {
    const common = loadCommon();
    if (common.length > 0) {
      const sealed = common.filter(({ key }) => key !== undefined).length;
      print({ name: "decode.common.telegrams", value: common.length, unit: "telegrams" });
      print({ name: "decode.common.encrypted", value: sealed, unit: "telegrams" });
      print(measureCommon(common));
      print(measureAllocation(common));
      print(await measureInChromium(common));
    }
    for (const workload of composeWorkloads()) print(measureWorkload(workload));
    await printSizes(print);
  },
};
