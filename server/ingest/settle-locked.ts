import { type MeterId, type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { MeteringPoint } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { firstBilledWith } from "../review/billed-with.ts";
import type { ReviewFinding } from "../review-ports.ts";

interface Settling {
  readonly locks: PeriodLocks;
  readonly readings: Pick<ReadingStore, "newest" | "columns">;
  /** What the meter said last. */
  readonly latestReading: (meter: MeterKey) => Reading | undefined;
  readonly hungAt: (
    meter: MeterId,
    atMs: number,
  ) => { readonly point: Pick<MeteringPoint, "id" | "area"> } | undefined;
  readonly nowMs: () => number;
}

/**
 * Readings that come for a time that was billed: one that the store has at that moment stays as it is, a new
 * one is marked `implausible`, so that it is not lost and changes no bill. The same for those that come late between
 * the lock and the reading with which the billed end was reckoned: a nearer one would move it. One finding for each
 * frame of a meter says so, about the latest of its readings.
 */
export async function settleLocked(
  arrived: readonly Reading[],
  settling: Settling,
): Promise<{ readonly readings: readonly Reading[]; readonly findings: readonly ReviewFinding[] }> {
  const { readings, hungAt, nowMs } = settling;
  const isBilled = billedTimes(settling);
  const kept: Reading[] = [];
  const late = new Map<string, Reading>();
  for (const reading of arrived) {
    if (!(await isBilled(reading))) kept.push(reading);
    else if (!(await isKnown(readings, reading))) {
      kept.push({ ...reading, marks: [...new Set([...reading.marks, "implausible" as const])] });
      const frame = `${reading.meter} ${reading.frameSeq ?? ""}`;
      if ((late.get(frame)?.atMs ?? Number.NEGATIVE_INFINITY) < reading.atMs) late.set(frame, reading);
    }
  }
  const findings = [...late.values()].map(({ meter, atMs, source }): ReviewFinding => {
    const pointId = pointOf({ meter, atMs }, hungAt)?.id ?? "";
    const id = [meter, atMs, source, "period-locked", ""].join(" ");
    return { id, meter, atMs, source, pointId, reason: "period-locked", foundAtMs: nowMs() };
  });
  return { readings: kept, findings };
}

/** Whether one of these readings may be about a billed time at all: asked for each batch, so it asks no store. */
export const mayBeBilled = (
  { atMs, meter }: Pick<Reading, "meter" | "atMs">,
  { lastLockMs, latestReading }: Pick<Settling, "latestReading"> & { readonly lastLockMs: number },
): boolean => lastLockMs > 0 && (atMs < lastLockMs || (latestReading(meter)?.atMs ?? 0) >= atMs);

/** Of each meter and lock the store is asked once how far the bill reaches. */
function billedTimes({ locks, readings, latestReading, hungAt }: Settling) {
  const reckonedWith = new Map<string, Promise<number | undefined>>();
  return async ({ meter, atMs }: Reading): Promise<boolean> => {
    const lockMs = lockedIn(locks, pointOf({ meter, atMs }, hungAt)?.area ?? "");
    if (!mayBeBilled({ meter, atMs }, { lastLockMs: lockMs, latestReading })) return false;
    if (atMs < lockMs) return true;
    const name = `${meter} ${lockMs}`;
    const known = reckonedWith.get(name) ?? firstBilledWith(readings, meter, lockMs);
    reckonedWith.set(name, known);
    return atMs <= ((await known) ?? Number.NEGATIVE_INFINITY);
  };
}

async function isKnown(
  store: Pick<Settling["readings"], "newest">,
  { meter, atMs, source }: Reading,
): Promise<boolean> {
  const found = await store.newest(meter, atMs + 1, 5);
  return found.some((one) => one.atMs === atMs && one.source === source);
}

function pointOf({ meter, atMs }: Pick<Reading, "meter" | "atMs">, hungAt: Settling["hungAt"]) {
  const id = parseMeterKey(meter);
  return id && hungAt(id, atMs)?.point;
}
