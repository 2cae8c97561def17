import type { Segment } from "../../shared/model/metering-point.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";
import type { PointStore } from "../ports.ts";
import type { Relay } from "./relay.ts";
import { importPoints } from "./write-points.ts";

/**
 * Points that were written to the store beside the relay – by the seed, or by a program older than
 * rooms – get their place in one. Returns how many.
 */
export async function adoptPoints(relay: Relay, store: PointStore): Promise<number> {
  const unplaced = new Set(await relay.options.store.unplaced());
  if (unplaced.size === 0) return 0;
  const segmentsByPoint = new Map<string, Segment[]>();
  for (const segment of await store.segments()) {
    if (!unplaced.has(segment.pointId)) continue;
    const segments = segmentsByPoint.get(segment.pointId) ?? [];
    segmentsByPoint.set(segment.pointId, segments);
    segments.push(segment);
  }
  const points = (await store.list()).filter(({ id }) => unplaced.has(id));
  return importPoints(relay, {
    records: points.map((point) => recordOf(point, segmentsByPoint.get(point.id))),
    by: { name: "server start", address: "", computer: "" },
  });
}
