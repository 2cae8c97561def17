import { heatCoefficient } from "../analysis/heat-coefficient.ts";
import type { Climate } from "./climate.ts";
import { noiseAt } from "./random.ts";
import { at, type HourlyUse, STEP, STEP_SIZE } from "./step.ts";

/** A shop or office on the district cooling loop. */
export interface CoolingUse {
  readonly kind: "cooling";
  readonly seed: number;
  /** Cooling on a hot afternoon, kW. */
  readonly designKw: number;
  /** Servers and cold rooms: runs all year, kW. */
  readonly constantKw: number;
  readonly week: Float64Array;
}

/** District cooling: inlet colder than outlet, so energy counts t2 − t1. */
export class CoolingHours implements HourlyUse {
  readonly step = new Float64Array(STEP_SIZE);
  readonly #use: CoolingUse;
  readonly #climate: Climate;

  constructor(use: CoolingUse, climate: Climate) {
    this.#use = use;
    this.#climate = climate;
  }

  compute(index: number): void {
    const use = this.#use;
    const climate = this.#climate;
    const step = this.step;
    const chance = noiseAt(use.seed, climate.fromHour + index);
    const warmth = Math.max(0, at(climate.outdoor, index) - 13) / 14 + at(climate.sun, index) * 0.3;
    const week = use.week[climate.hourOfWeek[index] ?? 0] ?? 1;
    const energy = use.constantKw + use.designKw * warmth * week * (0.85 + 0.3 * chance);
    const t1 = 6.4 + 0.5 * chance;
    const t2 = t1 + 5.5 + 2.5 * Math.min(1, energy / use.designKw);
    const volume = energy / ((t2 - t1) * heatCoefficient(t2, (t1 + t2) / 2));
    step[STEP.volume] = volume;
    step[STEP.steady] = volume * 0.8;
    step[STEP.energy] = energy;
    step[STEP.e8] = volume * t1;
    step[STEP.e9] = volume * t2;
    step[STEP.t1] = t1;
    step[STEP.t2] = t2;
    step[STEP.flow] = volume;
    step[STEP.power] = energy;
  }
}
