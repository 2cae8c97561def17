import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import type { NamedRecord } from "../../shared/codecs/telegram.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { formatScaled } from "../../shared/model/scaled.ts";

/** What the benchmark in a browser says: this file is bundled for it with the decoder. */
export interface BrowserRun {
  /** For each telegram its values as `name=value`, in order. */
  readonly values: readonly string[];
  readonly perSecond: number;
}

interface SealedTelegram {
  readonly hex: string;
  readonly meterId: string;
  readonly key?: string | undefined;
}

const BATCHES = 10;
const BATCH_MS = 250;

function makeReader(telegrams: readonly SealedTelegram[]): (hex: string) => readonly NamedRecord[] {
  const keys = new Map<string, Uint8Array>();
  for (const { meterId, key } of telegrams) {
    const bytes = key === undefined ? undefined : parseHex(key);
    if (bytes?.ok) keys.set(meterId, bytes.value);
  }
  const keyring = { find: ({ id }: { readonly id: string }) => keys.get(id) };
  const formats = createFormatStore();
  return (hex) => {
    const bytes = parseHex(hex);
    const decoded = bytes.ok ? decode(bytes.value, { link: "wmbus", keyring, formats }) : undefined;
    return decoded?.ok ? decoded.value.records : [];
  };
}

/** Values as text, to be compared between engines. */
export const valuesOf = (records: readonly NamedRecord[]): string =>
  records
    .map(({ name, value }) => (value.kind === "number" ? `${name}=${formatScaled(value.number)}` : name))
    .join();

/** All values once, then telegrams per second at the best of several batches. */
export function readInPage(telegrams: readonly SealedTelegram[]): BrowserRun {
  const read = makeReader(telegrams);
  const values = telegrams.map(({ hex }) => valuesOf(read(hex)));
  let best = 0;
  let records = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const startedAtMs = performance.now();
    let turns = 0;
    let elapsedMs = 0;
    while (elapsedMs < BATCH_MS) {
      for (const { hex } of telegrams) records += read(hex).length;
      turns += 1;
      elapsedMs = performance.now() - startedAtMs;
    }
    best = Math.max(best, (turns * telegrams.length * 1000) / elapsedMs);
  }
  return { values, perSecond: records > 0 ? best : 0 };
}
