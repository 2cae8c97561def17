import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { compareScaled, formatScaled } from "../../shared/model/scaled.ts";
import type { Visit } from "../../shared/model/visit.ts";
import type { Caller } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import type { Segment } from "../ports.ts";
import { isTakenBack, readingAtPlace } from "../review/change-value.ts";

/**
 * Takes what somebody found at a door. The reading becomes durable before the visit is written down: should
 * the process end in between, the phone sends it again and the same reading changes nothing.
 */
export async function keepVisit(caller: Caller, visit: Visit, nowMs: number): Promise<boolean> {
  const { utility, actor } = caller;
  const { visits } = utility.store;
  if (await visits.find(visit.id)) return false;
  if (visit.photo !== undefined && !(await visits.hasPhoto(visit.pointId, visit.photo)))
    throw new HttpError("visit.no-photo");
  if (visit.outcome === "read") await keepReading(caller, visit);
  const { id, pointId, meter, atMs, outcome, values, note } = visit;
  return visits.add(
    { ...visit, by: actor.name, receivedAtMs: nowMs },
    {
      atMs: nowMs,
      event: "visit.received",
      by: actor,
      target: { kind: "point", id: pointId, name: meter },
      after: {
        id,
        atMs,
        outcome,
        note,
        values: values.map(({ register, value }) => [register, formatScaled(value)]),
      },
    },
  );
}

async function keepReading({ utility, actor }: Caller, visit: Visit): Promise<void> {
  const { store, points, ingest } = utility;
  const point = points.find(visit.pointId)?.point;
  const segment = segmentAt(points.segmentsOf(visit.pointId), visit);
  if (!point || !segment) throw new HttpError("visit.other-meter");
  if (visit.atMs < (await store.review.lockedBeforeMs())) throw new HttpError("period.locked");
  const reading: Reading = {
    meter: segment.meter,
    atMs: visit.atMs,
    values: visit.values,
    status: [],
    marks: [],
    source: "manual",
    receiver: actor.name,
  };
  const stands = await readingAtPlace(store.readings, reading);
  if (stands && !isTakenBack(stands) && !isSame(stands.values, visit.values))
    throw new HttpError("reading.by-hand");
  await ingest.takeByHand(reading, { point, segment });
}

const segmentAt = (segments: readonly Segment[], { meter, atMs }: Visit): Segment | undefined =>
  segments.find(
    (one) =>
      one.meter === (meter as MeterKey) && one.mountedAtMs <= atMs && atMs <= (one.removedAtMs ?? Infinity),
  );

const isSame = (some: readonly RegisterValue[], others: readonly RegisterValue[]): boolean =>
  some.length === others.length &&
  others.every(({ register, value, unit }) =>
    some.some(
      (one) => one.register === register && one.unit === unit && compareScaled(one.value, value) === 0,
    ),
  );
