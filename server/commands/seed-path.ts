import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../shared/model/channel.ts";
import { apartM } from "../../shared/simulator/street-network.ts";
import type { Town } from "../../shared/simulator/town.ts";
import { HEAT_PLANT } from "../../shared/simulator/town-names-table.ts";
import { toSpot } from "../../shared/simulator/town-streets.ts";
import { changePoint } from "../sync/write-points.ts";
import type { Utility } from "../utilities.ts";

const BY = { name: "demo", address: "", computer: "" };
const MOST_STOPS = 8;
/** Stops are so far apart at least, so that something is lost between them. */
const LEAST_APART_M = 60;

/** A way from the heat plant outwards, along the town's meters with pressure; the last one's supply has a limit. */
export async function seedPath(
  { store, rooms }: Pick<Utility, "store" | "rooms">,
  town: Town,
  nowMs: number,
): Promise<void> {
  const stops = stopsOf(town);
  const last = stops.at(-1);
  if (stops.length < 2 || last === undefined) return;
  const path = { id: "demo", name: "Varmeværket → yderst", stops: stops.map((pointId) => ({ pointId })) };
  await store.paths.save(path, {
    atMs: nowMs,
    event: "path.changed",
    by: BY,
    target: { kind: "path", id: path.id, name: path.name },
  });
  const channel = readChannel("P1", {
    ...EMPTY_CHANNEL,
    name: "Fremløb, yderst",
    unit: "bar",
    low: "5.4",
    high: "7",
  });
  if (typeof channel !== "string")
    await changePoint(rooms, last, { fields: { "channel:P1": writeChannel(channel) }, by: BY });
}

/** From the nearest one to the plant on, each time the nearest that is farther out. */
function stopsOf(town: Town): readonly string[] {
  const left = town.points.flatMap(({ point, meters }) => {
    const { id, lat, lon } = point;
    if (meters.at(-1)?.layout !== "603-pressure" || lat === undefined || lon === undefined) return [];
    const spot = toSpot({ lat, lon });
    return [{ id, spot, outM: apartM(spot, HEAT_PLANT) }];
  });
  let at = left.toSorted((a, b) => a.outM - b.outM)[0];
  const stops: string[] = [];
  while (at && stops.length < MOST_STOPS) {
    const here = at;
    stops.push(here.id);
    [at] = left
      .filter(({ spot, outM }) => outM > here.outM && apartM(spot, here.spot) >= LEAST_APART_M)
      .sort((a, b) => apartM(a.spot, here.spot) - apartM(b.spot, here.spot));
  }
  return stops;
}
