import { type Climate, HOUR_MS, makeClimate } from "./climate.ts";
import { ageMeter, type MeterState, SUM, startSums } from "./meter-sums.ts";
import { hash32, noiseAt } from "./random.ts";
import { at, type HourlyUse, STEP } from "./step.ts";
import { hoursOf, type PointUse, type TownMeter, type TownPoint } from "./town-point.ts";

/** A meter at any moment: what it has counted and what it shows. */
export interface MeterMoment {
  readonly atMs: number;
  readonly sums: Float64Array;
  /** The hour's step with flow and power of this very minute. */
  readonly step: Float64Array;
}

/** Draws of water come in twelve pieces an hour; this is how unevenly, from 0 (even) to 1. */
const UNEVENNESS: Record<PointUse["kind"], number> = {
  heat: 0.5,
  water: 0.98,
  cooling: 0.3,
  electricity: 0.4,
};
const PIECES = 12;
/** Lost in a building's own branch of the network at its usual flow, bar. */
const BRANCH_BAR = 0.02;

/** Share of the hour's draws done after `fraction` of it, and how fast they run then (1 = evenly). */
function drawnShare(use: PointUse, hour: number, fraction: number): { share: number; pace: number } {
  const unevenness = UNEVENNESS[use.kind];
  const seed = hash32(use.seed ^ 0x64726177, hour);
  let total = 0;
  let before = 0;
  let now = 0;
  const piece = Math.min(Math.floor(fraction * PIECES), PIECES - 1);
  for (let n = 0; n < PIECES; n++) {
    const chance = noiseAt(seed, n);
    const weight = 1 - unevenness + unevenness * 4 * chance * chance * chance;
    total += weight;
    if (n < piece) before += weight;
    if (n === piece) now = weight;
  }
  const inPiece = fraction * PIECES - piece;
  return { share: (before + now * inPiece) / total, pace: (now * PIECES) / total };
}

/** The state in which a meter enters the town's history, or its own if it is mounted later. */
export function birth(
  { use, trouble }: Pick<TownPoint, "use" | "trouble">,
  meter: TownMeter,
  town: { fromHour: number; climate: Climate },
): MeterState {
  const mountedHour = Math.floor(meter.mountedAtMs / HOUR_MS);
  if (mountedHour < town.fromHour) return startSums(town.fromHour, meter.counted);
  // Mounted within an hour: take off what ran before, so that the sums are right at that minute.
  const state = startSums(mountedHour, meter.counted);
  const hours = hoursOf({ use, ...(trouble ? { trouble } : {}) }, town.climate);
  const early = momentOf({ use, state, hours, climate: town.climate, atMs: meter.mountedAtMs });
  for (const place of [SUM.volume, SUM.energy, SUM.e8, SUM.e9]) {
    state.sums[place] = 2 * at(state.sums, place) - at(early.sums, place);
  }
  return state;
}

interface Moment {
  readonly use: PointUse;
  readonly state: MeterState;
  readonly hours: HourlyUse;
  readonly climate: Climate;
  readonly atMs: number;
}

/** A meter within the hour that its state has reached. */
function momentOf({ use, state, hours, climate, atMs }: Moment): MeterMoment {
  hours.compute(state.hour - climate.fromHour);
  const step = hours.step.slice();
  const sums = state.sums.slice();
  const fraction = atMs / HOUR_MS - state.hour;
  const { share, pace } = drawnShare(use, state.hour, fraction);
  const volume = at(step, STEP.volume);
  const steadyShare = volume > 0 ? at(step, STEP.steady) / volume : 0;
  const run = steadyShare * fraction + (1 - steadyShare) * share;
  sums[SUM.volume] = at(sums, SUM.volume) + volume * run;
  sums[SUM.energy] = at(sums, SUM.energy) + at(step, STEP.energy) * run;
  sums[SUM.e8] = at(sums, SUM.e8) + at(step, STEP.e8) * run;
  sums[SUM.e9] = at(sums, SUM.e9) + at(step, STEP.e9) * run;
  const speed = steadyShare + (1 - steadyShare) * pace;
  step[STEP.flow] = at(step, STEP.flow) * speed;
  step[STEP.power] = at(step, STEP.power) * speed;
  if (use.kind === "heat") {
    // Its own branch loses more while it draws more.
    const branch = BRANCH_BAR * (Math.min(speed, 3) ** 2 - 1);
    step[STEP.p1] = at(step, STEP.p1) - branch;
    step[STEP.p2] = at(step, STEP.p2) + branch;
  }
  return { atMs, sums, step };
}

const WINDOW_HOURS = 24 * 30;

/** Weather for live meters: made a month at a time, as time goes on. */
export function makeLiveClimate(seed: number): (hour: number) => Climate {
  let climate: Climate | undefined;
  return (hour) => {
    if (climate === undefined || hour < climate.fromHour || hour >= climate.toHour) {
      climate = makeClimate({ seed, fromHour: hour, toHour: hour + WINDOW_HOURS });
    }
    return climate;
  };
}

/** A mounted meter that ages with the clock it is given. */
export class LiveMeter {
  readonly #point: Pick<TownPoint, "use" | "trouble">;
  readonly #climateAt: (hour: number) => Climate;
  readonly #state: MeterState;
  #climate: Climate | undefined;
  #hours: HourlyUse | undefined;

  /** Takes the state over; `climateAt` gives a climate that holds the hour. */
  constructor(
    point: Pick<TownPoint, "use" | "trouble">,
    state: MeterState,
    climateAt: (hour: number) => Climate,
  ) {
    this.#point = point;
    this.#state = state;
    this.#climateAt = climateAt;
  }

  /** The meter at a moment not before the last one asked for by an hour or more. */
  at(atMs: number): MeterMoment {
    const hour = Math.floor(atMs / HOUR_MS);
    while (this.#state.hour < hour) {
      const climate = this.#climateFor(this.#state.hour);
      const toHour = Math.min(hour, climate.toHour);
      ageMeter(this.#state, this.#hoursIn(climate), { climateFromHour: climate.fromHour, toHour });
    }
    const climate = this.#climateFor(this.#state.hour);
    return momentOf({
      use: this.#point.use,
      state: this.#state,
      hours: this.#hoursIn(climate),
      climate,
      atMs,
    });
  }

  #climateFor(hour: number): Climate {
    const own = this.#climate;
    return own !== undefined && hour >= own.fromHour && hour < own.toHour ? own : this.#climateAt(hour);
  }

  #hoursIn(climate: Climate): HourlyUse {
    if (this.#climate === climate && this.#hours !== undefined) return this.#hours;
    this.#climate = climate;
    this.#hours = hoursOf(this.#point, climate);
    return this.#hours;
  }
}
