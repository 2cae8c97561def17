import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterId, MeterKey } from "../../shared/model/meter-id.ts";
import { lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WireReplayedMeter, WireReplayStep } from "../../shared/model/wire-replay.ts";
import type { JournalEntry, MeteringPoint, Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { billedBefore } from "../review/billed-with.ts";
import type { ReviewStore } from "../review-ports.ts";
import { compareReplay, isWithin, type ReplayedEntry } from "./compare-replay.ts";
import type { EntryDecoder } from "./entry-decoder.ts";
import { decidedOf, FRAMED } from "./redecode-span.ts";

export interface Rehearsal {
  readonly readings: Pick<ReadingStore, "columns" | "newest">;
  readonly review: Pick<ReviewStore, "edits">;
  /** One of its own: what it learns is of this rehearsal alone. */
  readonly decodeEntry: EntryDecoder;
  /** Where a meter hangs, as far as whoever asks may see it. */
  readonly mountedAt: (meter: MeterId) => MountedMeter | undefined;
  readonly locks: PeriodLocks;
  /** Meters under a legal hold. */
  readonly held: ReadonlySet<MeterKey>;
}

export interface MountedMeter {
  readonly point: Pick<MeteringPoint, "id" | "address" | "area" | "intervalMinutes">;
  readonly segment: Segment;
}

/** So many differences of a meter are told one by one. */
const MOST_TOLD = 5;

/** What telegrams say with today's keys and drivers beside what stands. Writes nothing. */
export async function replayTelegrams(
  parts: Rehearsal,
  entries: readonly JournalEntry[],
): Promise<WireReplayStep> {
  const heard = new Map<MeterKey, { readonly at: MountedMeter; readonly entries: ReplayedEntry[] }>();
  const strangers = new Set<string>();
  let nobodys = 0;
  for (const entry of [...entries].sort((a, b) => a.rxAtMs - b.rxAtMs)) {
    const decoded = parts.decodeEntry(entry);
    const at = decoded.meter && parts.mountedAt(decoded.meter);
    if (!decoded.meter) nobodys += 1;
    else if (!at) strangers.add(`${decoded.meter.manufacturer} ${decoded.meter.id}`);
    else {
      const known = heard.get(at.segment.meter) ?? { at, entries: [] };
      known.entries.push({ entry, decoded });
      heard.set(at.segment.meter, known);
    }
  }
  const meters: WireReplayedMeter[] = [];
  for (const { at, entries: own } of heard.values()) meters.push(await replayMeter(parts, at, own));
  return { meters, strangers: strangers.size, nobodys };
}

async function replayMeter(
  parts: Rehearsal,
  at: MountedMeter,
  entries: readonly ReplayedEntry[],
): Promise<WireReplayedMeter> {
  const { segment, point } = at;
  const standing = await standingOf(parts, at, entries);
  const { intervalMinutes } = point;
  const differences = compareReplay({ segment, intervalMinutes, standing, entries });
  const count = (kind: string): number => differences.filter((one) => one.kind === kind).length;
  const stays = await staysOf(parts, at);
  const understood = entries.filter(({ decoded }) => decoded.outcome === "decoded").length;
  return {
    ...{ meter: segment.meter, pointId: point.id, address: point.address },
    ...{ telegrams: entries.length, understood, causes: causesOf(entries), standing: standing.length },
    ...{ fresh: count("fresh"), other: count("other"), lost: count("lost") },
    kept: differences.filter((one) => one.kind !== "lost" && stays(one)).length,
    differences: differences.slice(0, MOST_TOLD),
  };
}

/**
 * Readings that came in telegrams, in the time of these and of the memory they tell of, while the meter hung here: what
 * it said elsewhere is of the people there.
 */
async function standingOf(
  { readings }: Rehearsal,
  { segment, point }: MountedMeter,
  entries: readonly ReplayedEntry[],
): Promise<readonly Reading[]> {
  const times = entries.flatMap(({ entry, decoded }) => [
    entry.rxAtMs,
    ...(decoded.logged ?? []).map(({ atMs }) => atMs),
  ]);
  const fromMs = times.reduce((a, b) => Math.min(a, b)) - point.intervalMinutes * 60_000;
  const toMs = times.reduce((a, b) => Math.max(a, b)) + 1;
  const months = await readings.columns(segment.meter, fromMs, toMs);
  return months
    .flatMap((month) => readingsOf(month))
    .filter(({ atMs, source }) => FRAMED.includes(source) && isWithin(segment, atMs));
}

/** Whether taking over leaves a reading as it is: billed, held, or decided by a person. */
async function staysOf(
  { readings, review, locks, held }: Rehearsal,
  { segment, point }: MountedMeter,
): Promise<(one: Pick<Reading, "atMs" | "source">) => boolean> {
  const decided = await decidedOf(review, [segment], segment.meter);
  const lockedBeforeMs = await billedBefore(readings, segment.meter, lockedIn(locks, point.area));
  return ({ atMs, source }) =>
    held.has(segment.meter) || atMs < lockedBeforeMs || decided.has(`${atMs} ${source}`);
}

function causesOf(entries: readonly ReplayedEntry[]): WireReplayedMeter["causes"] {
  const counts = new Map<string, number>();
  for (const { decoded } of entries) {
    if (decoded.outcome === "decoded") continue;
    counts.set(decoded.outcome, (counts.get(decoded.outcome) ?? 0) + 1);
  }
  return Array.from(counts, ([outcome, telegrams]) => ({ outcome, telegrams }));
}
