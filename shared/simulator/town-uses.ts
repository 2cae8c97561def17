import type { CoolingUse } from "./cooling-step.ts";
import type { ElectricityUse } from "./electricity-step.ts";
import type { HeatUse } from "./heat-step.ts";
import { makeRandom, type Random } from "./random.ts";
import { apartM } from "./street-network.ts";
import type { BuildingKind, Dwelling } from "./town-buildings.ts";
import { HEAT_PLANT } from "./town-names-table.ts";
import type { PointUse } from "./town-point.ts";
import type { WaterUse } from "./water-step.ts";
import { coolingWeek, heatingWeek, pumpWeek, tapWeek } from "./week-profiles.ts";

/** Floor area in m² and heat loss in W per m² and kelvin, low and high, by kind of building. */
const BUILDINGS: Record<BuildingKind, { area: readonly [number, number]; loss: readonly [number, number] }> =
  {
    house: { area: [85, 190], loss: [0.85, 1.7] },
    flat: { area: [48, 115], loss: [0.7, 1.3] },
    block: { area: [700, 4200], loss: [0.7, 1.2] },
    business: { area: [160, 2600], loss: [0.7, 1.5] },
  };

/** How a dwelling of this size and age uses what is metered there. */
export function useOf(dwelling: Dwelling): PointUse {
  const random = makeRandom(dwelling.seed);
  switch (dwelling.medium) {
    case "heat":
      return heatUse(dwelling, random);
    case "cooling":
      return coolingUse(dwelling, random);
    case "electricity":
      return electricityUse(dwelling, random);
    default:
      return waterUse(dwelling, random);
  }
}

/** Network pipes are laid for a loss of some 100 Pa a metre at full load, each way. */
const LOST_BAR_PER_M = 0.001;
const MOST_LOST_BAR = 1.3;

function heatUse({ kind, seed, plot }: Dwelling, random: Random): HeatUse {
  const { area, loss } = BUILDINGS[kind];
  const areaM2 = between(random, area);
  const lossPerK = (areaM2 * between(random, loss)) / 1000;
  const isBusiness = kind === "business";
  const people = isBusiness ? areaM2 / 120 : Math.max(1, (areaM2 / 48) * random.between(0.6, 1.4));
  const hotWaterKw = people * random.between(0.07, 0.12);
  return {
    kind: "heat",
    seed,
    lossPerK,
    balanceCelsius: random.between(15.5, 18),
    solarK: random.between(2, 5),
    constantKw: random.chance(0.6) ? areaM2 * 0.0006 : 0.02,
    hotWaterKw,
    heatingWeek: heatingWeek(random, isBusiness),
    hotWaterWeek: tapWeek(random, isBusiness),
    designKw: lossPerK * 32 + hotWaterKw,
    pipeDropK: random.between(1.5, 6),
    returnRiseK: random.chance(0.12) ? random.between(4, 9) : random.between(-2, 3),
    isInletMeter: false,
    lostBar: Math.min(MOST_LOST_BAR, apartM(plot, HEAT_PLANT) * LOST_BAR_PER_M),
  };
}

const WATER_M3_PER_YEAR: Record<BuildingKind, readonly [number, number]> = {
  house: [55, 190],
  flat: [30, 110],
  block: [900, 4500],
  business: [60, 2600],
};

const HOURS_PER_YEAR = 8766;

function waterUse({ kind, seed }: Dwelling, random: Random): WaterUse {
  const isBusiness = kind === "business";
  return {
    kind: "water",
    seed,
    meanM3h: between(random, WATER_M3_PER_YEAR[kind]) / HOURS_PER_YEAR,
    week: tapWeek(random, isBusiness),
    summerShare: kind === "house" ? random.between(0.1, 0.5) : random.between(0, 0.15),
    roomCelsius: random.between(12, 21),
    weatherShare: random.chance(0.2) ? random.between(0.4, 0.7) : random.between(0, 0.15),
  };
}

function coolingUse({ seed }: Dwelling, random: Random): CoolingUse {
  return {
    kind: "cooling",
    seed,
    designKw: random.between(12, 90),
    constantKw: random.chance(0.5) ? random.between(0.6, 4) : 0.05,
    week: coolingWeek(),
  };
}

function electricityUse({ seed }: Dwelling, random: Random): ElectricityUse {
  return {
    kind: "electricity",
    seed,
    meanKw: random.between(0.4, 14),
    week: pumpWeek(),
    coldShare: random.between(0, 0.04),
  };
}

const between = (random: Random, [low, high]: readonly [number, number]): number => {
  // Squared chance: many small ones, few large.
  const x = random.next();
  return low + (high - low) * x * (0.4 + 0.6 * x);
};

/** Mean use over a year: kWh (heat, cooling, electricity) and m³. An estimate, for meters that counted before the town's history. */
export function yearlyUse(use: PointUse): { kwh: number; m3: number; t1: number; t2: number } {
  switch (use.kind) {
    case "heat": {
      const kwh = use.lossPerK * 66_000 + (use.constantKw + use.hotWaterKw) * HOURS_PER_YEAR;
      const t2 = 32 + use.returnRiseK;
      return { kwh, m3: kwh / ((71 - t2) * 1.144), t1: 71, t2 };
    }
    case "water":
      return { kwh: 0, m3: use.meanM3h * HOURS_PER_YEAR, t1: 0, t2: 0 };
    case "cooling": {
      const kwh = use.constantKw * HOURS_PER_YEAR + use.designKw * 700;
      return { kwh, m3: kwh / (6.3 * 1.163), t1: 6.7, t2: 13 };
    }
    case "electricity":
      return { kwh: use.meanKw * HOURS_PER_YEAR, m3: 0, t1: 0, t2: 0 };
  }
}
