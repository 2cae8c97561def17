import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { compareScaled, formatScaled } from "../../shared/model/scaled.ts";
import type { Visit } from "../../shared/model/visit.ts";
import type { WireVisitAnswer } from "../../shared/model/wire-visits.ts";
import type { Caller } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import type { Segment } from "../ports.ts";
import { wouldChangeBill } from "../review/billed-period.ts";
import { isTakenBack, readingAtPlace } from "../review/change-value.ts";
import { exchangeMeter } from "./exchange-meter.ts";

/**
 * Takes what somebody found at a door. The reading becomes durable before the visit is written down: should
 * the process end in between, the phone sends it again and the same reading changes nothing.
 */
export async function keepVisit(caller: Caller, visit: Visit, nowMs: number): Promise<WireVisitAnswer> {
  const { utility, actor } = caller;
  const { visits } = utility.store;
  const known = await visits.find(visit.id);
  if (known) return answerOf(false, known.conflict);
  if (visit.photo !== undefined && !(await visits.hasPhoto(visit.pointId, visit.photo)))
    throw new HttpError("visit.no-photo");
  if (visit.outcome === "read") await keepReading(caller, visit);
  const { exchange } = visit;
  const conflict = exchange && (await exchangeMeter(caller, { ...visit, exchange }));
  const { id, pointId, meter, atMs, outcome, values, note } = visit;
  const isNew = await visits.add(
    { ...visit, by: actor.name, receivedAtMs: nowMs, ...(conflict === undefined ? {} : { conflict }) },
    {
      atMs: nowMs,
      event: "visit.received",
      by: actor,
      target: { kind: "point", id: pointId, name: meter || (exchange?.meter ?? "") },
      after: {
        id,
        ...(exchange ? { exchangedFor: exchange.meter } : {}),
        atMs,
        outcome,
        note,
        values: values.map(({ register, value }) => [register, formatScaled(value)]),
      },
    },
  );
  return answerOf(isNew, conflict);
}

const answerOf = (isNew: boolean, conflict: string | undefined): WireVisitAnswer => ({
  isNew,
  ...(conflict === undefined ? {} : { conflict }),
});

async function keepReading({ utility, actor }: Caller, visit: Visit): Promise<void> {
  const { store, points, ingest } = utility;
  const point = points.find(visit.pointId)?.point;
  const segment = segmentAt(points.segmentsOf(visit.pointId), visit);
  if (!point || !segment) throw new HttpError("visit.other-meter");
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
  const isThere = stands !== undefined && !isTakenBack(stands);
  if (isThere && !isSame(stands.values, visit.values)) throw new HttpError("reading.by-hand");
  if (!isThere && (await wouldChangeBill(utility, { ...reading, pointId: point.id })))
    throw new HttpError("period.locked");
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
