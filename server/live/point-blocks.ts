import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { monthName, type WireBlockChange, type WireBlockRef } from "../../shared/model/wire-blocks.ts";
import type { Segment } from "../ports.ts";
import type { BlockChange, ReadingStore, TimeSpan } from "../reading-ports.ts";
import { damagedSpans } from "./damaged-spans.ts";

/**
 * The part of a meter's month that is a point's own: what was read while the meter was mounted there,
 * both ends included. `undefined`: all of the month.
 */
function ownSpans(segments: readonly Segment[], meter: MeterKey, monthMs: number): TimeSpan[] | undefined {
  const endMs = nextUtcMonthStart(monthMs);
  const spans = segments
    .filter((segment) => segment.meter === meter)
    .map(({ mountedAtMs, removedAtMs }) => ({
      fromMs: Math.max(monthMs, mountedAtMs),
      toMs: Math.min(endMs, (removedAtMs ?? endMs) + 1),
    }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
  const isWhole = spans.some(({ fromMs, toMs }) => fromMs === monthMs && toMs === endMs);
  return isWhole ? undefined : spans;
}

const etagOf = (version: number, spans: readonly TimeSpan[] | undefined): string =>
  `"${[version, ...(spans ?? []).map(({ fromMs, toMs }) => `${fromMs}-${toMs}`)].join("_")}"`;

/** A point's months of all its meters, oldest first. */
export async function blocksAt(
  store: ReadingStore,
  segments: readonly Segment[],
): Promise<readonly WireBlockRef[]> {
  const found: (WireBlockRef & { readonly monthMs: number })[] = [];
  for (const meter of new Set(segments.map((segment) => segment.meter))) {
    for (const { monthMs, version } of await store.blocks(meter)) {
      const spans = ownSpans(segments, meter, monthMs);
      if (spans?.length === 0) continue;
      found.push({ monthMs, meter, month: monthName(monthMs), etag: etagOf(version, spans) });
    }
  }
  found.sort((a, b) => a.monthMs - b.monthMs);
  return found.map(({ meter, month, etag }) => ({ meter, month, etag }));
}

/** Names of the point's months that lost some of their readings; oldest first. */
export async function lackingAt(
  store: ReadingStore,
  segments: readonly Segment[],
): Promise<readonly string[]> {
  const { lacking } = await damagedSpans(store, segments);
  return [...new Set(lacking.map(({ fromMs }) => monthName(fromMs)))].sort();
}

/** One month of one meter as far as it is the point's; `undefined` where nothing was read. */
export async function blockAt(
  store: ReadingStore,
  segments: readonly Segment[],
  { meter, monthMs }: { readonly meter: MeterKey; readonly monthMs: number },
): Promise<{ readonly etag: string; readonly bytes: Uint8Array } | undefined> {
  const spans = ownSpans(segments, meter, monthMs);
  if (spans?.length === 0) return undefined;
  const block = await store.block(meter, monthMs, spans);
  return block && { etag: etagOf(block.version, spans), bytes: block.bytes };
}

/** Whether that month of the meter cannot be read, while something of it is the point's. */
export async function isDamagedAt(
  store: ReadingStore,
  segments: readonly Segment[],
  { meter, monthMs }: { readonly meter: MeterKey; readonly monthMs: number },
): Promise<boolean> {
  return ownSpans(segments, meter, monthMs)?.length !== 0 && store.isDamaged(meter, monthMs);
}

/** What a change of a meter's month means for the points it was mounted at then. */
export function changesAtPoints(
  { meter, monthMs, version, isGone }: BlockChange,
  segments: readonly Segment[],
): readonly WireBlockChange[] {
  return [...new Set(segments.map(({ pointId }) => pointId))].flatMap((pointId) => {
    const own = segments.filter((segment) => segment.pointId === pointId);
    const spans = ownSpans(own, meter, monthMs);
    if (spans?.length === 0) return [];
    const etag = isGone ? {} : { etag: etagOf(version, spans) };
    return [{ pointId, meter, month: monthName(monthMs), ...etag }];
  });
}
