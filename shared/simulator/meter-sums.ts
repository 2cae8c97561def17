import { HOUR_MS } from "./climate.ts";
import { at, type HourlyUse, STEP } from "./step.ts";

/** Places in a meter's memory: true sums since it was made, and what it keeps per target month. */
export const SUM = {
  /** m³ */
  volume: 0,
  /** kWh */
  energy: 1,
  /** m³·°C */
  e8: 2,
  e9: 3,
  /** Sums at the last target date, and its hour. */
  targetVolume: 4,
  targetEnergy: 5,
  targetHour: 6,
  /** m³/h, kW, °C, °C since the last target date … */
  maxFlow: 7,
  maxPower: 8,
  minWater: 9,
  minAmbient: 10,
  /** … and in the month before it. */
  lastMaxFlow: 11,
  lastMinWater: 12,
  lastMinAmbient: 13,
} as const;

export const SUMS_SIZE = 14;

/** A meter at the full hour `hour`. Plain numbers, so that it can cross threads and files. */
export interface MeterState {
  hour: number;
  readonly sums: Float64Array;
}

/** Adds an hour that `use` has just computed. */
export function addHour(sums: Float64Array, step: Float64Array): void {
  sums[SUM.volume] = at(sums, SUM.volume) + at(step, STEP.volume);
  sums[SUM.energy] = at(sums, SUM.energy) + at(step, STEP.energy);
  sums[SUM.e8] = at(sums, SUM.e8) + at(step, STEP.e8);
  sums[SUM.e9] = at(sums, SUM.e9) + at(step, STEP.e9);
  if (at(step, STEP.flow) > at(sums, SUM.maxFlow)) sums[SUM.maxFlow] = at(step, STEP.flow);
  if (at(step, STEP.power) > at(sums, SUM.maxPower)) sums[SUM.maxPower] = at(step, STEP.power);
  if (at(step, STEP.t1) < at(sums, SUM.minWater)) sums[SUM.minWater] = at(step, STEP.t1);
  if (at(step, STEP.t2) < at(sums, SUM.minAmbient)) sums[SUM.minAmbient] = at(step, STEP.t2);
}

/** The target date: keeps the sums of this moment and starts the month's extremes again. */
export function closeMonth(sums: Float64Array, hour: number): void {
  sums[SUM.targetVolume] = at(sums, SUM.volume);
  sums[SUM.targetEnergy] = at(sums, SUM.energy);
  sums[SUM.targetHour] = hour;
  sums[SUM.lastMaxFlow] = at(sums, SUM.maxFlow);
  sums[SUM.lastMinWater] = at(sums, SUM.minWater);
  sums[SUM.lastMinAmbient] = at(sums, SUM.minAmbient);
  resetExtremes(sums);
}

function resetExtremes(sums: Float64Array): void {
  sums[SUM.maxFlow] = 0;
  sums[SUM.maxPower] = 0;
  sums[SUM.minWater] = 60;
  sums[SUM.minAmbient] = 60;
}

/** A meter fresh from the factory at `hour`, with what is given counted already. */
export function startSums(
  hour: number,
  counted: { volume: number; energy: number; e8: number; e9: number },
): MeterState {
  const sums = new Float64Array(SUMS_SIZE);
  sums[SUM.volume] = counted.volume;
  sums[SUM.energy] = counted.energy;
  sums[SUM.e8] = counted.e8;
  sums[SUM.e9] = counted.e9;
  resetExtremes(sums);
  closeMonth(sums, targetHourBefore(hour));
  sums[SUM.lastMinWater] = 9;
  sums[SUM.lastMinAmbient] = 14;
  return { hour, sums };
}

/** The first of a month, midnight of the meter's clock: Danish standard time all year. */
export function targetHourAfter(hour: number): number {
  const date = new Date((hour + 1) * HOUR_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / HOUR_MS - 1;
}

function targetHourBefore(hour: number): number {
  const date = new Date((hour + 1) * HOUR_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / HOUR_MS - 1;
}

/** The next target hour a meter has not kept its sums of yet. */
export const openTargetHour = (state: MeterState): number =>
  targetHourAfter(Math.max(state.hour - 1, at(state.sums, SUM.targetHour)));

/** Ages a meter to the full hour `toHour`. `climateFromHour` is the hour `use` counts from. */
export function ageMeter(
  state: MeterState,
  use: HourlyUse,
  span: { climateFromHour: number; toHour: number },
): void {
  let target = openTargetHour(state);
  for (let hour = state.hour; hour < span.toHour; hour++) {
    if (hour === target) {
      closeMonth(state.sums, hour);
      target = targetHourAfter(hour);
    }
    use.compute(hour - span.climateFromHour);
    addHour(state.sums, use.step);
  }
  if (span.toHour > state.hour) state.hour = span.toHour;
}
