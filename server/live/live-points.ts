import { isPriority } from "../../shared/model/metering-point.ts";
import { isCounter, type Register } from "../../shared/model/register.ts";
import { MOST_LIVE, type WireLivePoint, type WireTrends } from "../../shared/model/wire-live.ts";
import { type Caller, isVisible } from "../caller.ts";
import type { MeteringPoint } from "../ports.ts";
import type { Utility } from "../utilities.ts";
import { seriesAt } from "./stored-history.ts";

/** Priority points this caller sees, by number, and how many there are beyond the first five hundred. */
export function priorityPoints(caller: Caller): {
  readonly points: readonly MeteringPoint[];
  readonly leftOut: number;
} {
  const all: MeteringPoint[] = [];
  for (const { point } of caller.utility.points.latestRows())
    if (isPriority(point) && isVisible(caller, point)) all.push(point);
  all.sort((a, b) => (a.number < b.number ? -1 : 1));
  return { points: all.slice(0, MOST_LIVE), leftOut: Math.max(0, all.length - MOST_LIVE) };
}

/** How momentary registers of these points are shown, by point; those without are left out. */
export const channelsAt = (
  { store }: Utility,
  pointIds: readonly string[],
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> =>
  store.customFields.channelsOf(pointIds);

export async function livePoints(
  caller: Caller,
  points: readonly MeteringPoint[],
): Promise<readonly WireLivePoint[]> {
  const channels = await channelsAt(
    caller.utility,
    points.map(({ id }) => id),
  );
  return points.flatMap(({ id, intervalMinutes }) => {
    const row = caller.utility.points.find(id)?.row;
    return row ? [{ ...row, intervalMinutes, channels: channels[id] ?? {} }] : [];
  });
}

/** A momentary register of these points over a span; points that tell it never are left out. */
export async function trendsOf(
  { store, points: index }: Utility,
  points: readonly MeteringPoint[],
  asked: { readonly register: Register; readonly fromMs: number; readonly toMs: number },
): Promise<WireTrends["trends"]> {
  if (isCounter(asked.register)) return [];
  const series = await Promise.all(
    points.map(({ id }) =>
      seriesAt(store.readings, index.segmentsOf(id), { ...asked, registers: [asked.register] }),
    ),
  );
  return series.flatMap(({ timesMs, columns }, n) => {
    const [column] = columns;
    const pointId = points[n]?.id;
    return column && pointId !== undefined
      ? [{ pointId, unit: column.unit, timesMs, values: column.values }]
      : [];
  });
}
