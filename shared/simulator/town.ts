import type { MeteringPoint } from "../model/metering-point.ts";
import { HOUR_MS } from "./climate.ts";
import { hash32 } from "./random.ts";
import { buildOn, type Dwelling } from "./town-buildings.ts";
import { befall, type Draft } from "./town-faults.ts";
import { isInletMeter, makeMeter } from "./town-meters.ts";
import { TOWN_NAME, TOWN_POSTAL_CODE, TOWN_SECTORS, VILLAGE } from "./town-names-table.ts";
import type { PointUse, Reception, TownFault, TownPoint } from "./town-point.ts";
import { layOutTown, layOutVillage, type Street, toLatLon } from "./town-streets.ts";
import { useOf } from "./town-uses.ts";

export interface TownOptions {
  readonly seed: number;
  /** Metering points. */
  readonly points: number;
  /** Full UTC hours (milliseconds / 3,600,000): history is read from the first up to the second, exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** A whole town: who is metered where, with which meter, and what is wrong. */
export interface Town {
  readonly options: TownOptions;
  /** Streets with an address. */
  readonly streets: readonly Street[];
  readonly points: readonly TownPoint[];
  /** The truth: every fault with its dates. */
  readonly faults: readonly TownFault[];
  /** Hours in which a whole area was not received. */
  readonly outages: readonly Outage[];
}

export interface Outage {
  readonly area: string;
  readonly fromHour: number;
  readonly toHour: number;
}

/** The same options make the same town, in any process. */
export function makeTown(options: TownOptions): Town {
  const { seed, points: count } = options;
  const inVillage = Math.floor(count * VILLAGE.share);
  const dwellings = [
    ...buildOn(layOutTown(seed), count - inVillage, seed ^ 11),
    ...buildOn(layOutVillage(seed), inVillage, seed ^ 12),
  ];
  const streets = [...new Set(dwellings.map(({ plot }) => plot.street))];
  const outages = makeOutages(options);
  const drafts = dwellings.map((dwelling, index) => draftPoint(dwelling, index, { options, outages }));
  const { points, faults } = befall(drafts, options, seed);
  return { options, streets, points, faults, outages };
}

const OUTAGE_DAYS_AGO = [33, 171] as const;
const OUTAGE_HOURS = [11, 5] as const;

function makeOutages({ fromHour, toHour, seed }: TownOptions): Outage[] {
  return OUTAGE_DAYS_AGO.map((days, n) => {
    const start = toHour - days * 24 + (hash32(seed, n) % 24);
    return {
      area: TOWN_SECTORS[hash32(seed, n + 7) % TOWN_SECTORS.length]?.name ?? "",
      fromHour: start,
      toHour: start + (OUTAGE_HOURS[n] ?? 1),
    };
  }).filter((outage) => outage.fromHour > fromHour);
}

function draftPoint(
  dwelling: Dwelling,
  index: number,
  town: { options: TownOptions; outages: readonly Outage[] },
): Draft {
  const { seed, fromHour } = town.options;
  const raw = useOf(dwelling);
  const wish = { dwelling, use: raw, index, townSeed: seed, fromMs: fromHour * HOUR_MS };
  const meter = makeMeter(wish);
  const use: PointUse = raw.kind === "heat" ? { ...raw, isInletMeter: isInletMeter(meter) } : raw;
  const reception: Reception = {
    seed: dwelling.seed,
    missedShare: 0.001 + 0.009 * ((dwelling.seed % 997) / 997),
    gaps: town.outages.filter((outage) => outage.area === dwelling.plot.street.area),
  };
  return {
    kind: dwelling.kind,
    wish,
    built: { point: pointOf(dwelling, index), use, meters: [meter], reception },
  };
}

function pointOf(dwelling: Dwelling, index: number): MeteringPoint {
  // Flats of one staircase stand a few metres apart on the map, so that each can be picked.
  const spread = dwelling.kind === "flat" ? 4 : 0;
  const spot = {
    eastM: dwelling.plot.eastM + (((index * 5) % 7) - 3) * (spread / 3),
    northM: dwelling.plot.northM + (((index * 3) % 5) - 2) * (spread / 2),
  };
  const isPriority = dwelling.kind === "block" || dwelling.kind === "business";
  return {
    id: `point-${String(index + 1).padStart(6, "0")}`,
    number: String(5_000_001 + index),
    address: dwelling.address,
    postalCode: TOWN_POSTAL_CODE,
    city: TOWN_NAME,
    area: dwelling.plot.street.area,
    ...toLatLon(spot),
    medium: dwelling.medium,
    intervalMinutes: isPriority ? 5 : 60,
    customerNumber: String(200_000 + ((index * 7919 + 31_337) % 1_000_000)),
    customerName: dwelling.customerName,
  };
}
