import { type Climate, HOUR_MS, makeClimate } from "./climate.ts";
import { type SendingMeter, TownGateway } from "./gateway.ts";
import { birth, LiveMeter, makeLiveClimate } from "./meter-life.ts";
import { ageMeter, type MeterState } from "./meter-sums.ts";
import { makeTown, type Town, type TownOptions } from "./town.ts";
import { hoursOf, type TownMeter, type TownPoint } from "./town-point.ts";
import { toSpot } from "./town-streets.ts";

/** A town at the end of its history, as plain JSON: another process goes on from here. */
export interface TownSnapshot {
  readonly options: TownOptions;
  /** By meter key: full hour and sums. */
  readonly states: Readonly<Record<string, { readonly hour: number; readonly sums: readonly number[] }>>;
}

export interface LiveTown {
  readonly town: Town;
  readonly gateway: TownGateway;
}

/**
 * The living town: every mounted meter ages on from its state in the snapshot, or is aged again from
 * its birth where the snapshot has none.
 */
export function reviveTown(snapshot: TownSnapshot, telegramsPerSecond: number): LiveTown {
  const town = makeTown(snapshot.options);
  const meters = reviveMeters(town.points, snapshot);
  return { town, gateway: new TownGateway({ meters, telegramsPerSecond }) };
}

/** The mounted meters of these points of a town, living on as `reviveTown` says. */
export function reviveMeters(points: readonly TownPoint[], snapshot: TownSnapshot): readonly SendingMeter[] {
  const climateAt = makeLiveClimate(snapshot.options.seed);
  const age = makeAging(snapshot.options);
  return points.flatMap((place): SendingMeter[] => {
    const meter = place.meters.at(-1);
    if (meter === undefined) return [];
    const saved = snapshot.states[meter.key];
    const state = saved ? { hour: saved.hour, sums: Float64Array.from(saved.sums) } : age(place, meter);
    const { lat = 0, lon = 0 } = place.point;
    return [
      {
        meter,
        live: new LiveMeter(place, state, climateAt),
        spot: toSpot({ lat, lon }),
        reception: place.reception,
      },
    ];
  });
}

/** Ages a meter from its birth to the end of history; the weather of those days is made once, when first needed. */
function makeAging({
  seed,
  fromHour,
  toHour,
}: TownOptions): (place: TownPoint, meter: TownMeter) => MeterState {
  let climate: Climate | undefined;
  return (place, meter) => {
    climate ??= makeClimate({ seed, fromHour, toHour: toHour + 1 });
    const state = birth(place, meter, { fromHour, climate });
    ageMeter(state, hoursOf(place, climate), { climateFromHour: fromHour, toHour });
    return state;
  };
}

/** The hours of history that end with the last full hour before `nowMs`. */
export const historySpan = (nowMs: number, days: number): { fromHour: number; toHour: number } => {
  const toHour = Math.floor(nowMs / HOUR_MS);
  return { fromHour: toHour - days * 24, toHour };
};
