import type { Random } from "./random.ts";

/** Weeks of habits: 168 factors from Monday 00 local time, scaled to mean 1. */

/** Factors of one day as [first hour, factor] steps, ascending from hour 0. */
type Day = readonly (readonly [fromHour: number, factor: number])[];

const factorAt = (day: Day, hour: number): number => day.findLast(([from]) => from <= hour)?.[1] ?? 1;

/** Monday to Friday like `workday`, then two days like `weekend`. `shiftHours` moves both (late risers). */
function weekOf(workday: Day, weekend: Day, shiftHours = 0): Float64Array {
  const week = Float64Array.from({ length: 168 }, (_, hour) =>
    factorAt(hour < 120 ? workday : weekend, (hour - shiftHours + 24) % 24),
  );
  const mean = week.reduce((sum, factor) => sum + factor, 0) / week.length;
  return week.map((factor) => factor / mean);
}

const SET_BACK: Day = [
  [0, 0.55],
  [4, 1.7],
  [8, 1.05],
  [15, 1.15],
  [22, 0.55],
];
const SET_BACK_WEEKEND: Day = [
  [0, 0.55],
  [6, 1.6],
  [9, 1.1],
  [22, 0.6],
];
const STEADY: Day = [
  [0, 0.96],
  [6, 1.04],
  [22, 0.97],
];
const OFFICE: Day = [
  [0, 0.45],
  [4, 1.9],
  [8, 1.15],
  [16, 0.6],
];
const OFFICE_CLOSED: Day = [[0, 0.5]];

/** Space heating: about a third of houses turn down at night; businesses also at the weekend. */
export function heatingWeek(random: Random, isBusiness: boolean): Float64Array {
  if (isBusiness) return weekOf(OFFICE, OFFICE_CLOSED);
  return random.chance(0.35)
    ? weekOf(SET_BACK, SET_BACK_WEEKEND, random.whole(0, 1))
    : weekOf(STEADY, STEADY);
}

const TAPS: Day = [
  [0, 0.1],
  [5, 0.7],
  [6, 2.4],
  [8, 1.2],
  [10, 0.6],
  [15, 1],
  [17, 2],
  [21, 1.2],
  [23, 0.4],
];
const TAPS_WEEKEND: Day = [
  [0, 0.15],
  [7, 0.9],
  [8, 2],
  [11, 1.3],
  [14, 0.9],
  [17, 1.8],
  [21, 1.1],
  [23, 0.5],
];
const SHOP: Day = [
  [0, 0.05],
  [7, 1.6],
  [12, 2.2],
  [14, 1.8],
  [17, 0.6],
  [19, 0.15],
];
const SHOP_CLOSED: Day = [
  [0, 0.08],
  [9, 0.5],
  [14, 0.1],
];

/** Taps and showers. */
export function tapWeek(random: Random, isBusiness: boolean): Float64Array {
  return isBusiness ? weekOf(SHOP, SHOP_CLOSED) : weekOf(TAPS, TAPS_WEEKEND, random.whole(0, 2));
}

const COOL: Day = [
  [0, 0.3],
  [7, 1.2],
  [12, 2],
  [18, 0.7],
  [21, 0.3],
];

export const coolingWeek = (): Float64Array => weekOf(COOL, OFFICE_CLOSED);

const PUMPS: Day = [
  [0, 0.8],
  [5, 1.3],
  [9, 1],
  [16, 1.2],
  [22, 0.85],
];

export const pumpWeek = (): Float64Array => weekOf(PUMPS, PUMPS);
