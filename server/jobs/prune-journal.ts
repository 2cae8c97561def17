import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Journal, ReadingStore } from "../ports.ts";

export interface JournalRetention {
  readonly nowMs: number;
  /** Days frames are kept for. */
  readonly days: number;
  /** Outcomes a key, a format or a driver may still cure … */
  readonly curable: readonly string[];
  /** … and the meters whose frames are worth waiting for: the utility's own. */
  readonly meters: readonly MeterKey[];
}

const DAY_MS = 86_400_000;

/**
 * Deletes journal segments past their days, but for those with a frame of the utility's own that may
 * still be decoded. Gives the bytes that became free.
 */
export async function pruneJournal(
  { journal, readings }: { readonly journal: Journal; readonly readings: ReadingStore },
  { nowMs, days, curable, meters }: JournalRetention,
): Promise<number> {
  const { gone, bytes } = await journal.prune({
    beforeMs: nowMs - days * DAY_MS,
    isNeeded: (entries) => readings.hasUndecoded(entries, curable, meters),
  });
  for (const entries of gone) await readings.forgetUndecoded(entries);
  return bytes;
}
