import { type MeterId, type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Journal, JournalEntry } from "../ports.ts";
import type { ReadingStore, SeqRange } from "../reading-ports.ts";

export interface JournalRetention {
  readonly nowMs: number;
  /** Days frames are kept for. */
  readonly days: number;
  /** Outcomes a key, a format or a driver may still cure … */
  readonly curable: readonly string[];
  /** … and the meters whose frames are worth waiting for: the utility's own. */
  readonly meters: readonly MeterKey[];
  /** Meters under a legal hold: every frame of theirs stays … */
  readonly held: readonly MeterKey[];
  /** … and whose a frame is. */
  readonly meterOf: (entry: JournalEntry) => MeterId | undefined;
}

const DAY_MS = 86_400_000;

/**
 * Deletes journal segments past their days, but for those with a frame of the utility's own that may
 * still be decoded, and those with a frame of a meter under a legal hold. Gives the bytes that became free.
 */
export async function pruneJournal(
  { journal, readings }: { readonly journal: Journal; readonly readings: ReadingStore },
  { nowMs, days, curable, meters, held, meterOf }: JournalRetention,
): Promise<number> {
  const { gone, bytes } = await journal.prune({
    beforeMs: nowMs - days * DAY_MS,
    isNeeded: async (entries) =>
      (await readings.hasUndecoded(entries, curable, meters)) ||
      (held.length > 0 && (await hasFrameOf(journal, entries, { held, meterOf }))),
  });
  for (const entries of gone) await readings.forgetUndecoded(entries);
  return bytes;
}

/** Entries looked at before others get their turn. */
const STRETCH = 200;

async function hasFrameOf(
  journal: Journal,
  { firstSeq, lastSeq }: SeqRange,
  { held, meterOf }: Pick<JournalRetention, "held" | "meterOf">,
): Promise<boolean> {
  const serials = new Set(held.map((meter) => serialOf(parseMeterKey(meter))));
  for (let after = firstSeq - 1; after < lastSeq; ) {
    const entries = await journal.after(after, Math.min(STRETCH, lastSeq - after));
    if (entries.some((entry) => serials.has(serialOf(meterOf(entry)) ?? NOBODY))) return true;
    const last = entries.at(-1);
    if (!last) return false;
    after = last.seq;
  }
  return false;
}

const NOBODY = "nobody";

/** Adapters may report another version or device type than the meter's own. */
const serialOf = (meter: MeterId | undefined): string | undefined =>
  meter && `${meter.manufacturer}-${meter.id}`;
