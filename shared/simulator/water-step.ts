import type { Climate } from "./climate.ts";
import { noiseAt } from "./random.ts";
import { type HourlyUse, STEP, STEP_SIZE } from "./step.ts";

/** The people behind a water meter. */
export interface WaterUse {
  readonly kind: "water";
  readonly seed: number;
  /** Mean over the year, m³/h. */
  readonly meanM3h: number;
  /** Factors over the local week (168 hours), mean 1. */
  readonly week: Float64Array;
  /** Extra share in warm weather: gardens, ice, showers. */
  readonly summerShare: number;
  /** Temperature of the room or pit the meter hangs in, and how much of the weather it feels (0 … 1). */
  readonly roomCelsius: number;
  readonly weatherShare: number;
}

/** What is wrong at a water point from `fromHour` until `toHour`, and what its meter says about it. */
export interface WaterTrouble {
  readonly fromHour: number;
  /** Exclusive; infinite while it lasts. */
  readonly toHour: number;
  readonly growsOverHours: number;
  /** Runs day and night, m³/h. */
  readonly leakM3h: number;
  readonly isEmpty: boolean;
  /** Share of the water that is counted: 0 for a dry or a reversed meter. */
  readonly countedShare: number;
  /** Hours the meter watches before it raises its bit. */
  readonly noticedAfterHours: number;
  /** Bits raised, without duration fields. */
  readonly info: number;
  /** First bit of the 3-bit duration field that belongs to the alarm; 0 for none. */
  readonly durationShift: number;
}

const NO_TROUBLE: WaterTrouble = {
  fromHour: Number.POSITIVE_INFINITY,
  toHour: Number.POSITIVE_INFINITY,
  growsOverHours: 1,
  leakM3h: 0,
  isEmpty: false,
  countedShare: 1,
  noticedAfterHours: 0,
  info: 0,
  durationShift: 0,
};

/** Upper ends of the duration classes 1 … 6 in hours; class 7 is longer (MULTICAL 21 info code). */
const DURATION_CLASS_HOURS = [8, 24, 72, 168, 336, 504] as const;

/** Duration class of an alarm that has lasted `hours`: 0 for none, else 1 … 7. */
export function durationClass(hours: number): number {
  if (hours <= 0) return 0;
  const found = DURATION_CLASS_HOURS.findIndex((end) => hours <= end);
  return found < 0 ? 7 : found + 1;
}

/** Water drawn in one household or business, hour by hour, as its meter counts it. */
export class WaterHours implements HourlyUse {
  readonly step = new Float64Array(STEP_SIZE);
  readonly #use: WaterUse;
  readonly #trouble: WaterTrouble;
  readonly #climate: Climate;

  constructor(use: WaterUse, climate: Climate, trouble: WaterTrouble = NO_TROUBLE) {
    this.#use = use;
    this.#climate = climate;
    this.#trouble = trouble;
  }

  compute(index: number): void {
    const hour = this.#climate.fromHour + index;
    const trouble = this.#trouble;
    const isTroubled = hour >= trouble.fromHour && hour < trouble.toHour;
    const drawn = isTroubled && trouble.isEmpty ? 0 : this.#draw(index);
    const grown = Math.min(1, (hour - trouble.fromHour + 1) / trouble.growsOverHours);
    const leaked = isTroubled ? trouble.leakM3h * grown : 0;
    const counted = (drawn + leaked) * (isTroubled ? trouble.countedShare : 1);
    this.#show(index, counted, leaked);
    this.step[STEP.info] = isTroubled ? this.#infoAt(hour) : 0;
  }

  /** Half of the hours of a small household see no water at all; the others share it unevenly. */
  #draw(index: number): number {
    const use = this.#use;
    const climate = this.#climate;
    const week = use.week[climate.hourOfWeek[index] ?? 0] ?? 1;
    const chance = noiseAt(use.seed, climate.fromHour + index);
    const idle = week < 0.25 ? 0.86 : 0.3;
    if (chance < idle) return 0;
    const x = (chance - idle) / (1 - idle);
    const warmth = ((climate.felt[index] ?? 0) - 9) * 0.08;
    return ((use.meanM3h * week * (1 + use.summerShare * warmth)) / (1 - idle)) * (0.3 + 2.1 * x * x);
  }

  #show(index: number, counted: number, leaked: number): void {
    const use = this.#use;
    const climate = this.#climate;
    const step = this.step;
    const ambient = use.roomCelsius + use.weatherShare * ((climate.outdoor[index] ?? 0) - 9);
    const mains = climate.ground[index] ?? 0;
    step[STEP.volume] = counted;
    step[STEP.steady] = Math.min(counted, leaked);
    step[STEP.flow] = counted;
    // Standing water takes on the temperature of the room.
    step[STEP.t1] = mains + (ambient - mains) / (1 + counted * 120);
    step[STEP.t2] = ambient;
  }

  #infoAt(hour: number): number {
    const trouble = this.#trouble;
    const hours = hour - trouble.fromHour + 1 - trouble.noticedAfterHours;
    if (hours <= 0) return 0;
    return trouble.durationShift === 0
      ? trouble.info
      : trouble.info + durationClass(hours) * 2 ** trouble.durationShift;
  }
}
