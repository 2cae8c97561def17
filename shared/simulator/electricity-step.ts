import type { Climate } from "./climate.ts";
import { noiseAt } from "./random.ts";
import { at, type HourlyUse, STEP, STEP_SIZE } from "./step.ts";

/** The utility's own electricity: pumps, plant, street light. */
export interface ElectricityUse {
  readonly kind: "electricity";
  readonly seed: number;
  readonly meanKw: number;
  /** Factors over the local week (168 hours), mean 1. */
  readonly week: Float64Array;
  /** Extra share per degree below 9 °C: pumps work harder in the cold. */
  readonly coldShare: number;
}

export class ElectricityHours implements HourlyUse {
  readonly step = new Float64Array(STEP_SIZE);
  readonly #use: ElectricityUse;
  readonly #climate: Climate;

  constructor(use: ElectricityUse, climate: Climate) {
    this.#use = use;
    this.#climate = climate;
  }

  compute(index: number): void {
    const use = this.#use;
    const climate = this.#climate;
    const week = use.week[climate.hourOfWeek[index] ?? 0] ?? 1;
    const cold = Math.max(0, 9 - at(climate.felt, index)) * use.coldShare;
    const chance = noiseAt(use.seed, climate.fromHour + index);
    const kw = use.meanKw * week * (0.85 + cold) * (0.8 + 0.4 * chance);
    this.step[STEP.energy] = kw;
    this.step[STEP.power] = kw;
  }
}
