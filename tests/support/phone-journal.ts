import type { Phone } from "./phone-browser.ts";

export interface PhoneJournal {
  /** In the order they were kept; `link` is `kmp` for what an optical head heard. */
  readonly frames: readonly { readonly hex: string; readonly atMs: number; readonly link: string }[];
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What the phone's own database holds, read past the app. */
export const readJournal = async (phone: Phone): Promise<PhoneJournal> =>
  phone.page.evaluate(async () => {
    const opened = indexedDB.open("rounds-field");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const all = (store: string): Promise<Record<string, unknown>[]> =>
      new Promise((resolve) => {
        const asked = opened.result.transaction(store).objectStore(store).getAll();
        asked.addEventListener("success", () => resolve(asked.result));
      });
    const hex = (bytes: Uint8Array): string =>
      Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
    const chunks = await all("chunks");
    const gaps = await all("gaps");
    opened.result.close();
    return {
      frames: chunks.flatMap(({ frames }) =>
        (frames as { bytes: Uint8Array; atMs: number; link?: string }[]).map(({ bytes, atMs, link }) => ({
          hex: hex(bytes),
          atMs,
          link: link ?? "wmbus",
        })),
      ),
      gaps: gaps.map(({ fromMs, toMs }) => ({ fromMs: Number(fromMs), toMs: Number(toMs) })),
    };
  });

/** All rows of a store of the phone, read past the app. */
export const readRows = <T>(phone: Phone, database: string, store: string): Promise<readonly T[]> =>
  phone.page.evaluate(
    async ([name, table]) => {
      const opened = indexedDB.open(name);
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const asked = opened.result.transaction(table).objectStore(table).getAll();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      opened.result.close();
      return asked.result as T[];
    },
    [database, store] as const,
  );

type Span = readonly [afterMs: number, beforeMs: number];

/** Runs of frames of the log the phone does not have: from the last it has before to the first it has after. */
export function missingSpans(
  log: readonly { readonly hex: string }[],
  kept: ReadonlyMap<string, number>,
): readonly Span[] {
  const spans: Span[] = [];
  let afterMs = 0;
  let isMissing = false;
  for (const { hex } of log) {
    const atMs = kept.get(hex);
    if (atMs !== undefined && isMissing) spans.push([afterMs, atMs]);
    isMissing = atMs === undefined;
    afterMs = atMs ?? afterMs;
  }
  return isMissing ? [...spans, [afterMs, Number.POSITIVE_INFINITY]] : spans;
}

/** What the phone itself says it may have missed, as far as it did miss something. */
export const announcedSpans = ({ gaps }: PhoneJournal, missing: readonly Span[]): readonly Span[] =>
  gaps
    .map(({ fromMs, toMs }): Span => [fromMs, toMs])
    .filter(([fromMs, toMs]) => missing.some(([a, b]) => a === fromMs && b === toMs));
