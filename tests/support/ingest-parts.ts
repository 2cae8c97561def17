import type { IngestDeps } from "../../server/ingest/ingest.ts";
import type { Journal, JournalEntry, MeteringPoint } from "../../server/ports.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import { NOTHING_LOCKED } from "../../shared/model/period-lock.ts";

export const HOUR_MS = 3_600_000;
/** Since when the meter hangs at the point, UTC milliseconds. */
export const T0 = Date.UTC(2026, 0, 5);
export const ADA: MeterId = { manufacturer: "KAM", id: "00000001", version: 0x34, deviceType: 4 };
export const POINT: MeteringPoint = {
  ...{ id: "p1", number: "1", address: "Street 1", postalCode: "5000", city: "Engby", area: "North" },
  ...{ medium: "heat", intervalMinutes: 60, customerNumber: "c1", customerName: "Carla" },
};

/** A journal in memory: entry n is `entries[n − 1]`. */
const journalOf = (entries: JournalEntry[]): Journal => ({
  append: async (hearings) => {
    for (const one of hearings) entries.push({ ...one, seq: entries.length + 1 });
    return { accepted: hearings.length, duplicates: 0, lastSeq: entries.length };
  },
  find: async (seq) => entries[seq - 1],
  after: async (after, limit) => entries.slice(after, after + limit),
  lastSeq: () => entries.length,
  prune: async () => ({ gone: [], bytes: 0 }),
  close: async () => undefined,
});

/** What an ingest needs that tells nobody anything, over a journal in memory. */
export const quietIngestOf = (
  entries: JournalEntry[],
): Omit<IngestDeps, "readings" | "decodeEntry" | "hungAt" | "mountingsOf"> => ({
  journal: journalOf(entries),
  latestReading: () => undefined,
  applyReading: () => undefined,
  publish: () => undefined,
  addFindings: async () => undefined,
  locks: async () => NOTHING_LOCKED,
  noteFirmware: async () => undefined,
  nowMs: () => T0 + 1_000 * HOUR_MS,
  report: () => undefined,
});
