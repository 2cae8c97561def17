import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { REGISTERS, type Register } from "../../shared/model/register.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { WirePoint, WireReading, WireSegment, WireValue } from "../../shared/model/wire.ts";
import type { MeteringPoint, Segment } from "../ports.ts";

/** Registers by importance: what a bill rests on first. It is the order of the register table. */
const ORDER = new Map(Object.keys(REGISTERS).map((register, i) => [register, i]));
const FIRST: readonly Register[] = ["E1", "E3", "A+", "V1"];

function rankOf(register: Register): number {
  const first = FIRST.indexOf(register);
  return first >= 0 ? first : FIRST.length + (ORDER.get(register) ?? 0);
}

export const byImportance = (a: Register, b: Register): number => rankOf(a) - rankOf(b);

const wireValueOf = ({ register, value, unit }: RegisterValue): WireValue => ({
  register,
  value: formatScaled(value),
  unit,
});

export const sortByImportance = (values: readonly RegisterValue[]): readonly RegisterValue[] =>
  [...values].sort((a, b) => byImportance(a.register, b.register));

const wireValuesOf = (values: readonly RegisterValue[]): readonly WireValue[] =>
  sortByImportance(values).map(wireValueOf);

export const latestOf = (reading: Reading): NonNullable<WirePoint["latest"]> => ({
  atMs: reading.atMs,
  values: wireValuesOf(reading.values),
  status: reading.status,
});

export const wireReadingOf = (reading: Reading): WireReading => ({
  atMs: reading.atMs,
  meterKey: reading.meter,
  values: wireValuesOf(reading.values),
  status: reading.status,
  marks: reading.marks,
  source: reading.source,
  receiver: reading.receiver,
  ...(reading.frameSeq === undefined ? {} : { frameSeq: reading.frameSeq }),
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
