import { heatCoefficient } from "../analysis/heat-coefficient.ts";
import type { Climate } from "./climate.ts";
import { noiseAt } from "./random.ts";
import { type HourlyUse, STEP, STEP_SIZE } from "./step.ts";

/** A building and its substation. Powers in kW, temperatures in °C. */
export interface HeatUse {
  readonly kind: "heat";
  readonly seed: number;
  /** Heat loss per degree, kW/K. */
  readonly lossPerK: number;
  /** Outdoor temperature at which people, lamps and sun are heat enough. */
  readonly balanceCelsius: number;
  /** Degrees a full sun adds to the outdoor temperature the building feels. */
  readonly solarK: number;
  /** Heating kept on all year: bathroom floors, towel rails. */
  readonly constantKw: number;
  /** Mean of the hot water. */
  readonly hotWaterKw: number;
  /** Factors over the local week (168 hours), mean 1. */
  readonly heatingWeek: Float64Array;
  readonly hotWaterWeek: Float64Array;
  /** Heating on a very cold day: the scale of radiators and pipes. */
  readonly designKw: number;
  /** Degrees lost on the way from the plant at full load; more when little flows. */
  readonly pipeDropK: number;
  /** Degrees the return is warmer than a well-kept substation's. */
  readonly returnRiseK: number;
  /** The flow sensor sits in the inlet (else in the outlet): decides the heat coefficient. */
  readonly isInletMeter: boolean;
  /** Pressure lost in the pipes from the plant on the coldest day, bar; as much again on the way back. */
  readonly lostBar: number;
}

/** What the plant's pumps hold, bar above the air's: where pipes begin and where they come back. */
const PLANT_BAR = { out: 6.2, back: 2.4 } as const;

/** What is wrong with a heating point from `fromHour` until `toHour`, and how its meter shows it. */
export interface HeatTrouble {
  readonly fromHour: number;
  /** Exclusive; infinite while it lasts. */
  readonly toHour: number;
  /** Hours until it has its full size. */
  readonly growsOverHours: number;
  readonly returnRiseK: number;
  /** Water that runs from inlet to outlet without giving heat, m³/h. */
  readonly bypassM3h: number;
  /** Nobody lives there: no heating, no hot water. */
  readonly isEmpty: boolean;
  /** Temperature the meter believes instead of the true one; NaN for a sound sensor. */
  readonly believedT1: number;
  readonly believedT2: number;
  /** Share of the water the flow sensor still counts. */
  readonly countedShare: number;
  /** Info code in the meter's own bits. */
  readonly info: number;
}

/** Stands for "nothing is wrong" in the loop: its hours never come. */
const NO_TROUBLE: HeatTrouble = {
  fromHour: Number.POSITIVE_INFINITY,
  toHour: Number.POSITIVE_INFINITY,
  growsOverHours: 1,
  returnRiseK: 0,
  bypassM3h: 0,
  isEmpty: false,
  believedT1: Number.NaN,
  believedT2: Number.NaN,
  countedShare: 1,
  info: 0,
};

/**
 * District heating of one building, hour by hour: what it needs, what the network brings, and what
 * its meter therefore counts (registers as in the heat meters' technical descriptions: E1 = V·ΔT·k,
 * E8 = Σ V·t1, E9 = Σ V·t2).
 */
export class HeatHours implements HourlyUse {
  readonly step = new Float64Array(STEP_SIZE);
  readonly #use: HeatUse;
  readonly #trouble: HeatTrouble;
  readonly #climate: Climate;

  constructor(use: HeatUse, climate: Climate, trouble: HeatTrouble = NO_TROUBLE) {
    this.#use = use;
    this.#climate = climate;
    this.#trouble = trouble;
  }

  compute(index: number): void {
    const hour = this.#climate.fromHour + index;
    const trouble = this.#trouble;
    const isTroubled = hour >= trouble.fromHour && hour < trouble.toHour;
    if (isTroubled && trouble.isEmpty) this.#standStill(index);
    else this.#flowOn(index, isTroubled ? trouble : NO_TROUBLE);
    this.step[STEP.info] = isTroubled ? trouble.info : 0;
    this.#press(index);
  }

  /** Loss in pipes grows with the square of the flow, and the network's flow with the cold. */
  #press(index: number): void {
    const hour = this.#climate.fromHour + index;
    const week = this.#use.hotWaterWeek[this.#climate.hourOfWeek[index] ?? 0] ?? 1;
    const load = Math.min(1, Math.max(0.12, (17 - (this.#climate.felt[index] ?? 0)) / 28) + 0.06 * week);
    const lost = this.#use.lostBar * load * load;
    const pumps = 0.06 * (noiseAt(0x70756d70, hour) - 0.5);
    this.step[STEP.p1] = PLANT_BAR.out + pumps - lost;
    this.step[STEP.p2] = PLANT_BAR.back + pumps / 2 + lost;
  }

  /** Without flow the sensors drift to the room's temperature. */
  #standStill(index: number): void {
    const room = 13 + 0.25 * (this.#climate.felt[index] ?? 0);
    const chance = noiseAt(this.#use.seed ^ 0x1b56c4e9, this.#climate.fromHour + index);
    this.step.fill(0);
    this.step[STEP.t1] = room + chance;
    this.step[STEP.t2] = room + 1.1 + 0.5 * chance;
  }

  #spaceKw(index: number): number {
    const use = this.#use;
    const climate = this.#climate;
    const felt = (climate.felt[index] ?? 0) + use.solarK * (climate.sun[index] ?? 0);
    if (felt >= use.balanceCelsius) return use.constantKw;
    const week = use.heatingWeek[climate.hourOfWeek[index] ?? 0] ?? 1;
    const chance = noiseAt(use.seed, climate.fromHour + index);
    return use.constantKw + use.lossPerK * (use.balanceCelsius - felt) * week * (0.9 + 0.2 * chance);
  }

  #hotWaterKw(index: number): number {
    const use = this.#use;
    const climate = this.#climate;
    const week = use.hotWaterWeek[climate.hourOfWeek[index] ?? 0] ?? 1;
    const chance = noiseAt(use.seed ^ 0x3c6ef372, climate.fromHour + index);
    // Squared chance (mean 1/3): most hours draw little, some much.
    return use.hotWaterKw * week * (0.25 + 2.25 * chance * chance);
  }

  #flowOn(index: number, trouble: HeatTrouble): void {
    const use = this.#use;
    const climate = this.#climate;
    const hour = climate.fromHour + index;
    const spaceKw = this.#spaceKw(index);
    const hotKw = this.#hotWaterKw(index);
    const needKw = spaceKw + hotKw;
    const grown = Math.min(1, (hour - trouble.fromHour + 1) / trouble.growsOverHours);
    const bypassM3 = trouble.bypassM3h > 0 ? trouble.bypassM3h * grown : 0;

    const carried = needKw / use.designKw + bypassM3 / (use.designKw * 0.02);
    const t1 = Math.max((climate.supply[index] ?? 0) - use.pipeDropK * (0.7 + 0.16 / (carried + 0.04)), 45);
    const spaceReturn = 24 + 15 * Math.min(1, spaceKw / use.designKw);
    const rise = use.returnRiseK + (trouble.returnRiseK > 0 ? trouble.returnRiseK * grown : 0);
    const wander = 1.5 * (noiseAt(use.seed ^ 0x5bd1e995, hour) - 0.5);
    let t2 = Math.min((spaceKw * spaceReturn + hotKw * 27) / needKw + rise + wander, t1 - 4);

    const k = heatCoefficient(use.isInletMeter ? t1 : t2, (t1 + t2) / 2);
    let volume = needKw / ((t1 - t2) * k);
    if (bypassM3 > 0) {
      t2 = (volume * t2 + bypassM3 * (t1 - 1.2)) / (volume + bypassM3);
      volume += bypassM3;
    }
    this.#count(volume * trouble.countedShare, t1, t2);
    if (!Number.isNaN(trouble.believedT1)) this.#goBlind(STEP.t1, trouble.believedT1);
    if (!Number.isNaN(trouble.believedT2)) this.#goBlind(STEP.t2, trouble.believedT2);
  }

  #count(volume: number, t1: number, t2: number): void {
    const step = this.step;
    const k = heatCoefficient(this.#use.isInletMeter ? t1 : t2, (t1 + t2) / 2);
    const energy = volume * (t1 - t2) * k;
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

  /** A broken temperature sensor: energy and both sums stand still, volume goes on. */
  #goBlind(sensor: typeof STEP.t1 | typeof STEP.t2, believedCelsius: number): void {
    const step = this.step;
    step[STEP.energy] = 0;
    step[STEP.e8] = 0;
    step[STEP.e9] = 0;
    step[STEP.power] = 0;
    step[sensor] = believedCelsius;
  }
}
