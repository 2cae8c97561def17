import type { PlaceUses, ReportPlace } from "../../shared/reports/report.ts";
import { damagedWithin } from "../live/damaged-spans.ts";
import type { Utility } from "../utilities.ts";

/** Uses that were just read, with the months of each place that could not be: in the order of the places. */
export async function withDamage(
  { points, store }: Pick<Utility, "points" | "store">,
  places: readonly ReportPlace[],
  uses: PlaceUses,
): Promise<PlaceUses> {
  if (places.length === 0) return uses;
  const segments = places.map(({ id }) => points.segmentsOf(id));
  const months = await store.readings.damagedMonths(segments.flat().map(({ meter }) => meter));
  if (months.every((one) => one.length === 0)) return uses;
  let next = 0;
  return uses.map((own, at) => {
    const damaged = (segments[at] ?? []).flatMap((one) => damagedWithin(one, months[next++] ?? []));
    return damaged.length === 0 ? own : own.map((use) => use && { ...use, damaged });
  });
}
