import { type MeterId, type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { MeteringPoint } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { ReviewFinding } from "../review-ports.ts";

interface Settling {
  readonly locks: PeriodLocks;
  readonly readings: Pick<ReadingStore, "newest">;
  readonly mountedAt: (meter: MeterId) => { readonly point: Pick<MeteringPoint, "id" | "area"> } | undefined;
  readonly nowMs: () => number;
}

/**
 * Readings that come for a time that was billed: one that the store has at that moment stays as it is, a new
 * one is marked `implausible`, so that it is not lost and changes no bill. One finding for each frame of a
 * meter says so, about the latest of its readings.
 */
export async function settleLocked(
  arrived: readonly Reading[],
  { locks, readings, mountedAt, nowMs }: Settling,
): Promise<{ readonly readings: readonly Reading[]; readonly findings: readonly ReviewFinding[] }> {
  const kept: Reading[] = [];
  const late = new Map<string, Reading>();
  for (const reading of arrived) {
    if (reading.atMs >= lockedIn(locks, pointOf(reading.meter, mountedAt)?.area ?? "")) kept.push(reading);
    else if (!(await isKnown(readings, reading))) {
      kept.push({ ...reading, marks: [...new Set([...reading.marks, "implausible" as const])] });
      const frame = `${reading.meter} ${reading.frameSeq ?? ""}`;
      if ((late.get(frame)?.atMs ?? Number.NEGATIVE_INFINITY) < reading.atMs) late.set(frame, reading);
    }
  }
  const findings = [...late.values()].map(({ meter, atMs, source }): ReviewFinding => {
    const pointId = pointOf(meter, mountedAt)?.id ?? "";
    const id = [meter, atMs, source, "period-locked", ""].join(" ");
    return { id, meter, atMs, source, pointId, reason: "period-locked", foundAtMs: nowMs() };
  });
  return { readings: kept, findings };
}

async function isKnown(store: Settling["readings"], { meter, atMs, source }: Reading): Promise<boolean> {
  const found = await store.newest(meter, atMs + 1, 5);
  return found.some((one) => one.atMs === atMs && one.source === source);
}

function pointOf(meter: MeterKey, mountedAt: Settling["mountedAt"]) {
  const id = parseMeterKey(meter);
  return id && mountedAt(id)?.point;
}
