import { noiseAt, smoothNoiseAt } from "./random.ts";

/**
 * Weather and network around the town, hour by hour (hour n = UTC milliseconds n × 3,600,000), as
 * columns that all meters read. Every value depends on seed and hour alone: any span can be made
 * again, and two overlapping spans agree.
 */
export interface Climate {
  readonly fromHour: number;
  readonly toHour: number;
  /** °C in the shade. */
  readonly outdoor: Float64Array;
  /** °C as a heavy building feels it: without most of the day's swing. */
  readonly felt: Float64Array;
  /** 0 … 1, sunshine on a window. */
  readonly sun: Float64Array;
  /** °C a metre under ground: mains water and the pipes' surroundings. */
  readonly ground: Float64Array;
  /** °C leaving the heat plant. */
  readonly supply: Float64Array;
  /** Local hour of the week in Denmark, Monday 00 = 0 … Sunday 23 = 167. */
  readonly hourOfWeek: Uint8Array;
}

export const HOUR_MS = 3_600_000;
const YEAR_HOURS = 8765.82;
const TURN = 2 * Math.PI;

export interface ClimateSpan {
  readonly seed: number;
  readonly fromHour: number;
  /** Exclusive. */
  readonly toHour: number;
}

export function makeClimate({ seed, fromHour, toHour }: ClimateSpan): Climate {
  const hours = toHour - fromHour;
  const climate: Climate = {
    fromHour,
    toHour,
    outdoor: new Float64Array(hours),
    felt: new Float64Array(hours),
    sun: new Float64Array(hours),
    ground: new Float64Array(hours),
    supply: new Float64Array(hours),
    hourOfWeek: new Uint8Array(hours),
  };
  for (let i = 0; i < hours; i++) writeHour(climate, seed, i);
  return climate;
}

function writeHour(climate: Climate, seed: number, i: number): void {
  const hour = climate.fromHour + i;
  const localHour = hour + danishOffsetHours(hour);
  const hourOfDay = localHour % 24;
  const season = (hour / YEAR_HOURS) * TURN;
  // 1 in the last days of July, -1 in the last days of January.
  const warmth = -Math.cos(season - 0.43);
  const front = smoothNoiseAt(seed, hour / 190);
  const air = smoothNoiseAt(seed ^ 0x51ed, hour / 61);
  const swing = (1.6 + 1.5 * warmth) * Math.cos(((hourOfDay - 15) / 24) * TURN);
  const slow = 8.6 + 8.4 * warmth + 4.6 * front + 2.8 * air;
  const clouds = 0.5 + 0.5 * smoothNoiseAt(seed ^ 0x2c1b, hour / 37);
  const height = Math.cos(((hourOfDay - 13) / 24) * TURN) + 0.55 * warmth - 0.1;
  climate.outdoor[i] = slow + swing + 1.1 * smoothNoiseAt(seed ^ 0x77aa, hour / 11);
  const felt = slow + 0.25 * swing;
  climate.felt[i] = felt;
  climate.sun[i] = height > 0 ? height * (0.62 + 0.15 * warmth) * (0.2 + 0.8 * clouds) : 0;
  climate.ground[i] = 9.2 - 5.2 * Math.cos(season - 0.85);
  climate.supply[i] = plantSupply(felt) + 0.8 * (noiseAt(seed ^ 0x0f0f, hour) - 0.5);
  climate.hourOfWeek[i] = (Math.floor(localHour / 24 + 3) % 7) * 24 + hourOfDay;
}

/** The plant's curve: 68 °C keeps hot water safe in summer, 84 °C carries the coldest nights. */
function plantSupply(feltCelsius: number): number {
  const wanted = 68 + (11 - feltCelsius) * 0.8;
  return Math.max(68, Math.min(wanted, 84));
}

/** Hours Denmark is ahead of UTC: 2 from the last Sunday of March 01:00 UTC to that of October, else 1. */
export function danishOffsetHours(hour: number): 1 | 2 {
  const date = new Date(hour * HOUR_MS);
  const year = date.getUTCFullYear();
  return hour >= lastSundayHour(year, 2) && hour < lastSundayHour(year, 9) ? 2 : 1;
}

/** Hour of 01:00 UTC on the last Sunday of a month with 31 days. */
function lastSundayHour(year: number, month: number): number {
  const last = Date.UTC(year, month, 31) / HOUR_MS;
  const daysAfterSunday = (Math.floor(last / 24) + 4) % 7;
  return last - daysAfterSunday * 24 + 1;
}
