/**
 * Pressure along a path: where each stop lies, what it measured at one moment, and what is lost from stop to
 * stop. Plain numbers: these are engineering figures, no bill rests on them.
 *
 * | figure | formula |
 * |---|---|
 * | way | great circle between neighbours, sphere of 6,371,008.8 m; pipes are longer |
 * | loss | p of the stop before − p of this one, bar |
 * | loss without height | loss − ρ·g·(height of this stop − height of the one before) |
 *
 * ρ·g is 0.0980665 bar a metre for cold water (1000 kg/m³) and 0.0956 for heat and cooling networks' warm water
 * (975 kg/m³, 75 °C); velocities are neglected.
 */
import type { Medium } from "../model/medium.ts";

/** A pressure over time at one stop: bar, in order of time. */
export interface StopPressure {
  readonly timesMs: readonly number[];
  readonly bar: readonly (number | null)[];
}

export interface ProfileStop extends StopPressure {
  /** Degrees; both or neither. */
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly heightM?: number | undefined;
}

export interface ProfilePlace {
  /** Metres along the path; `undefined` from the first stop without coordinates on. */
  readonly alongM: number | undefined;
  readonly bar: number | undefined;
  /** When that was read. */
  readonly atMs: number | undefined;
}

/** From one stop to the next one; what is not known is left out. */
export interface ProfileSection {
  readonly lengthM?: number;
  readonly lossBar?: number;
  /** mbar a metre. */
  readonly lossPerM?: number;
  /** What is left of the loss when the height is taken out. */
  readonly frictionBar?: number;
  readonly frictionPerM?: number;
}

export interface Profile {
  readonly places: readonly ProfilePlace[];
  readonly sections: readonly ProfileSection[];
}

const EARTH_M = 6_371_008.8;
const HEAVY_BAR_PER_M = 0.0980665;
/** 975 kg/m³ × 9.80665 m/s². */
const WARM_BAR_PER_M = 0.095_614_837_5;

/** A reading so far from the moment still stands for it: two intervals of five minutes. */
const PROFILE_SLACK_MS = 10 * 60_000;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

type Place = Pick<ProfileStop, "lat" | "lon">;

/** Metres between two places on the sphere; `undefined` where one is not known. */
export function metresBetween(a: Place, b: Place): number | undefined {
  if (a.lat === undefined || a.lon === undefined || b.lat === undefined || b.lon === undefined)
    return undefined;
  const [north, east] = [radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2];
  const chord =
    Math.sin(north) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The reading nearest to a moment, within the slack; the earlier of two that are as near. */
export function nearestAt(
  { timesMs, bar }: StopPressure,
  atMs: number,
  slackMs = PROFILE_SLACK_MS,
): { readonly bar: number; readonly atMs: number } | undefined {
  let found: { bar: number; atMs: number } | undefined;
  for (let n = lowerBound(timesMs, atMs - slackMs); n < timesMs.length; n++) {
    const [readMs, value] = [timesMs[n] ?? Infinity, bar[n]];
    if (readMs > atMs + slackMs) break;
    if (value === null || value === undefined) continue;
    if (!found || Math.abs(readMs - atMs) < Math.abs(found.atMs - atMs)) found = { bar: value, atMs: readMs };
  }
  return found;
}

function lowerBound(timesMs: readonly number[], atMs: number): number {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The whole path at one moment. */
export function profileAt(stops: readonly ProfileStop[], atMs: number, medium: Medium): Profile {
  const places: ProfilePlace[] = [];
  const sections: ProfileSection[] = [];
  for (const [n, stop] of stops.entries()) {
    const read = nearestAt(stop, atMs);
    const before = stops[n - 1];
    const lengthM = before && metresBetween(before, stop);
    const last = places.at(-1);
    const isFirst = last === undefined;
    const alongM = isFirst ? 0 : add(last.alongM, lengthM);
    places.push({ alongM, bar: read?.bar, atMs: read?.atMs });
    if (before && last) {
      sections.push(
        sectionOf({ lengthM, lossBar: subtract(last.bar, read?.bar), heavy: headOf(before, stop, medium) }),
      );
    }
  }
  return { places, sections };
}

const add = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;
const subtract = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a - b;

/** Bar that the height from one stop to the next takes. */
function headOf(before: ProfileStop, stop: ProfileStop, medium: Medium): number | undefined {
  const metres = subtract(stop.heightM, before.heightM);
  const isWarm = medium === "heat" || medium === "heat-cooling";
  return metres === undefined ? undefined : metres * (isWarm ? WARM_BAR_PER_M : HEAVY_BAR_PER_M);
}

function sectionOf(known: {
  readonly lengthM: number | undefined;
  readonly lossBar: number | undefined;
  readonly heavy: number | undefined;
}): ProfileSection {
  const { lengthM, lossBar, heavy } = known;
  const frictionBar = subtract(lossBar, heavy);
  const perM = (bar: number | undefined): number | undefined =>
    bar === undefined || !lengthM ? undefined : (bar * 1000) / lengthM;
  const [lossPerM, frictionPerM] = [perM(lossBar), perM(frictionBar)];
  return {
    ...(lengthM === undefined ? {} : { lengthM }),
    ...(lossBar === undefined ? {} : { lossBar }),
    ...(lossPerM === undefined ? {} : { lossPerM }),
    ...(frictionBar === undefined ? {} : { frictionBar }),
    ...(frictionPerM === undefined ? {} : { frictionPerM }),
  };
}

/** The moment of the least pressure at any stop: when the path is nearest to its limit. */
export function lowestMoment(stops: readonly StopPressure[]): number | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  let atMs: number | undefined;
  for (const { timesMs, bar } of stops) {
    for (const [n, value] of bar.entries()) {
      if (value === null || value >= lowest) continue;
      lowest = value;
      atMs = timesMs[n];
    }
  }
  return atMs;
}

/** The least and the most a stop measured over the whole time. */
export function rangeOf({ bar }: StopPressure): readonly [low: number, high: number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of bar) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : undefined;
}

/** What one of a unit is in bar, for units people write pressures in; `undefined` for any other. */
export function barPer(unit: string): number | undefined {
  return BAR_PER_UNIT.get(unit.trim().toLowerCase());
}

const BAR_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ["bar", 1],
  ["mbar", 0.001],
  ["pa", 0.000_01],
  ["kpa", 0.01],
  ["mpa", 10],
  // Metres of water column: 1000 kg/m³ × 9.80665 m/s².
  ["mvs", HEAVY_BAR_PER_M],
  ["mws", HEAVY_BAR_PER_M],
  ["mh2o", HEAVY_BAR_PER_M],
  ["psi", 0.068_947_572_931_683_6],
]);
