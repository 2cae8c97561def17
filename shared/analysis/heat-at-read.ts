import {
  divideScaled,
  makeScaled,
  parseScaled,
  type Scaled,
  scaledToNumber,
  subtractScaled,
} from "../model/scaled.ts";
import { type Cooling, coolingOf, excessVolumeOf, type HeatGain } from "./heat-performance.ts";

/** What a heat meter's telegram said at one moment: volume in m³, E8 and E9 in m³·°C, as exact text. */
export interface HeatCounts {
  readonly volumeM3: string;
  readonly inletM3C: string;
  readonly outletM3C: string;
}

/** How a customer uses the water, from one telegram or between two (`heat-analysis` 3.3, 3.4). */
export interface HeatUse extends Pick<Cooling, "coolingK" | "inletC" | "outletC" | "uncertaintyK"> {
  /** `last`: since the reading before; `new`: since the meter counted from zero. */
  readonly since: "last" | "new";
  readonly volumeM3: Scaled;
  /** Water beyond what the return temperature aimed at would have needed; negative where it does better. */
  readonly excessM3: Scaled;
  /** The same as a share of all water, percent, to a tenth. */
  readonly excessPercent: Scaled;
}

const HEAT_REGISTERS = ["V1", "E8", "E9"] as const;
type HeatRegister = (typeof HEAT_REGISTERS)[number];
/** No meter measures hotter water, °C. */
const HOTTEST_C = 185;
const UNITS: Readonly<Record<HeatRegister, string>> = { V1: "m³", E8: "m³·°C", E9: "m³·°C" };

/** The counts among registers given as `[register, value, unit]`; `undefined` where one of them is missing. */
export function heatCountsOf(values: readonly (readonly string[])[]): HeatCounts | undefined {
  const [volumeM3, inletM3C, outletM3C] = HEAT_REGISTERS.map(
    (register) => values.find(([name, , unit]) => name === register && unit === UNITS[register])?.[1],
  );
  return volumeM3 === undefined || inletM3C === undefined || outletM3C === undefined
    ? undefined
    : { volumeM3, inletM3C, outletM3C };
}

/**
 * Cooling and excess water since the reading before, where that was enough water for a figure, else since the
 * meter was new. `undefined`: too little water for either, or a counter that has begun again at zero.
 */
export function heatUseOf(
  now: HeatCounts,
  before: HeatCounts | undefined,
  returnC: Scaled,
): HeatUse | undefined {
  const zero = { volumeM3: "0", inletM3C: "0", outletM3C: "0" };
  return (before && useBetween(before, now, "last", returnC)) ?? useBetween(zero, now, "new", returnC);
}

function useBetween(
  from: HeatCounts,
  to: HeatCounts,
  since: HeatUse["since"],
  outletC: Scaled,
): HeatUse | undefined {
  const [volume, inlet, outlet] = [
    gained(from.volumeM3, to.volumeM3),
    gained(from.inletM3C, to.inletM3C),
    gained(from.outletM3C, to.outletM3C),
  ];
  if (!volume || !inlet || !outlet) return undefined;
  // The side only matters where E8 and E9 are missing.
  const gain: HeatGain = { volume, volumeCounts: Number(volume.digits), inlet, outlet, side: "inlet" };
  const cooling = coolingOf(gain);
  const excessM3 = excessVolumeOf(gain, { kind: "outlet", outletC });
  const excessPercent = excessM3 && divideScaled(timesHundred(excessM3), volume, -1);
  if (typeof cooling === "string" || !excessM3 || !excessPercent) return undefined;
  if (![cooling.inletC, cooling.outletC].every(isWaterC)) return undefined;
  return { ...cooling, since, volumeM3: volume, excessM3, excessPercent };
}

/** A counter that began again at zero makes water hotter than there is. */
const isWaterC = (degrees: Scaled | undefined): boolean =>
  degrees !== undefined && scaledToNumber(degrees) <= HOTTEST_C;

/** What a counter gained; nothing where it ran backwards: another meter, or a new beginning. */
function gained(from: string, to: string): Scaled | undefined {
  const [a, b] = [parseScaled(from), parseScaled(to)];
  const gain = a && b && subtractScaled(b, a);
  return gain && gain.digits >= 0 ? gain : undefined;
}

const timesHundred = ({ digits, exponent }: Scaled): Scaled => makeScaled(digits, exponent + 2);
