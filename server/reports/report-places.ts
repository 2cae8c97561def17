import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { PlaceChoice, ReportPlace, Tenancy } from "../../shared/reports/report.ts";
import { memberKey } from "../../shared/rooms/group-room.ts";
import type { MeteringPoint, PointOccupancy, Segment } from "../ports.ts";
import type { Utility } from "../utilities.ts";

interface Seen {
  /** Whether whoever asks may see the point. */
  readonly isVisible: (point: { readonly area: string }) => boolean;
  /** By point. */
  readonly occupancies: ReadonlyMap<string, readonly PointOccupancy[]>;
}

/** The points a report is about, by number. */
export async function choosePlaces(
  utility: Utility,
  choice: PlaceChoice,
  { isVisible, occupancies }: Seen,
): Promise<readonly ReportPlace[]> {
  const members = choice.group === undefined ? undefined : await membersOf(utility, choice.group);
  const ids = choice.ids && new Set(choice.ids);
  const places: ReportPlace[] = [];
  for (const { point, mounted } of utility.points.mountings()) {
    if (!(isVisible(point) && isChosen(point, choice, { ids, members }))) continue;
    places.push(placeOf(point, mounted, occupancies.get(point.id) ?? []));
  }
  // The index gives whatever was edited last at its end; a list that is read or compared keeps its order.
  return places.every((place, i) => isInOrder(places[i - 1], place))
    ? places
    : places.sort((a, b) => (isInOrder(a, b) ? -1 : 1));
}

const isInOrder = (a: ReportPlace | undefined, b: ReportPlace): boolean =>
  a === undefined || a.number < b.number || (a.number === b.number && a.id <= b.id);

/** Of all areas; what the caller may not see is left out with the points. A group that was removed has none. */
async function membersOf({ store }: Utility, group: string): Promise<ReadonlySet<string>> {
  const start = memberKey(group, "");
  const heads = await store.rooms.values("groups", "groups");
  if (!heads.some(({ key }) => key === `${start}name`)) return new Set();
  const values = await store.rooms.values("members", "members");
  return new Set(values.filter(({ key }) => key.startsWith(start)).map(({ key }) => key.slice(start.length)));
}

function isChosen(
  row: Pick<MeteringPoint, "id" | "medium" | "area">,
  { media, areas }: PlaceChoice,
  {
    ids,
    members,
  }: { readonly ids: ReadonlySet<string> | undefined; readonly members: ReadonlySet<string> | undefined },
): boolean {
  return (
    (!ids || ids.has(row.id)) &&
    (!media || media.includes(row.medium)) &&
    (!areas || areas.includes(row.area)) &&
    (!members || members.has(row.id))
  );
}

export const placeOf = (
  point: MeteringPoint,
  mounted: Segment | undefined,
  occupancies: readonly PointOccupancy[],
): ReportPlace => ({
  id: point.id,
  number: point.number,
  address: point.address,
  postalCode: point.postalCode,
  city: point.city,
  area: point.area,
  medium: point.medium,
  serial: mounted ? (parseMeterKey(mounted.meter)?.id ?? mounted.meter) : "",
  customerNumber: point.customerNumber,
  customerName: point.customerName,
  tenancies: occupancies.length === 0 ? NO_TENANCIES : occupancies.map(tenancyOf),
});

const NO_TENANCIES: ReportPlace["tenancies"] = [];

const tenancyOf = ({ customerNumber, customerName, fromMs, toMs }: PointOccupancy): Tenancy => ({
  customerNumber,
  customerName,
  fromMs,
  ...(toMs === undefined ? {} : { toMs }),
});
