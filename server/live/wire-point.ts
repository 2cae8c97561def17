import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { isPriority } from "../../shared/model/metering-point.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WirePoint, WireSegment } from "../../shared/model/wire.ts";
import { wireValuesOf } from "../../shared/model/wire-reading.ts";
import type { MeteringPoint, Segment } from "../ports.ts";

export const latestOf = (reading: Reading): NonNullable<WirePoint["latest"]> => ({
  atMs: reading.atMs,
  values: wireValuesOf(reading.values),
  status: reading.status,
});

export const wireSegmentOf = (segment: Segment): WireSegment => ({
  meterKey: segment.meter,
  serial: parseMeterKey(segment.meter)?.id ?? segment.meter,
  type: segment.type,
  mountedAtMs: segment.mountedAtMs,
  ...(segment.removedAtMs === undefined ? {} : { removedAtMs: segment.removedAtMs }),
  startValues: wireValuesOf(segment.startValues),
  endValues: wireValuesOf(segment.endValues),
});

/** A list row: the point, its mounted meter and what that said last. */
export function wirePointOf(
  point: MeteringPoint,
  mounted: Segment | undefined,
  now: { readonly hasKey: boolean; readonly latest: Reading | undefined },
): WirePoint {
  const { intervalMinutes: _, customerName, ...fields } = point;
  return {
    ...fields,
    customer: customerName,
    ...(isPriority(point) ? { isPriority: true } : {}),
    ...(mounted ? { meter: wireMeterOf(mounted, now.hasKey) } : {}),
    ...(now.latest ? { latest: latestOf(now.latest) } : {}),
  };
}

function wireMeterOf(segment: Segment, hasKey: boolean): NonNullable<WirePoint["meter"]> {
  const meter = parseMeterKey(segment.meter);
  return {
    key: segment.meter,
    serial: meter?.id ?? segment.meter,
    manufacturer: meter?.manufacturer ?? "",
    type: segment.type,
    hasKey,
  };
}
