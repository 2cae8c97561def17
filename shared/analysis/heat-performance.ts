/**
 * Cooling and excess flow of heat customers, from what the counters gained over an interval.
 * Averages are weighted by volume; momentary temperatures are never averaged, since the sensors of a
 * meter that stands still drift to the temperature of the room.
 *
 * Both ends of every sum have to come from one telegram each: E8 and E9 run on with the volume.
 */
import {
  addScaled,
  divideScaled,
  makeScaled,
  type Scaled,
  scaledToNumber,
  subtractScaled,
} from "../model/scaled.ts";
import { heatCoefficient } from "./heat-coefficient.ts";

/** What a point's counters gained between two moments, summed over the meters it had. */
export interface HeatGain {
  /** m³ */
  readonly volume: Scaled;
  /** How many counts of the volume register that was: it decides how sure the temperatures are. */
  readonly volumeCounts: number;
  /** E8 and E9 in m³·°C; absent where a meter does not count them. */
  readonly inlet?: Scaled;
  readonly outlet?: Scaled;
  /** kWh; E1 − E3 for a meter that counts heat and cooling. Absent where it was not read. */
  readonly energy?: Scaled;
  /** Side the volume is measured on; the heat coefficient depends on it. */
  readonly side: "inlet" | "outlet";
}

/** A: from E8 and E9. B: energy over volume and the water's heat coefficient. C: the same with 1.163. */
export type CoolingMethod = "A" | "B" | "C";

export interface Cooling {
  readonly method: CoolingMethod;
  /** Volume-weighted cooling, K, to a hundredth. */
  readonly coolingK: Scaled;
  /** Volume-weighted temperatures, °C, to a hundredth; method A only. */
  readonly inletC?: Scaled;
  readonly outletC?: Scaled;
  /** One count of E8 over the volume: how far each temperature may be off, K; method A only. */
  readonly uncertaintyK?: Scaled;
  /** kWh/(m³·K) that was used; methods B and C only. */
  readonly coefficient?: number;
}

/** Why there is no figure. */
export type NoCooling = "no-flow" | "too-little-water" | "no-registers";

/** Below this many counts of volume one count of E8 is more than 1 K, and a figure would only mislead. */
const FEWEST_COUNTS = 100;
const HUNDREDTH = -2;

/** Danish utilities print MWh × 860 / m³: 1 / 0.86 kWh/(m³·K). */
const CONVENTION = 1 / 0.86;

/** Temperatures that method B takes for its coefficient, where the meter's own are not known. */
export interface AssumedTemperatures {
  readonly inletC: number;
  readonly outletC: number;
}

/**
 * The volume-weighted cooling: method A where both temperature sums are there, else B with the given
 * temperatures, else C.
 */
export function coolingOf(gain: HeatGain, assumed?: AssumedTemperatures): Cooling | NoCooling {
  if (gain.volumeCounts <= 0) return "no-flow";
  if (gain.inlet && gain.outlet) return fromSums(gain, gain.inlet, gain.outlet);
  if (!gain.energy) return "no-registers";
  if (gain.volumeCounts < FEWEST_COUNTS) return "too-little-water";
  const coefficient = assumed ? coefficientOf(gain.side, assumed) : CONVENTION;
  const perCubicMetre = scaledToNumber(gain.energy) / scaledToNumber(gain.volume);
  return {
    method: assumed ? "B" : "C",
    coolingK: makeScaled(Math.round((perCubicMetre / coefficient) * 100), HUNDREDTH),
    coefficient,
  };
}

/** kWh/(m³·K) at the side the volume is measured on. */
function coefficientOf(side: HeatGain["side"], { inletC, outletC }: AssumedTemperatures): number {
  return heatCoefficient(side === "inlet" ? inletC : outletC, (inletC + outletC) / 2);
}

function fromSums(gain: HeatGain, inlet: Scaled, outlet: Scaled): Cooling | NoCooling {
  if (gain.volumeCounts < FEWEST_COUNTS) return "too-little-water";
  const per = (sum: Scaled): Scaled => divideScaled(sum, gain.volume, HUNDREDTH) ?? makeScaled(0, HUNDREDTH);
  const uncertaintyK =
    divideScaled(makeScaled(100, 0), makeScaled(gain.volumeCounts, 0), HUNDREDTH) ?? makeScaled(0, HUNDREDTH);
  return {
    method: "A",
    // Of the difference of the sums, so that rounding happens once.
    coolingK: per(subtractScaled(inlet, outlet)),
    inletC: per(inlet),
    outletC: per(outlet),
    uncertaintyK,
  };
}

/** What is asked of a customer: a return temperature, or a cooling. */
export type HeatTarget =
  | { readonly kind: "outlet"; readonly outletC: Scaled }
  | { readonly kind: "cooling"; readonly coolingK: Scaled };

/**
 * Water that flowed beyond what the target would have needed for the same heat, m³ to a thousandth;
 * negative where the customer does better. From E8 and E9 alone, so that no coefficient comes in:
 * with a target return temperature r, V − V·(T1 − T2)/(T1 − r) = (E9 − r·V)/(T1 − r); with a target
 * cooling c, V − (E8 − E9)/c.
 */
export function excessVolumeOf(gain: HeatGain, target: HeatTarget): Scaled | undefined {
  const { inlet, outlet, volume } = gain;
  if (!inlet || !outlet || gain.volumeCounts < FEWEST_COUNTS) return undefined;
  const litre = -3;
  if (target.kind === "cooling") {
    const needed = divideScaled(subtractScaled(inlet, outlet), target.coolingK, litre);
    return needed && subtractScaled(volume, needed);
  }
  const asked = timesC(volume, target.outletC);
  // (E9 − r·V) / (E8/V − r) = (E9 − r·V)·V / (E8 − r·V)
  const above = timesC(subtractScaled(outlet, asked), volume);
  const span = subtractScaled(inlet, asked);
  return span.digits > 0 ? divideScaled(above, span, litre) : undefined;
}

const timesC = (a: Scaled, b: Scaled): Scaled => ({
  digits: BigInt(a.digits) * BigInt(b.digits),
  exponent: a.exponent + b.exponent,
});

/** The return temperature of a group: all water together, not the mean of means. °C to a hundredth. */
export function groupOutletOf(gains: readonly HeatGain[]): Scaled | undefined {
  const sums = sumOf(gains);
  return sums && divideScaled(sums.outlet, sums.volume, HUNDREDTH);
}

/** How many K one customer lifts the group's return temperature: the group's less that of all others. */
export function influenceOf(gains: readonly HeatGain[], own: HeatGain): Scaled | undefined {
  const all = sumOf(gains);
  const others = sumOf(gains.filter((gain) => gain !== own));
  if (!all || !others) return undefined;
  const finer = -4;
  const whole = divideScaled(all.outlet, all.volume, finer);
  const rest = divideScaled(others.outlet, others.volume, finer);
  return whole && rest && subtractScaled(whole, rest);
}

function sumOf(gains: readonly HeatGain[]): { readonly outlet: Scaled; readonly volume: Scaled } | undefined {
  let [outlet, volume] = [makeScaled(0, 0), makeScaled(0, 0)];
  for (const gain of gains) {
    if (!gain.outlet) continue;
    outlet = addScaled(outlet, gain.outlet);
    volume = addScaled(volume, gain.volume);
  }
  return volume.digits > 0 ? { outlet, volume } : undefined;
}
