import type { MeterSpan } from "../../../shared/analysis/counter-line.ts";
import { sliceMonth } from "../../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import type { MeterKey } from "../../../shared/model/meter-id.ts";
import type { RegisterValue } from "../../../shared/model/reading.ts";
import { parseScaled } from "../../../shared/model/scaled.ts";
import type { WireSegment, WireValue } from "../../../shared/model/wire.ts";

/**
 * A point's segments with what was read while each meter hung there, oldest first. A meter that came back
 * has one block for all its times here: each segment takes its own rows, the moment of removal included.
 */
export const meterSpansOf = (
  segments: readonly WireSegment[],
  months: readonly MonthColumns[],
): readonly MeterSpan[] =>
  segments.map((segment) => ({
    meter: segment.meterKey as MeterKey,
    mountedAtMs: segment.mountedAtMs,
    ...(segment.removedAtMs === undefined ? {} : { removedAtMs: segment.removedAtMs }),
    startValues: valuesOf(segment.startValues),
    endValues: valuesOf(segment.endValues),
    columns: months
      .filter(({ meter }) => meter === segment.meterKey)
      .toSorted((a, b) => (a.timesMs[0] ?? 0) - (b.timesMs[0] ?? 0))
      .flatMap((month) => ownRows(month, segment) ?? []),
  }));

const ownRows = (month: MonthColumns, { mountedAtMs, removedAtMs }: WireSegment) =>
  sliceMonth(month, mountedAtMs, removedAtMs === undefined ? Number.POSITIVE_INFINITY : removedAtMs + 1);

const valuesOf = (values: readonly WireValue[]): readonly RegisterValue[] =>
  values.flatMap(({ register, unit, value }) => {
    const scaled = parseScaled(value);
    return scaled ? [{ register, unit, value: scaled }] : [];
  });
